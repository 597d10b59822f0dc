"""A draft becomes an article: cleaned, without furniture or a doubled title, its language told, its identity taken."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kurilreader.domain import Article, InputError, article_id
from kurilreader.intake.clean import clean_line, clean_paragraphs, join_paragraphs
from kurilreader.intake.dates import parse_date
from kurilreader.intake.furniture import is_prose, plain, strip_furniture
from kurilreader.intake.inputs import Draft, Input
from kurilreader.intake.language import detect_language
from kurilreader.intake.markup import write
from kurilreader.intake.outlets import outlet_name

_TITLE_LENGTH = 300
_MADE_TITLE = 90
_BREAKS = re.compile(r"(?<=[.!?…。！？])[\s\"”»』」]")


def assemble(draft: Draft, item: Input) -> Article | InputError:
    """The article of a draft found in `item`, or the reason why it is none."""
    origin = clean_line(draft.origin or item.origin)
    paragraphs = [part for paragraph in draft.paragraphs for part in _cleaned(paragraph)]
    kept = strip_furniture(paragraphs)
    title = clean_line(draft.title or item.title or "")
    if title:
        kept = without_title(kept, title)
    text = join_paragraphs(kept)
    if not any(char.isalnum() for char in text):
        return InputError(origin, "has no text")
    if len(text) > item.limits.text_length:
        return InputError(origin, f"has more than {item.limits.text_length} characters of text")
    return Article(
        id=article_id(text),
        title=_shortened(title, _TITLE_LENGTH) if title else made_title(kept[0]),
        text=text,
        source=outlet_name(draft.source) or outlet_name(item.source),
        author=_name(draft.author),
        published=parse_date(draft.published, now=item.seen) or parse_date(item.published),
        language=detect_language(text, draft.language),
        address=web_address(draft.address) or web_address(item.address),
        origin=origin,
        markup=write(kept),
    )


def _cleaned(paragraph: str) -> list[str]:
    """The clean paragraphs in one as a reader found it; where nothing had to be cleaned, it keeps its setting."""
    found = clean_paragraphs(paragraph)
    return [paragraph] if found == [paragraph] else found


def without_title(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs without the title standing again at their head, unless nothing else is there."""
    wanted = plain(title)
    rest = paragraphs
    # some sites print it twice: as a crumb and as a headline
    for _ in range(2):
        if len(rest) > 1 and wanted and plain(rest[0].lstrip("# ")) == wanted:
            rest = rest[1:]
    return rest


def made_title(paragraph: str) -> str:
    """A title for a text that has none: the beginning of its first sentence."""
    first = _BREAKS.split(" ".join(paragraph.split()), maxsplit=1)[0]
    return _shortened(first, _MADE_TITLE)


def split_title(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """The title a plain text begins with, and the rest. A first paragraph of running prose is no title."""
    if len(paragraphs) < 2:
        return None, paragraphs
    first = paragraphs[0]
    if len(first) > _TITLE_LENGTH or "\n" in first or first.startswith(("- ", "> ")):
        return None, paragraphs
    # a headline may be a whole sentence; it is one where what follows is longer
    if is_prose(first) and (len(first) > 150 or len(paragraphs[1]) < len(first)):
        return None, paragraphs
    return first, paragraphs[1:]


def web_address(address: str | None) -> str | None:
    """An http(s) address without a fragment, or None for anything else."""
    if not address or len(address) > 4000:
        return None
    address = clean_line(address)
    if " " in address:
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return parts._replace(fragment="", scheme=parts.scheme.lower()).geturl()


def _name(text: str | None) -> str | None:
    line = clean_line(text or "")
    return _shortened(line, 200) or None


def _shortened(line: str, length: int) -> str:
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:–—-") + "…"
