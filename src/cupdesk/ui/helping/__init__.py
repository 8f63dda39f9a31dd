"""Help, the guided tour, what made a table, the keys."""
