from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain.printable import is_printable
from kurilreader.domain.register import Name, Register, canonical
from kurilreader.library.exchange import read_line, write_line

ID = "0123456789abcdef"
MADE = "2026-01-31T08:00:00.000000Z"
ON = {"text": "no", "content": [[0, 2]], "party": "RU"}
VERDICT = {"verdict": "wrong party", "party": "JP", "kind": None, "content": None, "note": "", "on": ON}
ANNOTATION = {
    "span": [0, 2],
    "words": "no",
    "note": "why \x1b not\u202e?",
    "tags": ["fish"],
    "by": "ann",
    "on": {"mark": ID, **ON},
}
CORRECTION = canonical(["merge", "a", "b", "", None])
GOOD: list[tuple[Name, Any]] = [
    (Name(ID, "read"), True),
    (Name(ID, "starred"), None),
    (Name(ID, "place"), [0.5, 3]),
    (Name(ID, "tag", "рыба"), True),
    (Name(ID, "note"), "two\nlines, \u202eone odd"),
    (Name(ID, "annotation", "0123456789abc"), ANNOTATION),
    (Name(ID, "verdict", f"{ID}-2", "ann"), VERDICT),
    (Name("", "correction", CORRECTION), {"by": "ann"}),
    (Name(ID, "correction", CORRECTION), None),
    (Name("", "search", canonical(["Mine", 'a "b"'])), "date"),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_line_comes_back_as_it_was_and_moves_no_cursor(name: Name, value: Any) -> None:
    register = Register.of(value, MADE)
    if name.kind in {"note", "annotation"}:
        register = register.put(name.kind, None, "2026-02-01T08:00:00.000000Z")
        register = register.merged(name.kind, Register.of(value, "2026-02-01T09:00:00.000000Z"))
    line = write_line(name, register)
    assert read_line(line) == (name, register)
    assert is_printable(line)


def line(**changed: Any) -> str:
    record = {"schema": "kurilreader.state/1", "kind": "tag", "article": ID, "key": "fish", "made": MADE, "value": True}
    return json.dumps({key: value for key, value in {**record, **changed}.items() if value != "gone"})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"schema": "other/1"}, "no line of"),
        ({"kind": "odd"}, "kind is one of"),
        ({"more": 1}, "unknown key more"),
        ({"article": "ABC"}, "article is an id"),
        ({"article": ""}, "article is an id"),
        ({"article": 5}, "are texts"),
        ({"reviewer": "ann"}, "has a reviewer"),
        ({"reviewer": "\x1bann"}, "one printable line"),
        ({"key": "Not a tag"}, "key is none"),
        ({"key": ["fish"]}, "key is none"),
        ({"key": "gone"}, "key is none"),
        ({"made": "yesterday"}, "made is a moment"),
        ({"made": None}, "made is a moment"),
        ({"value": 1}, "value is none"),
        ({"beside": [[MADE, True]]}, "one version"),
        ({"past": ["x"]}, "past is a list"),
        ({"past": "x"}, "past is a list"),
        ({"kind": "note", "key": "", "value": "x", "beside": [5]}, "pairs"),
        ({"kind": "verdict", "key": ID, "reviewer": "ann", "value": {**VERDICT, "verdict": "odd"}}, "value is none"),
        ({"kind": "verdict", "key": ID, "reviewer": "ann", "value": {**VERDICT, "on": None}}, "value is none"),
        ({"kind": "verdict", "key": ID, "reviewer": "ann", "value": {**VERDICT, "content": [[2, 1]]}}, "value is none"),
        ({"kind": "verdict", "key": ID, "reviewer": "ann", "value": {**VERDICT, "more": 1}}, "value is none"),
        ({"kind": "verdict", "key": ID, "value": VERDICT}, "has a reviewer"),
        ({"kind": "verdict", "key": ID, "reviewer": "a", "value": {**VERDICT, "note": "\x1b"}}, "value is none"),
        ({"kind": "verdict", "key": ID, "reviewer": "a", "value": {**VERDICT, "party": "\x1b"}}, "value is none"),
        ({"kind": "annotation", "key": "0123456789abc", "value": {**ANNOTATION, "by": "a\nb"}}, "value is none"),
        ({"kind": "annotation", "key": "0123456789abc", "value": {**ANNOTATION, "tags": ["A B"]}}, "value is none"),
        ({"kind": "annotation", "key": "xyz", "value": ANNOTATION}, "key is none"),
        ({"kind": "place", "key": "", "value": [2.0, 1]}, "value is none"),
        ({"kind": "place", "key": "", "value": [True, 1]}, "value is none"),
        ({"kind": "search", "article": "", "key": ["a"], "value": "date"}, "key is none"),
        ({"kind": "search", "article": "", "key": ["a", "b"], "value": "odd"}, "value is none"),
        (
            {"kind": "correction", "article": "", "key": ["odd", "a", "b", "", None], "value": {"by": "x"}},
            "key is none",
        ),
    ],
)
def test_what_is_no_state_is_refused_with_the_reason(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_line(line(**changed))


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="half a character"):
        read_line(line(kind="note", key="", value="x").replace('"x"', '"\\ud800"'))


def test_the_line_that_those_are_made_of_is_good() -> None:
    assert read_line(line())[0] == Name(ID, "tag", "fish")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "5",
        "null",
        "[" * 100_000,
        *("[" * depth + "]" * depth for depth in (300, 900, 980, 990, 995)),
        '{"schema": "\udcff"}',
    ],
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="it is no"):
        read_line(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from([json.loads(write_line(name, Register.of(value, MADE))) for name, value in GOOD]),
    st.sampled_from(["kind", "article", "key", "reviewer", "made", "value", "beside", "past"]),
    json_values,
)
def test_a_hostile_line_is_read_or_refused_and_nothing_else(record: dict[str, Any], key: str, value: Any) -> None:
    try:
        name, register = read_line(json.dumps({**record, key: value}))
    except ValueError:
        return
    assert read_line(write_line(name, register)) == (name, register)
