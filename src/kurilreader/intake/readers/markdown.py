"""Markdown, with or without front matter in YAML's or TOML's manner, as plain paragraphs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from kurilreader.domain import Setting
from kurilreader.intake.clean import clean_characters
from kurilreader.intake.encoding import binary_reason
from kurilreader.intake.header import read_header
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.markup import read

_FENCE = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?$")
_SIGNS = re.compile(rb"^(?:#{1,6} \S|```|\* \S|- \S|> \S)|\]\(https?://|\*\*\w", re.MULTILINE)
_SETEXT = re.compile(rb"^\S.{0,200}\n(?:={3,}|-{3,})\s*$", re.MULTILINE)

#: The names under which front matter keeps what an article has, the likeliest first.
_KEYS = {
    "title": ("title", "headline", "subject", "заголовок"),
    "published": ("published", "date", "pubdate", "publish_date", "published_at", "datepublished", "created", "дата"),
    "source": (
        "source",
        "outlet",
        "publisher",
        "site",
        "sitename",
        "site_name",
        "publication",
        "newspaper",
        "источник",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "автор"),
    "language": ("language", "lang", "locale", "язык"),
    "address": ("address", "url", "link", "canonical", "canonical_url", "permalink", "source_url", "original_url"),
}


class MarkdownReader:
    """CommonMark with tables."""

    name = "Markdown"
    suffixes = frozenset({".md", ".markdown", ".mdown", ".mkd"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By front matter, by a heading or several signs of markup, or by name."""
        if binary_reason(head):
            return False
        if item.suffix in self.suffixes:
            return True
        if not item.named and item.suffix not in {"", ".txt", ".text"}:
            return False
        start = head.lstrip(b"\xef\xbb\xbf \r\n")
        if start.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
            return _FENCE.match(start.decode("utf-8", "replace").replace("\r\n", "\n")) is not None
        return bool(re.match(rb"# \S", start)) or bool(_SETEXT.match(start)) or len(set(_SIGNS.findall(head))) >= 3

    def read(self, item: Input) -> Iterator[Found]:
        """One document."""
        yield markdown_draft(item.text())


def markdown_draft(text: str) -> Draft:
    """The document a Markdown text is."""
    values, body = split_front_matter(clean_lines(text))
    title, paragraphs = render(body)
    known = {key: _value(values, names) for key, names in _KEYS.items()}
    header, paragraphs = read_header(paragraphs)
    address = known["address"]
    source = known["source"]
    # "source" holds an address as often as an outlet's name
    if source and source.startswith(("http://", "https://")):
        address, source = address or source, None
    return Draft(
        title=known["title"] or title,
        paragraphs=paragraphs,
        source=source or header.source,
        author=known["author"] or header.author,
        published=known["published"] or header.published,
        language=known["language"] or header.language,
        address=address or header.address,
    )


def clean_lines(text: str) -> str:
    """Clean characters, with the indentation that Markdown gives a meaning kept."""
    return "\n".join(
        line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4) + clean_characters(line).lstrip(" ")
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The values of the front matter by lower-case key, and the text after it. What is no value is passed over."""
    if not (match := _FENCE.match(text)):
        return {}, text
    values = _toml(match[2]) if match[1] == "+++" else _yaml(match[2])
    return (values, text[match.end() :]) if values else ({}, text)


def _toml(block: str) -> dict[str, str]:
    try:
        table = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _yaml(block.replace(" = ", ": "))
    found = {}
    for key, value in table.items():
        if isinstance(value, list):
            found[key.lower()] = ", ".join(str(part) for part in value if isinstance(part, str | int))
        elif not isinstance(value, dict):
            found[key.lower()] = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return found


def _yaml(block: str) -> dict[str, str]:
    """The flat part of YAML that front matter is made of: `key: value`, quoted values, and lists of words."""
    found: dict[str, str] = {}
    last = ""
    for line in block.split("\n"):
        if pair := _PAIR.match(line):
            last = pair[1].strip().lower()
            value = _unquoted(pair[2] or "")
            if value.startswith("[") and value.endswith("]"):
                value = ", ".join(_unquoted(part) for part in value[1:-1].split(","))
            found[last] = "" if value in {">", "|", ">-", "|-"} else value
        elif last and (item := re.match(r"^\s+-\s+(.+)$|^-\s+(.+)$", line)):
            part = _unquoted(item[1] or item[2])
            found[last] = f"{found[last]}, {part}" if found[last] else part
        elif last and line.startswith((" ", "\t")) and ":" not in line:
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"') if value[0] == '"' else inner.replace("''", "'")
    return re.sub(r"\s+#\s.*$", "", value)


def _value(values: dict[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = values.get(name, "").strip()
        if value and value.lower() not in {"null", "none", "~"}:
            return value
    return None


def render(text: str) -> tuple[str | None, list[str]]:
    """The first top heading, if the text begins with it, and the paragraphs of a Markdown text, see `markup.read`."""
    found = read(text)
    if found and found[0].setting is Setting.HEADING and found[0].level == 1:
        return found[0].strip() or None, list(found[1:])
    return None, list(found)
