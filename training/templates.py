"""Sentences of foreign news written to a pattern, with every mark known: names, and who says what.

`{slot}` draws a name, `<s …>`, `<q …>` and `<c …>` mark source, cue and content (closed by `>`), `~clause~` a clause.
"""

# ruff: noqa: E501
from __future__ import annotations

import random
import re

from training import wordlists as w
from training.samples import Marked

CLAUSES = [
    "{C} will not negotiate under pressure", "the islands belong to {C}", "there is no dispute over {PL}",
    "any talks with {C} would be possible only after sanctions are lifted", "{K} had broken its promises",
    "the exercise near {PL} threatens the peace of the region", "the two sides should return to dialogue",
    "{C} is ready to hold talks at any level", "the question of {PL} is closed", "the treaty must be respected",
    "the {N} government has no right to station troops in {PL}", "such steps will not go unanswered",
    "{C} would continue to raise the matter with {K}", "a {N} vessel entered its waters off {PL} without permission",
    "the decision of the {O} is binding on both sides", "no {N} official would attend the meeting in {K2}",
    "former residents should be able to visit the graves of their families", "it never recognised the annexation of {PL}",
    "the accusations were groundless and politically motivated", "the border must be drawn under the {LAW}",
    "{C} has held {PL} since {Y} and will go on doing so", "the visit of {T} {F} to {PL} was unacceptable",
    "unless {C} withdraws its ships, the agreement will be suspended", "the measures were a response to events in {C2}",
    "{K} hopes for an early solution", "the {N} side had not yet replied to the proposal", "fishing must stop off {PL}",
    "it would protect the {N2} community in {PL}", "the status of {PL} can be settled only by peaceful means",
    "{O} observers should be let into {PL}", "the document signed by {C} and {C2} remains in force",
    "relations with {C} are at their lowest point since {Y}", "the drills are purely defensive",
    "it is up to {K} to take the first step", "more than {QTY} had been pledged for {PL}",
]  # fmt: skip
PHRASES = [
    "the decision", "the {N} proposal", "a ban on fishing near {PL}", "any mediation by {O}", "an apology from {K}",
    "the immediate withdrawal of {N} troops", "the talks in {K}", "a return to the {LAW}", "the landing on {PL}",
    "an attempt to rewrite history", "the {N} claim to {PL}", "direct flights between {K} and {PL}",
]  # fmt: skip
TO = [
    "to withdraw from {PL}", "to release the crew", "to lift the sanctions", "to return to the talks in {K}",
    "to hold military drills off {PL}", "to let {O} inspectors in", "to sign a treaty with {C}", "to recognise {PL}",
    "to stop building on {PL}", "to discuss sovereignty over {PL}", "to defend every inch of {PL}",
]  # fmt: skip
SPEAKER = [
    "{P}", "{P}", "{F}", "{T} {F}", "{T} {P}", "{N} {T} {P}", "{C}'s {R}, {P},", "{N} {R} {P}", "{P}, the {N} {R},",
    "{P}, {R} of {C},", "{N} {M} {R} {P}", "the {N} {M}", "the {O}", "{C}'s {M}", "{K}", "{C}", "the {R}", "the {M}",
    "the {N} side", "a {R} for the {M}", "{P}, a {R} for the {O},", "{P} of the {O}", "the {N} {R}", "the {N} Embassy in {K}",
    "the {N} government", "{N} officials", "an {O} official", "he", "she", "the ministry", "the two {R}s", "{C} and {C2}",
    "{F}, who heads the {N} {M},", "the {R} of {C}", "{P} ({C})",
]  # fmt: skip
SAYS = [
    "said", "said", "said", "told reporters", "told {O}", "stated", "added", "declared", "warned", "argued", "stressed",
    "said on {D}", "told a news conference in {K}", "announced", "insisted", "noted", "claimed", "replied", "reiterated",
    "has said", "said in a statement", "said in {K} on {D}", "confirmed", "believes", "maintains", "wrote on {D}",
]  # fmt: skip
SENTENCES = [
    "<s {S}> <q {V}> <c that ~>.", "<s {S}> <q {V}> <c ~>.", "<c “~,”> <s {S}> <q {V}>.", "<c “~,”> <q said> <s {S}>.",
    "<c “~,”> <s {S}> <q {V}>. <c “~.”>", "<c ~>, <s {S}> <q {V}>.", "<q According to> <s {S}>, <c ~>.",
    "<s {S}> <q rejected> <c {NP}>.", "<s {S}> <q demanded> <c {NP}>.", "<s {S}> <q condemned> <c {NP}>.",
    "<s {S}> <q welcomed> <c {NP}>.", "<s {S}> <q refused> <c {TO}>.", "<s {S}> <q vowed> <c {TO}>.",
    "<s {S}> <q urged> {C} <c {TO}>.", "<s {S}> <q called on> {K} <c {TO}>.", "<s {S}> <q proposed> <c {NP}>.",
    "<s {S}> <q dismissed> <c {NP}> <q2 as> <c “groundless.”>", "<s {S}> <q called> <c {NP} “unacceptable.”>",
    "<s {S}> <q ruled out> <c {NP}>.", "<s {S}> <q insists> <c that ~>.", "<s {S}> <q expressed concern over> <c {NP}>.",
    "In {K}, <s {S}> <q {V}> <c that ~>.", "On {D}, <s {S}> <q {V}> <c ~>.", "<s {S}> <q says> <c ~>, but gave no details.",
    "Asked about {PL}, <s {S}> <q {V}> <c ~>.", "<s {S}> <q lodged a protest with> {K} <q2 over> <c {NP}>.",
    "{T} {F} arrived in {K} from {PL} on {D}.", "The {N} {T} met {N2} {R} {P} in {K}.", "{K}, {D} — The {EV} began in {PL}.",
    "{C} and {C2} have disputed {PL} since {Y}.", "{N} fishermen from {PL} have lost {QTY} since {D}.",
    "{P}, {P2} and {P3} attended.", "The talks between {C} and the {O} were held in {PL} and {K}.",
    "The {N} flag was raised over {PL} in {Y}, after the {EV}.", "{P} ({C}), {P2} ({C2}) and {P3} signed for the {O}.",
    "{T} {P} and {F2} spoke by telephone.", "The {LAW} does not mention {PL}.", "{N}-{N2} relations have been tense since {Y}.",
    "Two {N} ships sailed past {PL} towards {PL2}.", "{K}-based {O} reported the incident.", "The {O} and the {M} had no comment.",
    "{F}: <c ~.>", "<s {T} {F}>: <c ~. ~.>", "Question: Will {C} answer the {N} protest over {PL}?",
    "<c “~>,” <s {S}> <q {V}>, <c “and ~.”>", "<s {S}> <q {V}>: <c “~.”>", "<s {S}> — <q quoted by> {O} — <q2 said> <c ~>.",
    "<s {O}>, <q citing> {N} officials, reported <c that ~>.", "<c ~>, <q according to> <s {S}>.",
    "Residents of {PL} say little of {K} and {C}.", "{K} recalled its ambassador, {P}, from {K2}.",
    "Military planners in {K} see {PL} as a gateway to {PL2}.", "The {N} {R} flew from {PL} to {PL2} with {T} {P}.",
]  # fmt: skip

