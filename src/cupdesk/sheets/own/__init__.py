"""The organiser's own workbook: its named cells and tables filled, everything else in it left as it is."""
