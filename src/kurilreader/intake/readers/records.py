"""Articles kept as records: JSON, JSON Lines, CSV; exports of Wallabag and Readwise among them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.dates import parse_date
from kurilreader.intake.encoding import EncodingProblem, binary_reason, decode
from kurilreader.intake.fields import value_of
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.paragraphs import unwrap
from kurilreader.intake.readers.feed import entry_draft, parse_json_feed
from kurilreader.intake.readers.fragments import fragment_paragraphs, is_markup

_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_NESTING = 3


def record_draft(record: Mapping[str, Any], item: Input, label: str) -> Draft | InputError:
    """The document in a record, by the field mapping; an error naming the record where it has no text."""
    found = _with_text(record, item, 0)
    origin = clean_line(f"{item.origin} › {label}")
    if found is None:
        return InputError(origin, f"has no text (looked for {', '.join(item.fields.text[:4])} …)")
    text = value_of(found, item.fields.text) or ""
    try:
        paragraphs = fragment_paragraphs(text, item) if is_markup(text) else unwrap(text)
    except InputError as error:
        return InputError(origin, error.reason)
    published = value_of(found, item.fields.published)
    return Draft(
        title=value_of(found, item.fields.title),
        paragraphs=paragraphs,
        source=value_of(found, item.fields.source),
        author=value_of(found, item.fields.author),
        published=seconds_moment(published) or published,
        language=value_of(found, item.fields.language),
        address=value_of(found, item.fields.address),
        origin=origin,
    )


def _with_text(record: Mapping[str, Any], item: Input, depth: int) -> Mapping[str, Any] | None:
    if value_of(record, item.fields.text):
        return record
    for name in item.fields.inner:
        inner = record.get(name)
        if isinstance(inner, Mapping) and depth < _NESTING and (found := _with_text(inner, item, depth + 1)):
            return found
    return None


def seconds_moment(value: str | None) -> str | None:
    """A moment given as seconds or milliseconds since 1970."""
    if not value or not _SECONDS.fullmatch(value.strip()) or parse_date(value):
        return None
    number = float(value)
    return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC).isoformat(timespec="seconds")


class JsonLinesReader:
    """One JSON object a line, read as a stream."""

    name = "JSON Lines"
    suffixes = frozenset({".jsonl", ".ndjson"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """A first line that is an object of its own with another behind it, or the name."""
        if not head.lstrip(b"\xef\xbb\xbf").startswith(b"{") or binary_reason(head):
            return False
        if item.suffix in self.suffixes:
            return True
        first, _, rest = head.partition(b"\n")
        try:
            json.loads(first.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return False
        return rest.lstrip().startswith(b"{")

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each line; a damaged line is named and the others are read."""
        with item.open() as stream:
            mark = item.turn(stream)
            end = mark.offset
            for number, line in enumerate(item.lines(stream), mark.count + 1):
                mark.offset, mark.count = end, number - 1
                end += len(line)
                if not line.strip():
                    continue
                label = f"line {number}"
                try:
                    record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"), strict=False)
                except (ValueError, RecursionError):
                    yield item.inside(label, b"").problem("is not valid JSON")
                    continue
                if isinstance(record, dict):
                    yield record_draft(record, item, label)
                else:
                    yield item.inside(label, b"").problem("is not a JSON object")


