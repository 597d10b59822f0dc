"""Where the content after a cue begins: that-clauses, quotations, bare clauses, and what else a cue may carry."""

from __future__ import annotations

from kurilreader.analysis.rules.complements import Opening, after_noun, stance
from kurilreader.analysis.rules.occasion import addressee, adjuncts
from kurilreader.analysis.rules.phrases import Tokens, word
from kurilreader.analysis.rules.shapes import Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR,
    PREPOSITIONS,
    SUBORDINATORS,
    WEEKDAYS,
    adverb,
)

TELLING = frozenset({"tell", "remind", "assure", "inform"})


_ADDRESSING = TELLING | {"warn", "notify", "caution", "advise", "promise"}


def opening(tokens: Tokens, cue: Cue, stop: int) -> Opening | None:
    """Where the content after a cue begins, and how it is built."""
    at, count = cue.after, len(tokens)
    frames, entry = cue.word.frames, cue.word
    if at >= count:
        return None
    if cue.shape is Shape.COLON:
        return Opening(at, "quote" if tokens[at].quote is not None else "clause")
    if cue.shape is Shape.NOUN:
        return after_noun(tokens, at, frames, entry.prepositions)
    if cue.shape is Shape.STATIVE:
        low = tokens[at].low
        if "np" in frames:
            return Opening(at, "phrase")
        if low == "that":
            return Opening(at + 1, "clause")
        if low in entry.prepositions and low != "to":
            return Opening(at + 1, "phrase")
        return Opening(at + 1 if low == "to" and "to" in entry.prepositions else at, "phrase")
    if frames & {"that", "quote", "clause"} or entry.lemma in TELLING:
        found = _speech(tokens, cue, stop)
        if found is not None:
            return found
    return stance(tokens, cue)


def _speech(tokens: Tokens, cue: Cue, stop: int) -> Opening | None:
    """that-clauses, quotations and bare clauses."""
    frames, lemma = cue.word.frames, cue.word.lemma
    at, count = cue.after, len(tokens)
    limit = min(count, at + 16, stop)
    depth_comma = False
    commas = 0
    for scan in range(at, limit):
        token = tokens[scan]
        if token.quote is not None:
            if (
                "np" in frames
                and scan > at
                and word(tokens[at])
                and not full(token.raw)
                and tokens[scan - 1].raw == ","
            ):
                # 'ruled out a sale, "now or in a hundred years"'
                break
            if "quote" in frames and (scan == at or tokens[scan - 1].raw in {":", ","} or full(token.raw)):
                return Opening(scan, "quote")
            break
        if token.low == "that" and ("that" in frames or lemma in TELLING):
            if scan > at and tokens[scan - 1].low in PREPOSITIONS | {"all"}:
                break
            if scan > at and tokens[at].low in cue.word.prepositions:
                # "protested against flights that …"
                break
            opener = tokens[at]
            if (
                scan > at
                and lemma not in _ADDRESSING
                and not (
                    opener.low in PREPOSITIONS
                    or adverb(opener.low)
                    or opener.low in WEEKDAYS
                    or opener.raw == ","
                    or opener.low in {"this", "last", "late", "early"}
                )
            ):
                break
            if commas == 1:
                break
            return Opening(scan + 1, "clause")
        if token.raw == ":":
            if scan + 1 < count:
                if tokens[scan + 1].quote is not None:
                    return Opening(scan + 1, "quote") if "quote" in frames else None
                return Opening(scan + 1, "clause")
            break
        if token.raw in {";", "."}:
            break
        if token.raw == ",":
            depth_comma = not depth_comma
            commas += 1
            continue
        if token.low in AUXILIARIES and not depth_comma:
            break
    if "np" in frames and "clause" not in frames:
        return None
    start = at
    if lemma in TELLING:
        start = addressee(tokens, at)
    start = adjuncts(tokens, start)
    if start < count and "clause" in frames and tokens[start].quote is None:
        token = tokens[start]
        if word(token) and (
            _plainly(tokens, start, lemma)
            or finite(tokens, start)
            or tokens[start].low in {"how", "why", "what", "whether"}
        ):
            if token.low in COORDINATORS or (
                token.low in SUBORDINATORS
                and token.low not in {"how", "why", "what", "whether", "if", "unless", "once"}
            ):
                return None
            if cue.participle and not any(each.low in AUXILIARIES for each in tokens[start : start + 16]):
                return None
            if token.low in PREPOSITIONS and token.low not in {
                "there",
                "under",
                "despite",
                "without",
                "after",
                "before",
                "until",
                "on",
                "for",
                "in",
                "at",
                "with",
            }:
                return None
            if token.low in {"on", "for", "in", "at", "with"} and not any(
                t.raw == "," for t in tokens[start : start + 9]
            ):
                return None
            if (
                token.low.endswith("ing")
                and not token.capital
                and token.low not in {"nothing", "everything"}
                and start == at
            ):
                return None
            return Opening(start, "clause")
    return None


def _plainly(tokens: Tokens, start: int, lemma: str) -> bool:
    """Whether "said" is followed by a clause whatever its verb looks like: no noun phrase alone can stand there."""
    rest = tokens[start : start + 4]
    return lemma == "say" and len(rest) == 4 and all(word(token) or token.low in {"’s", "'s"} for token in rest)


def full(raw: str) -> bool:
    """Whether a quotation reads as a sentence of its own."""
    body = raw[1:].lstrip()
    return len(raw.split()) >= 4 and body[:1].isupper()


def finite(tokens: Tokens, start: int) -> bool:
    """Whether a finite verb follows in the clause, as far as forms tell."""
    for at in range(start, min(len(tokens), start + 40)):
        token = tokens[at]
        low = token.low
        if low in AUXILIARIES and low not in {"’s", "'s", "being", "having", "been", "be"}:
            return True
        if token.raw == ";" or (at > start and low in {"that", "which", "who"}):
            return False
        if at > start and token.quote is None and not token.capital and len(low) > 3:
            if (
                low.endswith("ed")
                and tokens[at - 1].low not in DETERMINERS | PREPOSITIONS
                and not (at + 1 < len(tokens) and tokens[at + 1].low in {"by", "since"})
            ):
                return True
            if (
                low.endswith("s")
                and not low.endswith(("ss", "us"))
                and at + 1 < len(tokens)
                and (tokens[at + 1].low in DETERMINERS | {"to", "no", "not", "only", "on"})
            ):
                return True
            if low in IRREGULAR:
                return True
    return False
