"""Whether two statements say the same in other words: what a wording holds without its grammar and its stance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kurilreader.domain import Kind, Statement

#: the share of their content that two statements have in common from which on they say the same; chosen on half of
#: benchmarks/judged/pairs.tsv and checked on the other
THRESHOLD = 0.45
#: the same for statements whose kind and condition or refusal already say much of what they mean
EASIER = {Kind.CONDITION: 0.4}
#: conditions on the same topic are mostly one condition told at length: so much, when three words are shared
CONDITION = 0.22

_WORD = re.compile(r"[^\W_]{2,}(?:-[^\W\d_]{2,})*")
_GOING_ON = re.compile(r"\b(?:go|goes|going) on\b")
_STOP = frozenset(
    "the and that with this from have has had was were will would been are its their his her for not but which who any"
    " all our your into over under more than also only must should could may can might there them they these those such"
    " be is am an in on at to of by as or it he she we do does did no nor so up if once unless until when while after"
    " before about between both what where very own upon again against during within without because since never ever"
    " nothing nobody none out off us my me you one every each other another some still yet now then here just ready"
    " willing prepared happy glad able possible make makes made take takes taken place demand demands refuse refuses"
    " reject rejects welcome welcomes support supports offer offers propose proposes possibly immediate immediately"
    " shall let lets how even too well being get gets got put set go goes going gone fully full back state states"
    " country countries government side sides party parties matter question".split()
)
#: words that mean the same where states quarrel; a line each
_GROUPS = """
talk dialogue negotiat discuss consult conversation engag engagement diplomac
resum restart restor reopen reviv renew
continu keep stay remain maintain last
withdraw pull leave retreat
abandon drop giv renounc
seiz detain arrest captur impound
end stop halt ceas
begin start launch
harm damag hurt
return hand
boat ship vessel trawler
illegal unlawful breach violat unauthorised
answer unanswer repl respons respond
inherent integral inalienabl
treaty agreement accord pact
belong own owner sovereignty
soldier troop forc army
lift cancel remov
deliberat purpos intentional
valid forc
posture course policy line stance attitude approach behavior behaviour
rais bring
expel deport
meet meeting summit
hotline telephon phone
pay fee payment
arm militaris
free releas
""".strip().splitlines()
_SUFFIXES = (
    "ization", "isation", "ational", "ership", "ations", "ation", "ments", "ment", "ness", "ities", "ity", "ings",
    "ing", "ions", "ion", "edly", "ally", "ely", "ly", "ies", "ied", "ers", "er", "ors", "ed", "es", "al", "s", "e",
    "y",
)  # fmt: skip
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, words that mean the same made one."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST and not (suffix == "s" and word[-2] == "s"):
            word = word[: -len(suffix)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return _MEANING.get(word, word)


def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _GROUPS:
        first, *rest = line.split()
        for each in (first, *rest):
            found.setdefault(each, first)
            for suffix in ("e", "y", "er", "ion"):
                if each.endswith(suffix):
                    found.setdefault(each.removesuffix(suffix), first)
    return found


_MEANING = _meanings()


def content_words(text: str) -> frozenset[str]:
    """The stems that carry what a statement says; its stance is in its kind."""
    text = _GOING_ON.sub("continue", text.lower())
    return frozenset(stem(word) for word in _WORD.findall(text) if word not in _STOP)


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How much of their content two statements share, from 0 to 1: the mean of Jaccard and of containment.

    One word alone that two longer statements share says nothing.
    """
    first, second = frozenset(one), frozenset(other)
    if not first or not second:
        return 0.0
    shared = len(first & second)
    if shared < 2 and first != second:
        return 0.0
    return (shared / len(first | second) + shared / min(len(first), len(second))) / 2


def same(one: Statement, other: Statement) -> bool:
    """Whether two statements of one party say the same: kind, polarity, topic and content agree."""
    if one.kind is not other.kind:
        return False
    if one.kind in {Kind.CLAIM, Kind.ACCUSATION} and one.negated != other.negated:
        return False
    if one.topics and other.topics and not set(one.topics[:2]) & set(other.topics[:2]):
        return False
    first, second = content_words(one.text), content_words(other.text)
    near = likeness(first, second)
    if one.kind is Kind.CONDITION and one.topics[:1] == other.topics[:1] and len(first & second) >= 3:
        return near >= CONDITION
    return near >= EASIER.get(one.kind, THRESHOLD)
