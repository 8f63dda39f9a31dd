"""The stewards' decisions as rows, columns and their path."""
