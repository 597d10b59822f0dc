"""Text as lines: wrapping, the document of an article, and the styles of its spans. Knows nothing of widgets."""
