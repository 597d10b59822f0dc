"""The trained tagger: sources, cues, contents and names from one small network; see docs/model.md."""

from kurilreader.analysis.tagger.model import Tagger

__all__ = ["Tagger"]
