"""What persons set, as lines of JSON that another library takes in; articles are named by their ids."""

from __future__ import annotations

import json
import re
from typing import Any

from kurilreader.domain import Order
from kurilreader.domain.printable import is_printable
from kurilreader.domain.register import KINDS, WRITTEN, Name, Register, Value, Version, canonical
from kurilreader.library import verdicts
from kurilreader.library.shelves import search_name, tag_name

SCHEMA = "kurilreader.state/1"
_ARTICLE = re.compile(r"[0-9a-f]{16}")
_MADE = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z")
_VERSION = re.compile(r"[0-9a-f]{12}")
_MARK = re.compile(r"[0-9a-f]{16}(-\d{1,6})?")
_ANNOTATION = re.compile(r"[0-9a-f]{13}")
#: kinds whose keys are lists themselves
_LISTED = ("search", "correction")


def write_line(name: Name, register: Register) -> str:
    """A register as one line."""
    *beside, last = register.versions
    record = {
        "schema": SCHEMA,
        "kind": name.kind,
        "article": name.article or None,
        "key": (json.loads(name.key) if name.kind in _LISTED else name.key) or None,
        "reviewer": name.reviewer or None,
        "made": last.made,
        "value": last.value,
        "beside": [[version.made, version.value] for version in beside] or None,
        "past": sorted(register.past) or None,
    }
    given = {key: value for key, value in record.items() if value is not None or key == "value"}
    line = json.dumps(given, ensure_ascii=False)
    if not is_printable(line):
        # The same JSON, without what a terminal would obey or an encoding lacks.
        line = "".join(c if is_printable(c) else json.dumps(c)[1:-1] for c in line)
    return line


def read_line(line: str) -> tuple[Name, Register]:
    """The register of a line; `ValueError` says what is wrong with one that is none."""
    _encodable(line, "it is not UTF-8")
    try:
        record = json.loads(line)
        whole = json.dumps(record, ensure_ascii=False)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    # An escape may stand for half a character, which no database takes.
    _encodable(whole, "it holds half a character")
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ValueError(f"it is no line of {SCHEMA}")
    unknown = record.keys() - {"schema", "kind", "article", "key", "reviewer", "made", "value", "beside", "past"}
    if unknown:
        raise ValueError(f"it has the unknown key {sorted(unknown)[0]}")
    kind = record.get("kind")
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}")
    name = _name(kind, record)
    written = [*_list(record, "beside"), [record.get("made"), record.get("value")]]
    if len(written) > 1 and kind not in WRITTEN:
        raise ValueError(f"a {kind} has one version")
    try:
        versions = tuple(sorted((_version(name, *pair) for pair in written), key=lambda version: version.order))
    except TypeError:
        raise ValueError("beside is a list of pairs") from None
    past = _list(record, "past")
    if not all(isinstance(each, str) and _VERSION.fullmatch(each) for each in past):
        raise ValueError("past is a list of version names")
    return name, Register(versions, frozenset(past) - {version.id for version in versions})


def _encodable(text: str, complaint: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(complaint) from None


def _name(kind: str, record: dict[str, Any]) -> Name:
    article, key, reviewer = record.get("article", ""), record.get("key", ""), record.get("reviewer", "")
    if not isinstance(article, str) or not isinstance(reviewer, str):
        raise ValueError("article and reviewer are texts")
    if not _is_name(reviewer):
        raise ValueError("reviewer is one printable line")
    if not _ARTICLE.fullmatch(article) and (article or kind not in _LISTED):
        raise ValueError("article is an id of 16 hexadecimal digits")
    if bool(reviewer) != (kind == "verdict"):
        raise ValueError("a verdict, and nothing else, has a reviewer")
    if kind in _LISTED:
        key = canonical(key)
    if not isinstance(key, str) or not _good_key(kind, key):
        raise ValueError(f"key is none of a {kind}")
    return Name(article, kind, key, reviewer)


def _good_key(kind: str, key: str) -> bool:
    try:
        match kind:
            case "tag":
                return tag_name(key) == key
            case "verdict":
                return _MARK.fullmatch(key) is not None
            case "annotation":
                return _ANNOTATION.fullmatch(key) is not None
            case "search":
                called, query = json.loads(key)
                return isinstance(query, str) and search_name(called) == called
            case "correction":
                correction = verdicts.read_correction(key, None)
                texts = (correction.entity, correction.target, correction.words)
                return all(isinstance(text, str) for text in texts) and verdicts.correction_key(correction) == key
            case _:
                return not key
    except Exception:
        # Whatever a hostile line makes these raise, it is no key.
        return False


def _version(name: Name, made: object, value: Value) -> Version:
    if not isinstance(made, str) or not _MADE.fullmatch(made):
        raise ValueError("made is a moment such as 2026-01-31T08:00:00.000000Z")
    if value is not None and not _good_value(name, value):
        raise ValueError(f"value is none of a {name.kind}")
    return Version(made, value)


def _good_value(name: Name, value: Value) -> bool:
    match name.kind:
        case "read" | "starred" | "reviewed" | "tag":
            return value is True
        case "place":
            return (
                isinstance(value, list)
                and [type(each) in (int, float) for each in value] == [True, True]
                and 0 <= value[0] <= 1
                and isinstance(value[1], int)
                and 0 <= value[1] < 1 << 31
            )
        case "note":
            return isinstance(value, str) and bool(value.strip())
        case "search":
            return value in {order.value for order in Order}
        case "correction":
            return isinstance(value, dict) and value.keys() == {"by"} and _is_name(value["by"])
        case "verdict":
            return _is_verdict(name, value)
        case _:
            return _is_annotation(value)


def _is_verdict(name: Name, value: Value) -> bool:
    try:
        judgement = verdicts.read_judgement(name.reviewer, "", value)
        anchor = verdicts.read_anchor(name.key, value["on"])
        whole = verdicts.verdict_value(judgement, anchor) == value
    except (KeyError, TypeError, ValueError):
        return False
    texts = (judgement.note, anchor.text, judgement.party or "", anchor.party or "")
    return (
        whole
        and all(isinstance(text, str) for text in texts)
        and is_printable(judgement.note)
        and is_printable(judgement.party or "")
        and _are_spans(value["on"]["content"])
        and (value["content"] is None or _are_spans(value["content"]))
    )


def _is_annotation(value: Value) -> bool:
    if not isinstance(value, dict) or value.keys() != {"span", "words", "note", "tags", "by", "on"}:
        return False
    on, tags = value["on"], value["tags"]
    if not all(isinstance(value[key], str) for key in ("words", "note")) or not _are_spans([value["span"]]):
        return False
    if not _is_name(value["by"]):
        return False
    if not isinstance(tags, list) or not all(isinstance(tag, str) and _good_key("tag", tag) for tag in tags):
        return False
    return on is None or (
        isinstance(on, dict)
        and on.keys() == {"mark", "text", "content", "party"}
        and all(isinstance(on[key], str) for key in ("mark", "text"))
        and (on["party"] is None or isinstance(on["party"], str))
        and _are_spans(on["content"])
    )


def _is_name(value: Value) -> bool:
    """Whether it may be a reviewer's name."""
    return isinstance(value, str) and is_printable(value) and " ".join(value.split()) == value and len(value) <= 100


def _are_spans(value: Value) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(pair, list)
            and len(pair) == 2
            and all(type(each) is int for each in pair)
            and 0 <= pair[0] < pair[1] < 1 << 40
            for pair in value
        )
    )


def _list(record: dict[str, Any], key: str) -> list[Any]:
    value = record.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"{key} is a list")
    return value
