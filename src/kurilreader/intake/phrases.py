"""The words of site furniture in the languages of the articles; phrases.txt lists those that stand for themselves."""

from __future__ import annotations

import re
from importlib.resources import files


def _sections(text: str) -> dict[str, frozenset[str]]:
    """The lines below each [heading]; those that begin with # explain."""
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = found.setdefault(line[1:-1], set())
        elif line and not line.startswith("#"):
            section.add(line)
    return {name: frozenset(lines) for name, lines in found.items()}


_KNOWN = _sections((files("kurilreader.intake") / "phrases.txt").read_text("utf-8"))
#: Stand alone and mean nothing for the article.
ALONE = _KNOWN["alone"]
#: Buttons: alone, or several on one line.
BUTTONS = _KNOWN["buttons"]
#: Labels that lead to one headline each.
PAGER = _KNOWN["pager"]
#: Labels that open a list of teasers.
RELATED = _KNOWN["related"]
#: Labels that stand before their teaser on the same line.
INLINE = _KNOWN["inline"]
#: Counters and times that sites print by themselves; compared with the whole line.
TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,3} ?(?:min|mins|minute|minutes)(?: read)?",
        r"(?:reading time|estimated reading time|read time)\W{0,3}\d{1,3} ?(?:min|mins|minutes?)",
        r"время (?:чтения|на чтение)\W{0,3}\d{1,3} ?мин\w{0,3}",
        r"\d{1,6} ?(?:shares?|views?|comments?|likes?|просмотр\w*|комментари\w*)",
        r"(?:views?|просмотров|просмотры|閲覧数)\W{0,3}\d{1,7}",
        r"\d{1,3} ?分で読めます",
        r"(?:この記事は)?(?:有料|会員)(?:会員)?限定(?:記事)?です",
        r"(?:©|\(c\)|copyright) .{0,80}",
    )
)

COOKIES = re.compile(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\buses? .{0,20}cookies"
    r"|by (?:continuing|using) .{0,60}\bcookies|^\W*cookies? (?:policy|notice|settings|preferences)\W*$"
    r"|использу\w+ .{0,30}(?:cookie|куки)|файлы cookie|クッキー.{0,30}(?:使用|利用)|cookieを(?:使用|利用)",
    re.IGNORECASE,
)
NEWSLETTER = re.compile(
    r"\b(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletters?|briefing|inbox|alerts|mailing list)\b"
    r"|\b(?:get|receive)\b.{0,60}\b(?:in|to) your (?:inbox|e-?mail)\b"
    r"|подпи\w+ .{0,40}(?:рассылк|телеграм|telegram)|メール(?:マガジン|会員)に?(?:登録|ご登録)",
    re.IGNORECASE,
)
