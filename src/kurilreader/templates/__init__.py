"""Templates for briefings: docs/briefing.md."""
