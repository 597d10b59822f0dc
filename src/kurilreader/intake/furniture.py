"""What a site puts around and between an article: share rows, teasers, pagers, notices. It is not the article.

The rule that keeps this safe: a paragraph of running prose (a sentence that ends as sentences do) is never removed,
except where it is a notice about cookies or a newsletter with its button beside it. Everything else that goes is a
known phrase standing alone, or a headline inside a block that a known phrase opens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.intake.phrases import ALONE, BUTTONS, COOKIES, INLINE, NEWSLETTER, PAGER, RELATED, TIMES

_EDGE = " \t\u3000:：.…!?？！›»→←«‹>|·•*▶►▼-–—[]()【】■□◆＞"
_SENTENCE = re.compile(r"""[.!?…。！？]["'”’»)\]」』]*$""")
_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
#: longest line that can be a teaser's headline
_HEADLINE = 200
#: most headlines one block of teasers takes
_TEASERS = 12


def plain(line: str) -> str:
    """A line in the form in which phrases are compared: lower case, no marks around it, one space between words."""
    return " ".join(line.casefold().split()).strip(_EDGE)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is running prose: it ends like a sentence and is longer than a label or a headline."""
    if not _SENTENCE.search(paragraph.rstrip()):
        return False
    return len(_WORD.findall(paragraph)) >= 6 or len(_WIDE.findall(paragraph)) >= 12


def strip_furniture(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without the site's furniture, the rest unchanged and in order."""
    rest = [part for paragraph in paragraphs for part in _split_widgets(paragraph)]
    rest = _without_notices(rest)
    kept: list[str] = []
    at = 0
    while at < len(rest):
        taken = _block(rest, at)
        if taken:
            at += taken
            continue
        if not _is_alone(rest[at]):
            kept.append(rest[at])
        at += 1
    return kept


def _split_widgets(paragraph: str) -> list[str]:
    """A paragraph whose lines are all short is several; one whose first or last line is furniture loses that line."""
    lines = paragraph.split("\n")
    if len(lines) == 1:
        return [paragraph]
    if any(_is_alone(line) or plain(line) in PAGER or plain(line) in RELATED for line in lines):
        return lines
    return [paragraph]


def _is_alone(line: str) -> bool:
    """Whether a line is a known phrase, or a row of known buttons, and nothing else."""
    text = plain(line)
    if not text:
        # marks without a word: a rule, a bullet, a star row
        return not any(char.isalnum() for char in line)
    if is_prose(line) or len(text) > _HEADLINE:
        return False
    if text in ALONE or text in BUTTONS or any(pattern.fullmatch(text) for pattern in TIMES):
        return True
    words = text.replace("|", " ").replace("·", " ").replace("/", " ").replace(",", " ").split()
    return len(words) > 1 and all(word in BUTTONS for word in words)


def _block(lines: Sequence[str], at: int) -> int:
    """How many paragraphs from `at` on are one block of teasers; 0 where none begins."""
    text = plain(lines[at])
    if text in PAGER:
        # a label, then the headline it leads to; the headline may be missing at the end or before the next label
        following = lines[at + 1] if at + 1 < len(lines) else None
        return 2 if following is not None and _is_headline(following) and not _opens(following) else 1
    if _inline_teaser(lines[at]):
        return 1
    if text not in RELATED:
        return 0
    end = at + 1
    while end < len(lines) and end - at <= _TEASERS and _is_headline(lines[end]) and not _opens(lines[end]):
        end += 1
    found = end - at - 1
    if all(not is_prose(line) for line in lines[end:]):
        return end - at
    # the article goes on: its next heading may stand right behind the teasers, so only what is plainly a list goes
    items = 0
    while items < found and lines[at + 1 + items].startswith(("- ", "• ", "* ", "› ", "» ")):
        items += 1
    return 1 + (items or min(found, 1))


def _opens(line: str) -> bool:
    text = plain(line)
    return text in PAGER or text in RELATED


def _is_headline(line: str) -> bool:
    return len(line) <= _HEADLINE and "\n" not in line and not is_prose(line)


def _inline_teaser(line: str) -> bool:
    """A teaser on one line: "Read also: Talks resume in Geneva"."""
    if is_prose(line) or len(line) > _HEADLINE:
        return False
    label, mark, rest = line.partition(":")
    if not mark:
        label, mark, rest = line.partition("：")
    return bool(mark) and plain(label) in INLINE and bool(rest.strip())


def _without_notices(lines: list[str]) -> list[str]:
    """Cookie and newsletter notices go where a button that belongs to them stands beside them."""
    gone: set[int] = set()
    for number, line in enumerate(lines):
        pattern = COOKIES if COOKIES.search(line) else NEWSLETTER if NEWSLETTER.search(line) else None
        if pattern is None or len(line) > 600:
            continue
        beside = [other for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        if any(plain(lines[other]) in BUTTONS for other in beside):
            gone.add(number)
            gone.update(other for other in beside if plain(lines[other]) in BUTTONS)
        elif not is_prose(line):
            gone.add(number)
    return [line for number, line in enumerate(lines) if number not in gone]