class JsonReader:
    """A JSON object or array: one article, many, a JSON Feed."""

    name = "JSON"
    suffixes = frozenset({".json"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the brace or bracket it begins with, and what may follow it."""
        start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
        return bool(re.match(rb'\{\s*"|\{\s*\}|\[\s*[\[{]|\[\s*\]', start)) and not binary_reason(head)

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each object that has a text."""
        data = item.read()
        try:
            whole = json.loads(item.text(), strict=False)
        except (ValueError, RecursionError) as error:
            raise item.problem(f"is not valid JSON ({_place(error)})") from error
        if isinstance(whole, dict) and "jsonfeed.org" in str(whole.get("version")):
            feed = parse_json_feed(data, item.address)
            yield from (entry_draft(entry, feed, item) for entry in feed.entries)
            return
        records = _records(whole, item)
        if not records:
            raise item.irrelevant("is JSON without articles")
        for number, record in enumerate(records, 1):
            yield record_draft(record, item, f"{number}" if len(records) > 1 else "record")


def _place(error: Exception) -> str:
    return f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"


def _records(whole: Any, item: Input) -> list[dict[str, Any]]:
    """The objects that may be articles: the array's, the only one, or those of the longest array in an object."""
    if isinstance(whole, list):
        return [record for record in whole if isinstance(record, dict)]
    if not isinstance(whole, dict):
        return []
    if _with_text(whole, item, 0):
        return [whole]
    lists = [value for value in whole.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    longest = max(lists, key=len, default=[])
    return [record for record in longest if isinstance(record, dict)]


class CsvReader:
    """A table with a line of names, separated by commas, semicolons or tabs; Readwise's highlights by book."""

    name = "a table"
    suffixes = frozenset({".csv", ".tsv"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By its first line: names known to hold a text, or the name of the file."""
        if binary_reason(head):
            return False
        first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].strip(b"\r").decode("utf-8", "replace")
        names = {cell.strip().strip('"').lower() for cell in re.split(r"[,;\t]", first)}
        if len(names) < 2:
            return False
        if item.suffix in self.suffixes:
            return True
        texts = {name for name in item.fields.text if name not in {"summary", "description"}} | {"highlight"}
        others = {*item.fields.title, *item.fields.address, *item.fields.published, "book title"}
        return bool(names & texts) and bool(names & others)

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each row, or for each book of highlights."""
        with item.open() as stream:
            lines = self._text_lines(item, stream)
            first = next(lines, "")
            separator = max(",;\t", key=first.count)
            # the largest field is bounded by the largest line; csv's own bound of 128 KiB is too small for articles
            csv.field_size_limit(item.limits.document_bytes)
            names = [name.strip().lower() for name in next(csv.reader([first], delimiter=separator), [])]
            rows = csv.reader(lines, delimiter=separator)
            if {"highlight", "book title"} <= set(names):
                yield from _books(names, rows, item)
                return
            if not set(names) & set(item.fields.text):
                raise item.irrelevant(f"has no column of texts (columns: {', '.join(names[:8])})", _links_hint(names))
            try:
                for number, row in enumerate(rows, 2):
                    if any(row):
                        yield record_draft(dict(zip(names, row, strict=False)), item, f"row {number}")
            except csv.Error as error:
                raise item.problem(f"is a damaged table ({error})") from error

    def _text_lines(self, item: Input, stream: Any) -> Iterator[str]:
        # the encoding is told from the beginning and must then hold for the whole
        head = item.head()
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from io.StringIO(item.text(), newline="")
            return
        codec = None
        for line in item.lines(stream):
            try:
                yield line.decode(codec or "utf-8-sig")
            except UnicodeDecodeError:
                try:
                    text = decode(item.read())
                except EncodingProblem as problem:
                    raise item.problem(str(problem)) from problem
                codec = next(
                    (name for name in ("cp1251", "cp932", "cp1252") if line.decode(name, "replace") in text), None
                )
                if codec is None:
                    raise item.problem("is in a damaged or unknown encoding") from None
                yield line.decode(codec)


def _links_hint(names: list[str]) -> str:
    return "it lists addresses: kurilreader add --fetch fetches them" if "url" in names else ""


def _books(names: list[str], rows: Any, item: Input) -> Iterator[Found]:
    """Readwise's highlights: one document for each book or article, its highlights in the order given."""
    books: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        record = dict(zip(names, row, strict=False))
        if record.get("highlight", "").strip():
            books.setdefault(record.get("book title") or "Highlights", []).append(record)
    for title, records in books.items():
        paragraphs = [part for record in records for part in (record["highlight"], _note(record.get("note"))) if part]
        yield Draft(
            title=title,
            paragraphs=paragraphs,
            author=records[0].get("book author"),
            published=None,
            origin=f"{item.origin} › {title}",
        )


def _note(text: str | None) -> str:
    return f"Note: {text.strip()}" if text and text.strip() else ""
