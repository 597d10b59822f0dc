"""The record: articles, analyses, reading state. SQLite in WAL mode, behind `interface.Library`."""
