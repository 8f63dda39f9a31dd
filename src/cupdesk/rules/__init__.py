"""The rule book: pure functions from facts to classifications, points, standings and titles. Standard library only."""
