"""The application: add, search, read, positions, as functions that both fronts call."""
