"""Two hundred queries made from the words of a library, the same each time: what people type, of nine sorts."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 1875
COUNTS = {
    "common word": 25,
    "word": 25,
    "rare word": 25,
    "three words": 35,
    "phrase": 30,
    "boolean": 20,
    "prefix": 15,
    "field": 15,
    "dates": 10,
}
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Query:
    """One query: its sort, as kurilreader reads it, and the words in it for engines with other languages.

    `shape` tells how the words go together: `all`, `phrase`, `either-not` (first or second, without the third),
    `prefix`, `title` (in the title), `dates` (the first, between two days given as the others).
    """

    sort: str
    text: str
    shape: str
    words: tuple[str, ...]


def sample_texts(library: Path, amount: int = 3000) -> list[str]:
    """Some texts of a library, spread over it."""
    with sqlite3.connect(f"file:{library / 'library.db'}?mode=ro", uri=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        step = max(count // amount, 1)
        rows = connection.execute(
            "SELECT title || '\n\n' || text FROM articles JOIN texts USING (number) WHERE number % ? = 0", (step,)
        ).fetchall()
    return [text for (text,) in rows]


def make_queries(texts: Sequence[str]) -> list[Query]:
    """The queries for a library that these texts are from."""
    chance = random.Random(SEED)
    rows = [_WORD.findall(text.lower()) for text in texts]
    frequency = Counter(word for row in rows for word in set(row))
    ranked = [word for word, _ in frequency.most_common()]
    common, middle = ranked[:150], ranked[150:3000]
    rare = [word for word, count in frequency.items() if count <= max(len(texts) // 500, 2)]

    out: list[Query] = []

    def put(sort: str, text: str, shape: str, words: tuple[str, ...]) -> None:
        out.append(Query(sort, text, shape, words))

    for sort, words in (("common word", common), ("word", middle), ("rare word", rare)):
        for word in chance.sample(words, COUNTS[sort]):
            put(sort, word, "all", (word,))
    for _ in range(COUNTS["three words"]):
        row = chance.choice(rows)
        found = tuple(chance.choice(row) for _ in range(3))
        put("three words", " ".join(found), "all", found)
    raw = [text for text in texts if len(text) > 500]
    for i in range(COUNTS["phrase"]):
        found = ()
        while not found:
            tokens = re.findall(r"[A-Za-z]+", chance.choice(raw).split("\n\n", 1)[1].split("\n\n")[0])
            length = 2 + i % 3
            if len(tokens) > length + 2:
                start = chance.randrange(len(tokens) - length)
                picked = tuple(word.lower() for word in tokens[start : start + length])
                found = picked if all(len(word) > 1 for word in picked) else ()
        put("phrase", f'"{" ".join(found)}"', "phrase", found)
    for _ in range(COUNTS["boolean"]):
        a, b, c = chance.choice(middle), chance.choice(middle), chance.choice(common)
        put("boolean", f"({a} OR {b}) -{c}", "either-not", (a, b, c))
    for _ in range(COUNTS["prefix"]):
        stem = chance.choice(middle)[: chance.choice((2, 3, 4))]
        put("prefix", f"{stem}*", "prefix", (stem,))
    for _ in range(COUNTS["field"]):
        word = chance.choice(_WORD.findall(chance.choice(texts).split("\n\n", 1)[0].lower()) or ["news"])
        put("field", f"title:{word}", "title", (word,))
    for _ in range(COUNTS["dates"]):
        word, year = chance.choice(middle), chance.randrange(2017, 2026)
        put("dates", f"{word} date:{year}..{year + 1}", "dates", (word, f"{year}-01-01", f"{year + 2}-01-01"))
    return out
