"""kurilreader: a terminal reader for people who follow a dispute between states."""

__version__ = "0.1.0"
