"""Documents as values, and the writers that turn them into files. No Qt."""
