"""The parts of the Regulations page."""
