"""What kind of statement it is: a table of wordings, read in order of precedence, and what the cue says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kurilreader.analysis.rules.lexicon import Lexicon
from kurilreader.domain import Kind

_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|cannot|nobody|nothing|none|without)\b|n[’']t\b", re.I)
_OWN = "we|i|it|he|she|they|our \\w+|his government|her government|its government|the government|my government|the bloc|the ministry"
#: negated, these say the opposite: "did not rule out talks" holds a door open
_TURNED = {
    Kind.REFUSAL: Kind.OFFER,
    Kind.SUPPORT: Kind.REFUSAL,
    Kind.OFFER: Kind.REFUSAL,
    Kind.COMMITMENT: Kind.REFUSAL,
    Kind.DEMAND: Kind.CLAIM,
    Kind.ACCUSATION: Kind.CLAIM,
    Kind.WARNING: Kind.CLAIM,
}
_INHERENT = frozenset({"recognise", "recognize", "tolerate", "see"})


def negated(text: str) -> bool:
    """Whether a content denies something."""
    return _NEGATION.search(text) is not None


def wording(phrase: str) -> str:
    """A phrase of the table as a regular expression (for lower-case text)."""
    anchored = phrase.startswith("^")
    parts: list[str] = []
    for word in phrase.removeprefix("^").split():
        if word == "…":
            parts.append(r"(?:[^\s.;]+\s+){0,8}?")
            continue
        if word == "OWN":
            parts.append(rf"(?:{_OWN}|OWNNAMES)\b\s+(?:\w+ly\s+|also\s+)?")
            continue
        options = [re.escape(each[:-1]) + r"\w*" if each.endswith("*") else re.escape(each) + r"(?!\w)" for each in word.split("|")]
        parts.append((options[0] if len(options) == 1 else f"(?:{'|'.join(options)})") + r"[\s,]+")
    body = "".join(parts)
    for tail in (r"[\s,]+", r"\s+(?:\w+ly\s+|also\s+)?"):
        body = body.removesuffix(tail)
    return (r"^\W*" if anchored else r"(?<!\w)") + body


class Kinds:
    """Decides kinds; holds the table with the additions of some dossiers."""

    def __init__(self, lexicon: Lexicon, extra: Sequence[tuple[Kind, tuple[str, ...]]] = ()) -> None:
        self._lexicon = lexicon
        added: dict[Kind, list[str]] = {}
        for kind, phrases in extra:
            added.setdefault(kind, []).extend(phrase.lower() for phrase in phrases)
        table = _table()
        self._strong: list[tuple[Kind, re.Pattern[str]]] = []
        self._weak: list[tuple[Kind, re.Pattern[str]]] = []
        for kind in Kind:
            strong = [*table[kind.value]["strong"], *added.get(kind, ())]
            if strong:
                self._strong.append((kind, _compile(strong)))
            if weak := table[kind.value]["weak"]:
                self._weak.append((kind, _compile(weak)))

    def decide(self, content: str, cue: str | None, sentence: str = "", own: Sequence[str] = ()) -> Kind:
        """The kind of one statement: its content, its cue with what negates it, and the speaker's own side."""
        text = " ".join(content.lower().replace("’", "'").split())
        for name in own:
            if text.startswith(name.lower()):
                text = "we" + text[len(name) :]
                break
        text = text.replace("'", "’") if "’" in content else text
        led = self._cue(cue) if cue else None
        for kind, pattern in self._strong:
            if pattern.search(text):
                if kind is Kind.CONDITION and led in {Kind.ACCUSATION, Kind.SUPPORT}:
                    continue
                return kind
        if led is not None:
            if led is Kind.REFUSAL and text.startswith("as ") and self._weakly(text) in {Kind.ACCUSATION, Kind.CLAIM}:
                return Kind.ACCUSATION
            return led
        return self._weakly(text)

    def _weakly(self, text: str) -> Kind:
        for kind, pattern in self._weak:
            if pattern.search(text):
                return kind
        return Kind.CLAIM

    def _cue(self, cue: str) -> Kind | None:
        """The kind a cue makes by itself."""
        words = cue.lower().replace("n’t", " not").split()
        turned = any(word in {"not", "never", "neither", "nor", "no"} for word in words)
        bare = [word for word in words if word not in {"not", "never"}]
        for start in range(len(bare)):
            for tail, _, entry in self._lexicon.verbs.get(bare[start], ()):
                if tuple(bare[start + 1 : start + 1 + len(tail)]) == tail and len(bare) <= start + 1 + len(tail):
                    if entry.kind is None:
                        return None
                    if turned and entry.lemma not in _INHERENT:
                        return _TURNED.get(entry.kind, Kind.CLAIM)
                    return entry.kind
        final = bare[-1] if bare else ""
        noun = self._lexicon.statives.get(final) or self._lexicon.nouns.get(final)
        if noun is not None and noun.kind is not None:
            return _TURNED.get(noun.kind, Kind.CLAIM) if turned else noun.kind
        return None


def _compile(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(wording(phrase).replace("|OWNNAMES", "") for phrase in phrases))


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))


