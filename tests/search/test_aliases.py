from __future__ import annotations

from collections.abc import Sequence

import pytest

from kurilreader.search.aliases import Aliases
from kurilreader.search.parser import parse
from kurilreader.search.query import Words, leaves


@pytest.mark.parametrize(
    "query",
    ["iturup", "Etorofu", "Итурупе", "択捉島", "peace iturup talks", "(x OR etorofu)", "-iturup", "title:iturup"],
)
def test_a_name_is_widened_to_all_names(query: str, aliases: Sequence[Sequence[str]]) -> None:
    forms = {
        leaf.forms for leaf in leaves(Aliases(aliases).widen(parse(query)), negated=True) if isinstance(leaf, Words)
    }
    assert {("iturup",), ("etorofu",), ("итуруп",), ("択捉島",)} <= forms


@pytest.mark.parametrize("query", ["northern territories", "Southern  KURILS", "южных Курил", "北方領土"])
def test_a_name_of_several_words_is_one_name(query: str, aliases: Sequence[Sequence[str]]) -> None:
    forms = [leaf.forms for leaf in leaves(Aliases(aliases).widen(parse(query))) if isinstance(leaf, Words)]
    assert ("southern", "kurils") in forms
    assert ("北方領土",) in forms
    assert len(forms) == 4


@pytest.mark.parametrize(
    "query",
    ["northern territory", "northwest territories", '"iturup"', "=iturup", "itur*", "source:iturup", "northern"],
)
def test_other_words_and_quoted_names_stay_as_they_are(query: str, aliases: Sequence[Sequence[str]]) -> None:
    parsed = parse(query)
    assert Aliases(aliases).widen(parsed) == parsed.node
