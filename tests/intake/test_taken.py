"""Reading on where an import stopped."""

from __future__ import annotations

from pathlib import Path

from kurilreader.domain import Article
from kurilreader.intake import read_inputs


def test_what_was_finished_is_not_read_again(tmp_path: Path) -> None:
    for place in range(6):
        (tmp_path / f"{place}.txt").write_text(f"Day {place}\n\nThe delegations met on day {place}.\n")
    whole = [each.origin for each in read_inputs([str(tmp_path)]) if isinstance(each, Article)]
    assert len(whole) == 6

    def rest(*places: int) -> list[int]:
        taken = {whole[place] for place in places}
        found = read_inputs([str(tmp_path)], taken=lambda origin: origin in taken)
        return [whole.index(each.origin) for each in found]

    assert rest() == [0, 1, 2, 3, 4, 5]
    # The last that was taken may have been half read: it comes again, and nothing before it.
    assert rest(0, 1, 2) == [2, 3, 4, 5]
    assert rest(0, 2, 3) == [0, 1, 3, 4, 5]
    assert rest(*range(6)) == [5]
