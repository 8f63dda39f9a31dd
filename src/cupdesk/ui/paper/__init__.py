"""Pages shown and printed."""
