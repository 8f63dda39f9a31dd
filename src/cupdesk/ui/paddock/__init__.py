"""The screen for a television."""
