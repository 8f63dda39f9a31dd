"""One builder a document: `Book` → `Sheet`."""
