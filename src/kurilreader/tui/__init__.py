"""The reader: a terminal application over a desk."""
