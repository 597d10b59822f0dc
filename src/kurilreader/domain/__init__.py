"""The words of the program as frozen dataclasses. Knows nothing of files, databases or screens."""

from kurilreader.domain.analysis import (
    Analysis,
    Cue,
    EntityType,
    Kind,
    Mention,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
)
from kurilreader.domain.article import Article, article_id
from kurilreader.domain.errors import (
    DossierError,
    InputError,
    KurilError,
    LibraryBroken,
    LibraryBusy,
    NotInLibrary,
    SettingsError,
)
from kurilreader.domain.query import Complaint, Order, SearchRequest, SearchResult, Snippet
from kurilreader.domain.reading import PartyCount, ReadingState, Row

__all__ = [
    "Analysis",
    "Article",
    "Complaint",
    "Cue",
    "DossierError",
    "EntityType",
    "InputError",
    "Kind",
    "KurilError",
    "LibraryBroken",
    "LibraryBusy",
    "Mention",
    "NotInLibrary",
    "Order",
    "PartyCount",
    "Position",
    "Quote",
    "ReadingState",
    "Row",
    "SearchRequest",
    "SearchResult",
    "SettingsError",
    "Snippet",
    "Span",
    "Speaker",
    "Statement",
    "article_id",
]