_SLOT = re.compile(r"\{([A-Z]+)(\d?)\}")


class Writer:
    """Writes short articles; one writer, one stream of chance."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def article(self) -> Marked:
        """Three to nine sentences around two countries and a few people."""
        rng = self.rng
        self.cast = rng.sample(w.COUNTRIES, 3)
        self.people = [self.person() for _ in range(5)]
        self.text = ""
        self.names: list[tuple[int, int, str]] = []
        self.spans: list[tuple[int, int, str]] = []
        self.links: list[tuple[int, int]] = []
        if rng.random() < 0.4:
            place = rng.choice([self.cast[0][2], rng.choice(w.PLACES)])
            shown = place.upper() if rng.random() < 0.6 else place
            self._name(shown, "place")
            self.text += ", "
            self._name(rng.choice(["March 4", "May 12", "Nov. 3", "Sept 9", "June 30"]), "date")
            self.text += rng.choice([" (Reuters) - ", ". ", " — ", ": "])
        for position in range(rng.randint(3, 9)):
            if position:
                self.text += rng.choice([" ", " ", "\n\n", "\n"])
            self._sentence(rng.choice(SENTENCES))
        return Marked(self.text, self.spans, self.links, self.names)

    def person(self) -> tuple[str, str, bool]:
        """Given name, family name, family name first."""
        culture = self.rng.choice(list(w.PEOPLE))
        given, family = w.PEOPLE[culture]
        return self.rng.choice(given), self.rng.choice(family), culture in ("cn", "kr") and self.rng.random() < 0.9

    def _name(self, shown: str, kind: str) -> None:
        self.names.append((len(self.text), len(self.text) + len(shown), kind))
        self.text += shown

    def _sentence(self, pattern: str) -> None:
        before = len(self.text)
        held = self.spans
        self.spans = []
        self._write(pattern)
        at = list(range(len(self.spans)))
        offset = len(held)
        cues = [i for i in at if self.spans[i][2] == "cue"]
        if cues:
            self.links += [(offset + cues[0], offset + i) for i in at if self.spans[i][2] != "cue"]
        self.spans = held + self.spans
        head = self.text[before : before + 2]
        for i, c in enumerate(head):
            if c.isalpha():
                self.text = self.text[: before + i] + c.upper() + self.text[before + i + 1 :]
                break

    def _write(self, pattern: str) -> None:
        rng = self.rng
        at = 0
        open_role = ""
        start = 0
        while at < len(pattern):
            if mark := re.match(r"<(s|q2|q|c) ", pattern[at:]):
                open_role, start = {"s": "source", "q": "cue", "q2": "", "c": "content"}[mark[1]], len(self.text)
                at += mark.end()
            elif pattern[at] == ">":
                end = len(self.text)
                if self.text[end - 1] == "," and open_role == "source":
                    end -= 1
                if open_role:
                    self.spans.append((start, end, open_role))
                at += 1
            elif pattern[at] == "~":
                self._write(rng.choice(CLAUSES))
                if self.text[start : start + 1] in "“" and open_role == "content":
                    first = self.text[start + 1]
                    self.text = self.text[: start + 1] + first.upper() + self.text[start + 2 :]
                at += 1
            elif slot := _SLOT.match(pattern[at:]):
                self._slot(slot[1], int(slot[2] or 1) - 1)
                at += slot.end()
            else:
                self.text += pattern[at]
                at += 1

    def _slot(self, slot: str, index: int) -> None:
        rng = self.rng
        country = self.cast[(index + (rng.random() < 0.4)) % 3]
        if slot in ("S", "V", "NP", "TO"):
            self._write(rng.choice({"S": SPEAKER, "V": SAYS, "NP": PHRASES, "TO": TO}[slot]))
        elif slot == "C":
            if country[0] in ("Philippines", "United States", "Netherlands") and not self.text.endswith("the "):
                self.text += "the "
            self._name(
                country[0] if country[0] != "United States" else rng.choice(["United States", "US", "U.S."]), "place"
            )
        elif slot == "N":
            self._name(country[1], "nationality")
        elif slot == "K":
            self._name(country[2], "place")
        elif slot == "PL":
            place = rng.choice(w.PLACES)
            plural = re.search(
                r"Islands$|Sea$|Kurils$|Territories$|Strait$|Shoal$|Heights$|Bank$|East$|Canal$|Gulf$", place
            )
            if plural and not self.text.endswith("the "):
                self.text += "the "
            self._name(place, "place")
        elif slot in ("P", "F"):
            given, family, reverse = self.people[(index + rng.randrange(5)) % 5]
            full = f"{family} {given}" if reverse else f"{given} {family}"
            self._name(full if slot == "P" else family, "person")
        elif slot in ("M", "O", "EV", "LAW", "D"):
            options, kind = {
                "M": (w.MINISTRIES, "organization"), "O": (w.ORGANIZATIONS, "organization"), "EV": (w.EVENTS, "event"),
                "LAW": (w.LAWS, "law"), "D": (w.DATES[:7], "date"),
            }[slot]  # fmt: skip
            self._name(rng.choice(options), kind)
        elif slot == "Y":
            self._name(str(rng.randint(1945, 2025)), "date")
        elif slot == "QTY":
            self._name(
                f"{rng.randint(2, 900)} {rng.choice(['million yen', 'million dollars', 'percent', 'tonnes'])}",
                "quantity",
            )
        else:
            self.text += rng.choice({"R": w.ROLES, "T": w.TITLES}[slot])
