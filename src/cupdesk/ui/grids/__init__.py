"""Qualifying results and starting grids."""
