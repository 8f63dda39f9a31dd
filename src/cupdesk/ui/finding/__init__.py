"""The palette: what it finds, and its list."""
