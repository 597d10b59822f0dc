"""The terminal reader, a Textual app over the desk."""
