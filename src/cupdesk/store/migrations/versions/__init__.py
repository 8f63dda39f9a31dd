"""One file for each schema, called `schema_N.py`."""
