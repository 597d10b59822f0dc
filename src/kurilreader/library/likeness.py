"""How alike two texts are: signatures that can be compared without the texts.

MinHash (Broder 1997) over runs of three words, of which the lowest byte of each minimum is kept (b-bit minwise hashing,
Li and König 2010): the share of equal bytes estimates the share of runs two texts have in common. Four bytes together
are a band; two texts that share a band are worth comparing (locality-sensitive hashing, Indyk and Motwani 1998).
"""

from __future__ import annotations

import re
import unicodedata

from kurilreader.domain import KurilError

#: bytes of a signature, one for each hash function: the estimate is off by about 0.05
SIGNATURE = 96
#: bytes of a band: of two texts that share half of their runs, 4 in 5 pairs share a band; at .7, all but one in 500
BAND = 4
BANDS = SIGNATURE // BAND
#: near-duplicates share at least this much of what stands in either
ALIKE = 0.5

#: words in a run
_RUN = 3
#: a text with fewer runs says too little to be told from another bulletin of its kind
_LEAST = 24
#: characters looked at: nobody's article is longer, and a longer one is known by its beginning
_MOST = 200_000
_SEED = 1855
#: two unrelated bytes are equal this often
_CHANCE = 1 / 256

# One character is a word in scripts without spaces: Thai, Lao, Burmese, Khmer, kana, Han.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|\w+"
)


def signature(text: str) -> bytes | None:
    """The signature of a text, `SIGNATURE` bytes; None where the text is too short for one.

    Equal on every machine. Case, punctuation, spacing and compatibility forms do not count, nor does the language.
    """
    import rensa

    words = _WORD.findall(unicodedata.normalize("NFKC", text[:_MOST]).casefold())
    runs = set(map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False)))
    if len(runs) < _LEAST:
        return None
    sketch = rensa.RMinHash(num_perm=SIGNATURE, seed=_SEED)
    sketch.update(list(runs))
    return bytes(minimum & 0xFF for minimum in sketch.digest())


def resemblance(one: bytes, other: bytes) -> float:
    """The estimated share of the runs in either text that stand in both, 0 to 1."""
    if len(one) != len(other):
        raise KurilError(f"signatures of {len(one)} and {len(other)} bytes cannot be compared")
    equal = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    return max(0.0, (equal - _CHANCE) / (1 - _CHANCE))
