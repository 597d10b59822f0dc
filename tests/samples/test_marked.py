"""The marked texts keep to the markup that benchmarks/marked/README.md describes."""

import re
from pathlib import Path

import pytest

MARKED = Path(__file__).parents[2] / "benchmarks" / "marked"
HALVES = ("dev", "heldout")
#: written later, with sources and cues marked as well
TIED = sorted(path for folder in ("train", "check", "later") for path in (MARKED / folder).glob("*.txt"))
TEXTS = sorted(path for half in HALVES for path in (MARKED / half).glob("*.txt"))
ENTITIES = sorted(path for half in HALVES for path in (MARKED / half).glob("*.entities.tsv"))

KINDS = {"condition", "warning", "refusal", "accusation", "demand", "offer", "commitment", "support", "claim"}
TOPICS = {
    "sovereignty",
    "peace-treaty",
    "dialogue",
    "sanctions",
    "visits",
    "fisheries",
    "history",
    "military",
    "economy",
}
ENTITY_TYPES = {"person", "place", "nationality", "organization"}
TAG = re.compile(r"<(/?)([sowc])([^<>]*)>")
NUMBER = re.compile(r' n="(\d+)"')
ATTRIBUTES = re.compile(r' p="([A-Z]{2}|[a-z][a-z0-9-]*)" w="([^"]*)" k="([a-z]+)" t="([a-z-]*)"')


def plain(text: str) -> str:
    return TAG.sub("", text)


def ids(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_and_mixed(half: str) -> None:
    names = [path.stem for path in (MARKED / half).glob("*.txt")]
    assert len(names) >= 22
    assert sum("kurils" in name for name in names) >= 6
    assert len({name.split("-")[1] for name in names}) >= 8
    assert {name.rsplit("-", 1)[1] for name in names} >= {"agency", "transcript", "speech", "feature", "explainer"}
    assert len(list((MARKED / half).glob("*.entities.tsv"))) >= 12
    kinds = {
        kind for path in (MARKED / half).glob("*.txt") for kind in re.findall(r' k="(\w+)"', path.read_text("utf-8"))
    }
    assert kinds == KINDS


def test_no_text_stands_twice() -> None:
    every = [*TEXTS, *TIED]
    assert len({path.name for path in every}) == len(every)
    assert len({plain(path.read_text("utf-8")) for path in every}) == len(every)


@pytest.mark.parametrize("path", TIED, ids=ids)
def test_sources_cues_and_contents_are_tied_by_numbers(path: Path) -> None:
    raw = path.read_text("utf-8")
    tied: dict[str, list[str]] = {}
    for closing, name, attributes in TAG.findall(raw):
        number = NUMBER.match(attributes)
        if closing:
            continue
        assert name not in "wc" or number, attributes
        if number:
            tied.setdefault(number[1], []).append(name)
    for names in tied.values():
        assert names.count("w") <= 1
        assert names.count("c") <= 1
        assert {"s", "o"} & set(names), tied


@pytest.mark.parametrize("path", [*TEXTS, *TIED], ids=ids)
def test_the_markup_is_well_formed(path: Path) -> None:
    raw = path.read_text("utf-8")
    open_tags: list[tuple[str, int]] = []
    for tag in TAG.finditer(raw):
        closing, name, attributes = tag.groups()
        if closing:
            assert not attributes
            opened, start = open_tags.pop()
            content = plain(raw[start : tag.start()])
            assert opened == name
            assert content == content.strip()
            assert content
            assert "\n\n" not in content
            assert name in "wc" or content[-1] not in ".,;:", content
        else:
            open_tags.append((name, tag.end()))
            found = ATTRIBUTES.fullmatch(NUMBER.sub("", attributes))
            if name in "owc":
                assert NUMBER.sub("", attributes) == ""
            else:
                assert found, attributes
                assert found[3] in KINDS
                assert found[4] == "" or found[4] in TOPICS
    assert not open_tags
    assert "<" not in plain(raw)
    assert ">" not in plain(raw)


@pytest.mark.parametrize("path", TEXTS, ids=ids)
def test_topics_are_those_of_the_kurils_and_speakers_stand_in_the_text(path: Path) -> None:
    raw = path.read_text("utf-8")
    text = plain(raw)
    for _, speaker, _, topic in ATTRIBUTES.findall(raw):
        # only topics of the Kurils are marked, and not where a statement has none of them
        assert not topic or "kurils" in path.name
        assert speaker.casefold() in text.casefold()
    assert 110 <= len(text.split()) <= 360
    assert text.splitlines()[0]
    assert not text.startswith(" ")


@pytest.mark.parametrize("path", ENTITIES, ids=ids)
def test_entity_offsets_point_at_the_names(path: Path) -> None:
    text = plain(path.with_name(path.name.replace(".entities.tsv", ".txt")).read_text("utf-8"))
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert rows
    last = 0
    for start, end, kind, name in rows:
        assert text[int(start) : int(end)] == name
        assert int(start) >= last
        last = int(end)
        assert kind in ENTITY_TYPES
    listed = {(int(start), int(end)) for start, end, _, _ in rows}
    inside = {offset for start, end in listed for offset in range(start, end)}
    for name in {row[3] for row in rows}:
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            part_of_longer = "Northern Territories Day" in text[match.start() :][:24]
            assert match.start() in inside or part_of_longer, f"{name} at {match.start()} is not listed"
