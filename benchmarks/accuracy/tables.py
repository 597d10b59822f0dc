"""The tables of docs/accuracy.md, one function each; every one answers Markdown."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import judged, names, summaries
from benchmarks.accuracy.marked import MarkedText, Score, read_folder, score
from benchmarks.accuracy.systems import Answer, reader, rival

MARKED = Path(__file__).parents[1] / "marked"
JUDGED = Path(__file__).parents[1] / "judged"
SAMPLES = Path(__file__).parents[2] / "src" / "kurilreader" / "samples"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ask(texts: Sequence[MarkedText]) -> list[Answer]:
    """The reader's answers on marked texts."""
    return reader([(text.name, text.text) for text in texts])


def statements(sets: Sequence[tuple[str, Path]]) -> tuple[str, dict[str, Score]]:
    """Party statements of the reader on folders of marked texts."""
    rows, scores = [], {}
    for title, folder in sets:
        texts = read_folder(folder)
        single = [score([text], [answer]) for text, answer in zip(texts, ask(texts), strict=True)]
        result = together(single)
        scores[title] = result
        counts = result.counts
        low, high = interval(single)
        rows.append(
            [
                title,
                str(len(texts)),
                str(counts["gold"]),
                f"{result.share('right', 'given'):.3f}",
                f"{result.share('hit', 'gold'):.3f}",
                f"**{result.f1:.3f}** ({low:.2f}–{high:.2f})",
                f"{result.share('kind', 'hit'):.3f}",
                f"{result.share('speaker', 'speakers'):.3f}",
                f"{result.share('topic', 'topics'):.3f}" if counts["topics"] else "–",
            ]
        )
    head = ["texts", "n", "statements", "precision", "recall", "F1", "kind", "speaker", "topic"]
    return table(head, rows), scores


def together(single: Sequence[Score]) -> Score:
    """The scores of single texts as one."""
    return Score(
        sum((each.counts for each in single), Counter[str]()), [error for each in single for error in each.errors]
    )


def interval(single: Sequence[Score], rounds: int = 1000) -> tuple[float, float]:
    """The middle 95 % of the F1 of as many texts drawn anew from these."""
    drawn = random.Random(0)
    found = sorted(together(drawn.choices(single, k=len(single))).f1 for _ in range(rounds))
    return found[round(0.025 * rounds)], found[round(0.975 * rounds) - 1]


def apart() -> str:
    """What was judged apart from whole articles: kinds of single sentences, paraphrases, parties of short texts."""
    rows = []
    for name in ("kinds", "kinds-second", "kinds-third"):
        right, of = judged.kinds(JUDGED / f"{name}.tsv")
        rows.append([f"`{name}.tsv`: kind of a sentence", str(of), f"{right / of:.3f}"])
    right, of = judged.parties(JUDGED / "parties.tsv")
    rows.append(["`parties.tsv`: exactly the parties that speak", str(of), f"{right / of:.3f}"])
    precision, recall, of = judged.pairs(JUDGED / "pairs.tsv")
    rows.append(["`pairs.tsv`: the same in other words", str(of), f"precision {precision:.3f}, recall {recall:.3f}"])
    return table(["judged", "n", "right"], rows)


def entities(folder: Path, python: Path | None) -> str:
    """Names of the reader, and of spaCy small and medium where there is an environment for them."""
    texts = [text for text in read_folder(folder) if (folder / f"{text.name}.entities.tsv").exists()]
    golds = [names.plain(t.text, names.read(folder / f"{t.name}.entities.tsv")) for t in texts]
    given: dict[str, list[set[names.Name]]] = {}
    ours = []
    for text, answer in zip(texts, ask(texts), strict=True):
        kept = answer["article"]["text"]
        # The reader keeps the title apart from the text: its offsets begin after the title and the cleaning.
        shift = text.text.find(kept[:60])
        title = answer["article"]["title"]
        ours.append(
            names.plain(
                text.text, [(e["start"] + shift, e["end"] + shift, e["type"]) for e in answer["entities"] if shift >= 0]
            )
        )
        below = text.text.find(title) + len(title)
        golds[len(ours) - 1] = {name for name in golds[len(ours) - 1] if name[0] >= max(shift, below)}
    given["kurilreader"] = ours
    if python:
        for system in ("spacy-sm", "spacy-md"):
            answers, _ = rival(python, system, [text.text for text in texts])
            given[system] = [
                {
                    name
                    for name in names.plain(text.text, [(s, e, kind) for s, e, kind in answer["names"]])
                    if name[0] >= min((g[0] for g in gold), default=0)
                }
                for text, answer, gold in zip(texts, answers, golds, strict=True)
            ]
    rows = []
    kinds = ["person, place, nationality", *names.TYPES]
    for system, found in given.items():
        counts: Counter[tuple[str, str]] = Counter()
        for gold, answered in zip(golds, found, strict=True):
            names.count(gold, answered, counts)
        rows.append([system, *(f"{names.f1(counts, kind):.3f}" for kind in kinds)])
    return table(["system", *kinds], rows)


def summary(folder: Path, python: Path | None) -> str:
    """Parties covered by the summaries of the reader, lead-3 and LexRank on marked texts."""
    texts = read_folder(folder)
    answers = ask(texts)
    kept = [answer["article"]["text"] for answer in answers]
    rows = []
    for system, found in _summaries(answers, python).items():
        covered = [
            summaries.parties_covered(gold, text, spans) for gold, text, spans in zip(texts, kept, found, strict=True)
        ]
        share = sum(c for c, _ in covered) / sum(n for _, n in covered)
        whole = sum(c == n for c, n in covered) / len(covered)
        main = sum(summaries.holds_main(answer, spans) for answer, spans in zip(answers, found, strict=True))
        rows.append([system, f"{share:.3f}", f"{whole:.3f}", f"{main / len(answers):.3f}", _length(kept, found)])
    return table(["system", "parties covered", "all covered", "main positions", "words"], rows)


def abstracts(path: Path, samples: Path, python: Path | None) -> str:
    """Words shared with reference abstracts of sample articles."""
    references = summaries.read_abstracts(path)
    answers = reader([(name, (samples / f"{name}.md").read_text("utf-8")) for name in references], suffix=".md")
    kept = [answer["article"]["text"] for answer in answers]
    rows = []
    for system, found in _summaries(answers, python).items():
        scores = [
            summaries.rouge_1(" ".join(text[s:e] for s, e in spans), reference)
            for text, spans, reference in zip(kept, found, references.values(), strict=True)
        ]
        rows.append([system, f"{sum(scores) / len(scores):.3f}", _length(kept, found)])
    return table(["system", "ROUGE-1", "words"], rows)


def _summaries(answers: Sequence[Answer], python: Path | None) -> dict[str, list[summaries.Spans]]:
    found: dict[str, list[summaries.Spans]] = {"kurilreader": [answer["summary"] for answer in answers]}
    if python:
        for system in ("lead-3", "lead-5", "lexrank"):
            given, _ = rival(python, system, [answer["article"]["text"] for answer in answers])
            found[system] = [answer["summary"] for answer in given]
    return found


def _length(texts: Sequence[str], found: Sequence[summaries.Spans]) -> str:
    words = [sum(len(text[s:e].split()) for s, e in spans) for text, spans in zip(texts, found, strict=True)]
    return f"{sum(words) / len(words):.0f}"
