"""Attributions by rules: a lexicon of cues and the constructions they stand in."""
