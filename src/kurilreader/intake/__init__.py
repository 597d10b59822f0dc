"""Bytes become articles: one small reader per format, cleaning, language, date and outlet."""
