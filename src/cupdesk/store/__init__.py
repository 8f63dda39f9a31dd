"""The only room that knows SQL: a cup's file, its rows, its journal."""
