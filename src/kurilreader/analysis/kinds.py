"""What kind of statement it is: a table of wordings, read in order of precedence, and what the cue says."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kurilreader.analysis.rules.lexicon import CueWord, Lexicon
from kurilreader.domain import Kind

_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|cannot|nobody|nothing|none|without)\b|n[’']t\b", re.I)
_OWN = (
    r"we|i|it|he|she|they|our \w+|(?:his|her|its|my) (?:country|nation|government|side|party|movement|people|ministry)"
    r"|the (?:government|bloc|ministry|kingdom|republic)"
)
_OTHER = (
    r"they|the other (?:side|party|government)|our (?:neighbours?|neighbors?)|its (?:neighbours?|neighbors?)|theirs"
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
#: what only sounds as if it made something depend on something: "for as long as it takes", "we shall not rest until"
_NO_CONDITION = (
    (re.compile(r"(?:for )?as long as it t(?:akes|ook)\b"), "throughout"),
    (re.compile(r"\b(not|never) (rest|stop|tire|relent|give up) (?:until|before)\b"), r"\1 \2 and"),
    (re.compile(r"\buntil further notice\b"), "for now"),
    (re.compile(r"\bsince the day\b"), "since"),
    (re.compile(r"\b(as|even) if\b"), r"\1 though"),
    (re.compile(r"\buntil (?:the )?(spring|summer|autumn|winter|\d{4}|next|now|then|recently|today)\b"), r"to \1"),
)
#: what nobody is accused of: "poses no threat", "did not violate the border"
_INNOCENT = re.compile(
    r"\b(?:no|not an?|not any|never an?) (?:threat|danger|violation|breach|provocation|aggression|crime)\b"
    r"|\b(?:did|do|does|has|have|had|was|were|is|are) (?:not|never) (?:been )?(?:violat|threaten|illegal|aimed|direct"
    r"|attack|provo|aggress|breach|occup|damag|harm)\w*|\bthreaten(?:s|ed)? (?:nobody|no one|none)\b"
)
#: what another is to do for a condition, rather than what would bring something down on it
_WISHED = re.compile(
    r"\b(?:lift|withdr|leav|left|stop|ceas|end|return|show|agree|accept|releas|respect|recogni|abandon|giv|com|allow|honou?r"
    r"|open|apolog|disarm|free)\w*\b"
)
#: "insisted on its rights" asserts, "insisted on a written answer" demands
_ASSERTED = re.compile(
    r"\b(?:sovereignty|legitimacy|legality|validity|rights?|ownership|title|innocence|view|position|claims?)\b"
)
#: what may stand before a sentence in a transcript or a speech
_OPENING = re.compile(
    r"^\W*(?:a\.|(?:no|yes|well|look|listen|with respect|of course|frankly|indeed|naturally),)\s+(?=\w+ )"
)
_IF = re.compile(r"^\W*(?:but |and |so |yet )?(?:if|should)\b(?:[^,]*,\s*)?(?P<after>.+)$|^(?P<before>.+?)\s+if\b")
#: which kinds that a cue makes strong wording decides against
_OVERRULED = {
    Kind.CONDITION: frozenset(Kind) - {Kind.ACCUSATION, Kind.SUPPORT},
    Kind.WARNING: frozenset({Kind.COMMITMENT}),
    Kind.REFUSAL: frozenset({Kind.COMMITMENT, Kind.DEMAND}),
}
#: what is suggested rather than said: a thing or an act, no clause
_PROPOSED = re.compile(r"(?!.*\b(?:is|are|was|were|will|would|has|have|had|could|might|may)\b)(?:\w+ing|an?|the|to)\b")
_BE = frozenset("is are was were be been being remains remain remained stands stand stood am".split())
_FILLERS = frozenset(
    "do does did also again once more further therefore hereby have has had most would will must can and".split()
)
_PREPOSITIONS = frozenset("on over against for of about at to with".split())
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
    for pattern, plain in _NO_CONDITION:
        text = pattern.sub(plain, text)
    return _INNOCENT.sub("innocently", text)


def negated(text: str) -> bool:
    """Whether a content denies something."""
    return _NEGATION.search(text) is not None


#: how much more a kind weighs that the table of wordings tells, in log odds
TABLE = 2.5


def wording(phrase: str) -> str:
    """A phrase of the table as a regular expression (for lower-case text)."""
    anchored = phrase.startswith("^")
    parts: list[str] = []
    for word in phrase.removeprefix("^").split():
        if word == "…":
            parts.append(r"(?:[^\s.;]+\s+){0,8}?")
            continue
        if word in {"OWN", "OTHER"}:
            parts.append(rf"(?:{_OWN if word == 'OWN' else _OTHER})\b\s+(?:\w+ly\s+|also\s+)?")
            continue
        options = [_option(each) for each in _spelled(word)]
        parts.append((options[0] if len(options) == 1 else f"(?:{'|'.join(options)})") + r"[\s,]+")
    body = "".join(parts)
    for tail in (r"[\s,]+", r"\s+(?:\w+ly\s+|also\s+)?"):
        body = body.removesuffix(tail)
    return (r"^\W*" if anchored else r"(?<!\w)") + body


def _lower(phrase: str) -> str:
    """A wording of a dossier in lower case, but for the words that stand for others."""
    known = {"OWN", "OTHER", *_table()["words"]}
    return " ".join(
        "|".join(each if each in known else each.lower() for each in word.split("|")) for word in phrase.split()
    )


def _spelled(word: str) -> Iterator[str]:
    """The words between `|`, those in capitals spelled out."""
    for each in word.split("|"):
        if each.isupper() and len(each) > 1 and each in _table()["words"]:
            yield from _table()["words"][each].split("|")
        else:
            yield each


def _option(word: str) -> str:
    *first, last = word.split()
    if last.startswith("*"):
        return r"\w+" + re.escape(last[1:]) + r"(?!\w)"
    ended = re.escape(last[:-1]) + r"\w*" if last.endswith("*") else re.escape(last) + r"(?!\w)"
    return "".join(re.escape(each) + r"\s+" for each in first) + ended


def likeliest(told: Kind, learned: Mapping[Kind, float]) -> Kind:
    """The kind by the table and a learned distribution together: the table weighs as `TABLE` says."""
    return max(Kind, key=lambda kind: math.log(learned[kind] + 1e-6) + TABLE * (kind is told))


class Kinds:
    """Decides kinds; holds the table with the additions of some dossiers."""

    def __init__(self, lexicon: Lexicon, extra: Sequence[tuple[Kind, tuple[str, ...]]] = ()) -> None:
        self._lexicon = lexicon
        added: dict[Kind, list[str]] = {}
        for kind, phrases in extra:
            added.setdefault(kind, []).extend(_lower(phrase) for phrase in phrases)
        table = _table()
        self._strong: list[tuple[Kind, _Wordings]] = []
        self._weak: list[tuple[Kind, _Wordings]] = []
        self._ill = _Wordings(table["warning"]["then"])
        for kind in Kind:
            strong = [*table[kind.value]["strong"], *added.get(kind, ())]
            if strong:
                self._strong.append((kind, _Wordings(strong)))
            if weak := table[kind.value]["weak"]:
                self._weak.append((kind, _Wordings(weak)))

    def decide(self, content: str, cue: str | None, own: Sequence[str] = (), others: Sequence[str] = ()) -> Kind:
        """The kind of one statement by its content and its cue with what negates it.

        `own` are the names of the speaker's side, `others` those of other parties in the content. Behind `::` the cue
        may hold what stands between it and the content ("voiced :: support for").
        """
        text = _OPENING.sub("", " ".join(content.lower().replace("’", "'").split()))
        text = _plain(_named(text, others, "they") or _named(text, own, "we") or text)
        led = self._cue(cue, text) if cue else self._performed(text)
        for kind, pattern in self._strong:
            if pattern.search(text) and (led is None or led in _OVERRULED.get(kind, ())):
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
        if words[0].startswith(("express", "voic", "lodg", "fil", "deliver", "issu")):
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
                if kind is Kind.CONDITION and self._ill.search(_then(text)):
                    # "if they fire, we fire back" announces what will happen rather than asking for anything
                    return Kind.WARNING
                return kind
        return Kind.CLAIM

    def _cue(self, cue: str, text: str) -> Kind | None:
        """The kind a cue makes by itself."""
        cue, _, between = cue.lower().replace("n’t", " not").replace("n't", " not").partition(" :: ")
        words = cue.split()
        turned = any(word in {"not", "never", "neither", "nor", "no"} for word in words)
        bare = [word for word in words if word not in {"not", "never"} and not word.endswith("ly")]
        if not bare:
            return None
        if len(bare) > 1 and bare[0] in _BE and (stative := self._lexicon.statives.get(bare[-1])) is not None:
            return _turn(stative.kind, turned)
        entry, preposition = self._verb(bare), between.partition(" ")[0]
        if entry is None and len(bare) > 1 and bare[-1] in _PREPOSITIONS:
            preposition = bare.pop()
            entry = self._verb(bare)
        if entry is None:
            noun = self._lexicon.nouns.get(bare[-1])
            return _turn(noun.kind, turned) if noun is not None else None
        if entry.kind is None and ("noun" in entry.frames or entry.lemma in _RESAYING):
            nouns = (self._lexicon.nouns.get(word) for word in between.split())
            return next((noun.kind for noun in nouns if noun is not None and noun.kind), None)
        if entry.lemma == "insist" and preposition == "on":
            return Kind.CLAIM if _ASSERTED.search(text) else Kind.DEMAND
        return _turn(entry.kind, turned and entry.lemma not in _INHERENT)

    def _verb(self, words: Sequence[str]) -> CueWord | None:
        """The verb of the lexicon that some words end with."""
        for start, word in enumerate(words):
            for tail, _, entry in self._lexicon.verbs.get(word, ()):
                if tuple(words[start + 1 : start + 1 + len(tail)]) == tail and len(words) <= start + 1 + len(tail):
                    return entry
        return None


def _named(text: str, names: Sequence[str], pronoun: str) -> str | None:
    """The text with a pronoun in the place of a name at its beginning, None where there is none of them."""
    bare = text.removeprefix("the ")
    for name in names:
        low = name.lower() + " "
        if bare.startswith(low):
            return f"{pronoun} {bare[len(low) :]}"
    return None


def _then(text: str) -> str:
    """What happens if the condition is met, "" where there is no plain if-clause."""
    match = _IF.match(text)
    if match is None:
        return ""
    then = match["after"] or match["before"]
    return "" if _WISHED.search(text.replace(then, "")) else then


def _turn(kind: Kind | None, turned: bool) -> Kind | None:
    return _TURNED.get(kind, Kind.CLAIM) if turned and kind is not None else kind


class _Wordings:
    """Some wordings; a regular expression is only tried where a text has a word that it cannot do without."""

    def __init__(self, phrases: Sequence[str]) -> None:
        grouped: dict[tuple[str, ...], list[str]] = {}
        for phrase in phrases:
            grouped.setdefault(_needed(phrase), []).append(wording(phrase))
        self._groups = [(needed, re.compile("|".join(bodies))) for needed, bodies in grouped.items()]

    def search(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        for needed, pattern in self._groups:
            for word in needed:
                if word in text:
                    break
            else:
                if needed:
                    continue
            if pattern.search(text):
                return True
        return False


def _needed(phrase: str) -> tuple[str, ...]:
    """Of the words of a wording the one that says most: its forms, one of which any text with it holds."""
    forms = [
        tuple(form.strip("*") for form in _spelled(word))
        for word in phrase.removeprefix("^").split()
        if word not in {"…", "OWN", "OTHER"}
    ]
    return max(forms, key=lambda each: min(map(len, each)), default=())


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
