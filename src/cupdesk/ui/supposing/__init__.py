"""What if: what is supposed, and what would change."""
