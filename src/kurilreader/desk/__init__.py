"""The application: add, search, read, positions, as functions that both fronts call."""

from kurilreader.desk.desk import Desk
from kurilreader.desk.reports import (
    AddReport,
    Examined,
    Finding,
    Health,
    PartyInfo,
    PositionRecord,
    Progress,
    Reading,
    Taken,
    Watcher,
)
from kurilreader.search.interface import Superseded

__all__ = [
    "AddReport",
    "Desk",
    "Examined",
    "Finding",
    "Health",
    "PartyInfo",
    "PositionRecord",
    "Progress",
    "Reading",
    "Superseded",
    "Taken",
    "Watcher",
]
