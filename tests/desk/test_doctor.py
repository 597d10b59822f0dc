from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from kurilreader.desk import Desk, Health
from kurilreader.domain import SearchRequest
from kurilreader.library import Library

Put = Callable[..., int]


def told(desk: Desk, word: str) -> tuple[Health, str]:
    (finding,) = (finding for finding in desk.doctor() if finding.message.startswith(word))
    return finding.health, finding.remedy


def test_a_library_in_order_is_in_order(desk: Desk, put: Put) -> None:
    put("Talks go on.")
    desk.analyse_pending()
    assert {finding.health for finding in desk.doctor()} == {Health.GOOD}


def test_what_is_due_is_told(desk: Desk, put: Put, directory: Path) -> None:
    put("Talks go on.")
    assert told(desk, "analyses")[0] is Health.WARNING
    assert told(desk, "index") == (Health.WARNING, "run: kurilreader reindex")
    desk.search(SearchRequest("talks"))
    assert told(desk, "index")[0] is Health.GOOD
    put("Talks end.")
    assert "catches up" in told(desk, "index")[1]
    shutil.rmtree(directory / "index")
    assert told(desk, "index")[0] is Health.WARNING


def test_an_open_folder_is_told(desk: Desk, put: Put, directory: Path) -> None:
    put("Talks go on.")
    directory.chmod(0o755)
    health, remedy = told(desk, "others")
    assert health is Health.WARNING
    assert remedy == f"run: chmod 700 {directory}"


def test_a_broken_record_is_told(desk: Desk, put: Put, library: Library) -> None:
    number = put("Talks go on.")
    with library._at.writing() as connection:  # type: ignore[attr-defined]
        connection.execute("DELETE FROM texts WHERE number = ?", (number,))
    assert told(desk, "library")[0] is Health.BROKEN


def test_a_wrong_dossier_is_told(directory: Path, put: Put) -> None:
    from kurilreader.settings import Settings

    put("Talks go on.")
    with Desk.open(directory, Settings(dossiers=("none such",))) as desk:
        assert told(desk, "analysis")[0] is Health.BROKEN
