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
_OWN = (
    r"we|i|it|he|she|they|our \w+|(?:his|her|its|my) (?:country|nation|government|side|party|movement|people|ministry)"
    r"|the (?:government|bloc|ministry|kingdom|republic)"
)
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
_CONTRACTIONS = (
    ("won't", "will not"), ("can't", "cannot"), ("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"),
    ("i'm", "i am"), ("'d ", " would "),
)  # fmt: skip
#: "for as long as it takes" makes nothing depend on anything
_WHILE_IT_LASTS = re.compile(r"(?:for )?as long as it t(?:akes|ook)\b")
#: what is suggested rather than said: a thing or an act, no clause
_PROPOSED = re.compile(r"(?!.*\b(?:is|are|was|were|will|would|has|have|had|could|might|may)\b)(?:\w+ing|an?|the|to)\b")
_BE = frozenset("is are was were be been being remains remain remained stands stand stood am".split())
_FILLERS = frozenset(
    "do does did also again once more further therefore hereby have has had most would will must can and".split()
)
_RESAYING = frozenset({"reiterate", "reaffirm", "repeat", "restate", "affirm"})
_SUBJECT = re.compile(
    r"^(?:and |but |for our part,? |therefore,? |from this stage,? |in this context,? )*(?:we|i|"
    r"the \w+ side|(?:the |both |two )*(?:parties|sides|ministers|presidents|leaders|governments|"
    r"delegations|participants|countries)|\w+ and \w+)\s+"
)
_INHERENT = frozenset({"recognise", "recognize", "tolerate", "see"})


def _plain(text: str) -> str:
    """A content in lower case with its contractions written out."""
    for short, long in _CONTRACTIONS:
        text = text.replace(short, long)
    return _WHILE_IT_LASTS.sub("throughout", text)


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
            parts.append(rf"(?:{_OWN})\b\s+(?:\w+ly\s+|also\s+)?")
            continue
        options = [
            re.escape(each[:-1]) + r"\w*" if each.endswith("*") else re.escape(each) + r"(?!\w)"
            for each in word.split("|")
        ]
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

    def decide(self, content: str, cue: str | None, own: Sequence[str] = ()) -> Kind:
        """The kind of one statement: its content, its cue with what negates it, and the names of the speaker's side.

        Behind `::` the cue may hold what stands between it and the content ("voiced :: support for").
        """
        text = " ".join(content.lower().replace("’", "'").split())
        for name in own:
            low = name.lower() + " "
            if text.removeprefix("the ").startswith(low):
                text = "we " + text.removeprefix("the ")[len(low) :]
                break
        text = _plain(text)
        led = self._cue(cue) if cue else self._performed(text)
        for kind, pattern in self._strong:
            if pattern.search(text):
                if kind is not Kind.CONDITION and led is not None:
                    continue
                if kind is Kind.CONDITION and led in {Kind.ACCUSATION, Kind.SUPPORT}:
                    continue
                return kind
        if led is None and cue is not None and cue.startswith("suggest") and _PROPOSED.match(text):
            return Kind.OFFER
        if led is not None:
            dismissed = text.startswith("as ") or (cue is not None and cue.rstrip().endswith(" as"))
            if led is Kind.REFUSAL and dismissed and self._weakly(text) in {Kind.ACCUSATION, Kind.CLAIM}:
                return Kind.ACCUSATION
            return led
        return self._weakly(text)

    def _performed(self, text: str) -> Kind | None:
        """What a sentence in the first person does by its own verb: "We urge …", "The Tajik side supports …"."""
        match = _SUBJECT.match(text)
        if match is None:
            return None
        rest = text[match.end() :].split()
        words = rest[:4]
        while words and (words[0] in _FILLERS or words[0].endswith("ly")):
            words = words[1:]
        if not words:
            return None
        if words[0].startswith(("express", "voic")):
            return next(
                (
                    entry.kind
                    for word in rest[1:7]
                    if (entry := self._lexicon.nouns.get(word)) is not None and entry.kind
                ),
                None,
            )
        for tail, _, entry in self._lexicon.verbs.get(words[0], ()):
            if entry.kind is not None and tuple(words[1 : 1 + len(tail)]) == tail:
                return entry.kind
        return None

    def _weakly(self, text: str) -> Kind:
        for kind, pattern in self._weak:
            if pattern.search(text):
                return kind
        return Kind.CLAIM

    def _cue(self, cue: str) -> Kind | None:
        """The kind a cue makes by itself."""
        cue, _, between = cue.lower().replace("n’t", " not").replace("n't", " not").partition(" :: ")
        words = cue.split()
        turned = any(word in {"not", "never", "neither", "nor", "no"} for word in words)
        bare = [word for word in words if word not in {"not", "never"} and not word.endswith("ly")]
        if not bare:
            return None
        if len(bare) > 1 and bare[0] in _BE and (stative := self._lexicon.statives.get(bare[-1])) is not None:
            return _turn(stative.kind, turned)
        for start in range(len(bare)):
            for tail, _, entry in self._lexicon.verbs.get(bare[start], ()):
                if tuple(bare[start + 1 : start + 1 + len(tail)]) == tail and len(bare) <= start + 1 + len(tail):
                    if entry.kind is None and ("noun" in entry.frames or entry.lemma in _RESAYING):
                        return next(
                            (
                                noun.kind
                                for word in between.split()
                                if (noun := self._lexicon.nouns.get(word)) is not None and noun.kind
                            ),
                            None,
                        )
                    return _turn(entry.kind, turned and entry.lemma not in _INHERENT)
        noun = self._lexicon.nouns.get(bare[-1])
        return _turn(noun.kind, turned) if noun is not None else None


def _turn(kind: Kind | None, turned: bool) -> Kind | None:
    return _TURNED.get(kind, Kind.CLAIM) if turned and kind is not None else kind


def _compile(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(wording(phrase) for phrase in phrases))


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
