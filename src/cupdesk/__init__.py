"""CupDesk: the results desk of a one-make racing cup."""

__version__ = "0.1.0"
