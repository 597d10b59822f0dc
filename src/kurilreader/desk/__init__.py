"""The application: add, search, read, positions, as functions that both fronts call."""

from kurilreader.desk.briefing import TemplateInfo
from kurilreader.desk.desk import Desk
from kurilreader.desk.likeness import Differences
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
from kurilreader.desk.shelving import ACTS, SavedSearch
from kurilreader.desk.timeline import Bar, MonthCount
from kurilreader.domain.record import Page
from kurilreader.library.arrivals import Failure, Feed, FeedOptions, Job, JobState, Origin, Undone
from kurilreader.search.interface import Superseded

__all__ = [
    "ACTS",
    "AddReport",
    "Bar",
    "Desk",
    "Differences",
    "Examined",
    "Failure",
    "Feed",
    "FeedOptions",
    "Finding",
    "Health",
    "Job",
    "JobState",
    "MonthCount",
    "Origin",
    "Page",
    "PartyInfo",
    "PositionRecord",
    "Progress",
    "Reading",
    "SavedSearch",
    "Superseded",
    "Taken",
    "TemplateInfo",
    "Undone",
    "Watcher",
]
