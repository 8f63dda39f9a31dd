"""What a person types on the entry line: text to edits, or to a problem in place. No Qt."""
