"""The cue lexicon: which word forms attribute, and what may carry what they attribute."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from kurilreader.domain import Kind


class Form(Enum):
    """How a verb stands: finite present, past (or participle), -ing, base."""

    PRESENT = "present"
    PAST = "past"
    ING = "ing"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class CueWord:
    """One entry of the lexicon."""

    lemma: str
    frames: frozenset[str]
    #: prepositions that lead to the content, from frames like "+on"
    prepositions: frozenset[str]
    kind: Kind | None
    #: it reports saying, so that it may follow what was said
    speech: bool = False


#: longest first: the words of a form, how it stands, the entry
Forms = dict[str, list[tuple[tuple[str, ...], Form, CueWord]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Verb forms by their first word, statives ("ready to") and nouns ("refusal to")."""

    verbs: Forms
    statives: Mapping[str, CueWord]
    nouns: Mapping[str, CueWord]
    kinds: Mapping[str, Kind]


_VOWELS = "aeiou"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


_DOUBLED = {"admit": "admitt",
            "regret": "regrett", "slam": "slamm", "beg": "begg", "commit": "committ", "plan": "plann",
            "label": "labell", "dub": "dubb", "put": "putt", "hit": "hitt", "let": "lett", "quip": "quipp"}  # fmt: skip


def _forms(lemma: str, entry: Mapping[str, str]) -> Iterable[tuple[tuple[str, ...], Form]]:
    head, *rest = lemma.split()
    tail = tuple(rest)
    past = entry.get("past") or " ".join([_DOUBLED[head] + "ed" if head in _DOUBLED else _past(head), *rest])
    participle = entry.get("participle") or past
    yield (head, *tail), Form.BASE
    yield (_third(head), *tail), Form.PRESENT
    yield tuple(past.split()), Form.PAST
    if participle != past:
        yield tuple(participle.split()), Form.PAST
    yield (_DOUBLED[head] + "ing" if head in _DOUBLED else _ing(head), *tail), Form.ING


def _word(lemma: str, entry: Mapping[str, Any]) -> CueWord:
    frames = str(entry["frames"]).split()
    kind = entry.get("kind")
    return CueWord(
        lemma,
        frozenset(frame for frame in frames if not frame.startswith("+")),
        frozenset(frame[1:] for frame in frames if frame.startswith("+")),
        Kind(kind) if kind else None,
        "quote" in frames,
    )


@cache
def lexicon(extra: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()) -> Lexicon:
    """The shipped lexicon with the verbs of some dossiers added (a dossier's line replaces a shipped one)."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    verbs: dict[str, Mapping[str, Any]] = {**table["verb"], **{lemma: dict(entry) for lemma, entry in extra}}
    forms: Forms = {}
    kinds: dict[str, Kind] = {}
    for lemma, entry in verbs.items():
        word = _word(lemma, entry)
        if word.kind is not None:
            kinds[lemma] = word.kind
        for words, form in _forms(lemma, entry):
            forms.setdefault(words[0], []).append((words[1:], form, word))
    for entries in forms.values():
        entries.sort(key=lambda each: -len(each[0]))
    statives = {lemma: _word(lemma, entry) for lemma, entry in table["verb-stative"].items()}
    nouns = {lemma: _word(lemma, entry) for lemma, entry in table["noun"].items()}
    return Lexicon(forms, statives, nouns, kinds)
