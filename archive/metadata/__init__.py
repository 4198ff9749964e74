"""Strings of a document to values: a file a field, pure functions and tables of data."""
