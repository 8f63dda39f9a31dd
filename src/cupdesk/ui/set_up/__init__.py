"""The tables of the season's set-up, and the forms a season begins with."""
