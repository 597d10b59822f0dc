from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.domain import KurilError
from kurilreader.library.likeness import ALIKE, SIGNATURE, resemblance, signature

GOLDEN = (
    "5b5facb99f36a4856b99ea30aad89a388b02994529411630aff661b9f2092b98ffccad7d62780ed7fb42d68729d4f6e1"
    "96b8107ff99bc2be04770e936ba99485fcbdc9551cc4fec3f29ae990106d5d0fe25527835626171395a23e45e11ff134"
)
WORDS = [f"word{place}" for place in range(2000)]


def text(seed: int, count: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def signed(words: list[str]) -> bytes:
    found = signature(" ".join(words))
    assert found is not None
    return found


def test_signatures_are_the_same_from_one_release_to_the_next() -> None:
    """Stored ones are compared with new ones: another version of the package must not change them."""
    found = signature(" ".join(f"word{place}" for place in range(100)))
    assert found is not None
    assert len(found) == SIGNATURE
    assert found.hex() == GOLDEN


def test_case_spacing_and_punctuation_do_not_count() -> None:
    words = text(1)
    assert signature(" ".join(words)) == signature(",\n\n".join(word.upper() for word in words) + ".")


@pytest.mark.parametrize("kept", [300, 280, 250, 220])
def test_a_text_that_was_cut_resembles_the_whole(kept: int) -> None:
    words = text(2)
    estimate = resemblance(signed(words), signed(words[:kept]))
    assert estimate == pytest.approx(kept / 300, abs=0.15)
    assert estimate >= ALIKE


def test_texts_on_other_things_do_not_resemble() -> None:
    assert resemblance(signed(text(3)), signed(text(4))) < 0.15


def test_scripts_without_spaces_are_compared_by_their_characters() -> None:
    chance = random.Random(5)
    one = "".join(chance.choices("北方領土問題交渉日本露国択捉島返還会談首相大臣", k=200)) + "。"
    other = "".join(chance.choices("ไทยกขคงจฉชซดตถทธนบปผ", k=200))
    whole, cut, thai = signature(one), signature(one[:180]), signature(other)
    assert whole is not None
    assert cut is not None
    assert thai is not None
    assert resemblance(whole, cut) > 0.7
    assert resemblance(whole, thai) < 0.15


@pytest.mark.parametrize("short", ["", "Talks go on.", "…" * 5000, "\ud800 \udfff", "same word " * 4000])
def test_what_says_too_little_has_no_signature(short: str) -> None:
    assert signature(short) is None


def test_signatures_of_different_lengths_are_refused() -> None:
    with pytest.raises(KurilError, match="cannot be compared"):
        resemblance(b"ab", b"abc")


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_taken(anything: str) -> None:
    found = signature(anything)
    assert found is None or (len(found) == SIGNATURE and resemblance(found, found) == 1.0)
