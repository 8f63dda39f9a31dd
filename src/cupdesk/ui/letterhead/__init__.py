"""The organiser's letterhead: its form, its pictures, the document that wears it."""
