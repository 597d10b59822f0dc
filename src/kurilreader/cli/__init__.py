"""Thin commands over the desk; standard output is data, standard error is narration."""
