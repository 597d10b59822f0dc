"""The limits and the names of fields in the settings, as the intake takes them."""

from __future__ import annotations

from dataclasses import replace

from kurilreader.intake.fetch import WebLimits
from kurilreader.intake.fields import DEFAULT_FIELDS, Fields
from kurilreader.intake.limits import GIB, MIB, Limits
from kurilreader.library import FeedOptions
from kurilreader.settings import Settings


def web_limits(settings: Settings, options: FeedOptions | None = None) -> WebLimits:
    """What a host may ask for; a feed's own settings come first."""
    limits = WebLimits(
        body_bytes=settings.fetch_megabytes * MIB,
        seconds=settings.fetch_seconds,
        redirects=settings.fetch_redirects,
        private=settings.private_hosts,
    )
    if options and options.megabytes:
        limits = replace(limits, body_bytes=options.megabytes * MIB)
    if options and options.seconds:
        limits = replace(limits, seconds=options.seconds)
    return limits


def read_limits(settings: Settings) -> Limits:
    """What an input may ask for."""
    return Limits(
        document_bytes=settings.document_megabytes * MIB,
        stream_bytes=settings.stream_gigabytes * GIB,
        page_elements=settings.page_elements,
        text_length=settings.text_characters,
        nesting=settings.nesting,
        members=settings.archive_members,
        unpacked_bytes=settings.unpacked_gigabytes * GIB,
        unpacked_ratio=settings.unpacked_ratio,
        pdf_pages=settings.pdf_pages,
    )


def read_fields(settings: Settings) -> Fields:
    """Under which names JSON and tables keep what an article has: the user's own first."""
    own = {name: (*names, *getattr(DEFAULT_FIELDS, name)) for name, names in settings.fields.items()}
    return replace(DEFAULT_FIELDS, **own)
