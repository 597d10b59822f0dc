"""Which parties the words around a place name."""

from __future__ import annotations

import pytest

from kurilreader.analysis.surroundings import located, nearest
from kurilreader.desk.engine import load_engine
from kurilreader.domain import Article, Span
from kurilreader.settings import Settings

ENGINE = load_engine(Settings())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway is calm after talks in Poland", ("NO", True)),
        ("Norway has ordered a Polish diplomat to leave", ("NO", True)),
        ("Norway spoke. Polish officials reject it", ("PL", True)),
        ("Norway spoke. The Sakhalin authorities were pleased", ("RU", True)),
        ("It called the cape Norwegian. Government work went on", ("NO", False)),
        ("Carts go into Norway", ("NO", False)),
    ],
)
def test_the_party_named_last(text: str, found: tuple[str, bool]) -> None:
    scene, _, _ = ENGINE._scene(Article("a", "", text))
    near = nearest(scene, len(scene.tokens), 0)
    assert near is not None
    assert (near[0], near[2]) == found


def test_a_place_in_what_is_said_is_not_where_it_is_said() -> None:
    text = "Eight of them work in Norway, the consul said."
    scene, _, _ = ENGINE._scene(Article("a", "", text))
    assert located(scene, 0, len(scene.tokens)) == "NO"
    assert located(scene, 0, len(scene.tokens), (Span(0, text.index(",")),)) is None
