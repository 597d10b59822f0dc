"""Accuracy on marked texts, beside other systems on the same texts."""
