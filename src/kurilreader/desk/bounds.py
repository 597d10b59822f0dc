"""The limits of the settings, as the intake takes them."""

from __future__ import annotations

from dataclasses import replace

from kurilreader.intake.fetch import WebLimits
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
