"""Bytes become articles: one small reader per format, cleaning, language, date and outlet."""

from kurilreader.intake.fields import Fields
from kurilreader.intake.limits import Limits
from kurilreader.intake.read import Outcome, read_bytes, read_inputs

__all__ = ["Fields", "Limits", "Outcome", "read_bytes", "read_inputs"]
