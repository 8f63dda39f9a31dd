"""Sheets → official workbooks: the only rooms, with `own`, that know openpyxl."""
