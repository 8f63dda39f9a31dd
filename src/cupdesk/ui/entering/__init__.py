"""The entry line and what stands beside it while an order is typed."""
