from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kurilreader.settings import dossier_folder

from .conftest import Run


def test_a_dossier_is_begun_checked_listed_and_used(run: Run, library: Path) -> None:
    ran = run("--library", library, "dossier", "new", "gulf", "--title", "The gulf", "--fill")
    path = dossier_folder() / "gulf.toml"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert 'title = "The gulf"' in path.read_text("utf-8")
    assert "it begins empty" in ran.err and "kurilreader dossier edit gulf" in ran.err
    assert run("--library", library, "dossier", "new", "gulf").code == 2
    ran = run("--library", library, "dossier", "check")
    assert (ran.code, ran.out) == (0, "gulf: nothing is wrong\nit fits 0 of 3 articles\n")
    assert run("--library", library, "dossier", "path", "gulf").out == f"{path}\n"
    assert run("--library", library, "dossier", "path").out == f"{path.parent}\n"
    assert run("--library", library, "dossier", "use", "gulf").code == 0
    listed = [json.loads(line) for line in run("--library", library, "dossier", "--json", "list").out.splitlines()]
    assert {(each["name"], each["used"]) for each in listed} == {
        ("gulf", True), ("general", True), ("kuril", False), ("iran-nuclear", False), ("western-sahara", False),
    }  # fmt: skip
    assert all(each["schema"] == "kurilreader.dossier/1" for each in listed)
    assert run("--library", library, "dossier", "use", "golf").code == 2
    assert "settings" in run("--library", library, "dossier", "use").err
    assert "kuril  used" in run("--library", library, "dossier").out


def test_what_is_wrong_is_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "gulf.toml"
    path.write_text('title = "x"\n\n[[party]]\nid = "JP"\nnane = "Japan\x1b"\n'.replace("\x1b", ""), "utf-8")
    ran = run("--library", tmp_path / "none", "dossier", "check", path)
    assert ran.code == 2
    assert ran.out.splitlines() == [
        f"{path}, line 3: party 1: name must be a text and is needed",
        f"{path}, line 5: party 1: unknown key 'nane'; did you mean 'name'?",
    ]
    assert "without a library" in ran.err
    found = json.loads(run("--library", tmp_path / "none", "dossier", "--json", "check", path).out)
    assert (found["schema"], len(found["problems"]), found["survey"]) == ("kurilreader.dossier-check/1", 2, None)
    assert run("dossier", "check", tmp_path / "gone.toml").code == 2


def test_a_survey_names_what_the_library_does_not_have(run: Run, library: Path, tmp_path: Path) -> None:
    path = tmp_path / "north.toml"
    path.write_text(
        'title = "x"\n[[place]]\nname = "Shikotan"\nnames = ["Sikotan"]\n[[place]]\nname = "Urup"\n'
        '[[topic]]\nid = "talks"\nterms = ["talks", "parley"]\n',
        "utf-8",
    )
    ran = run("--library", library, "dossier", "check", path)
    assert ran.out.splitlines() == [
        "north: nothing is wrong",
        "it fits 1 of 3 articles",
        "never in the library: place Urup",
        "never in the library: 1 more name (--names lists them)",
        "never in the library: 1 more term (--names lists them)",
    ]
    shown = run("--library", library, "dossier", "check", path, "--names").out
    assert "never in the library: name Sikotan\nnever in the library: term talks: parley\n" in shown
    found = json.loads(run("--library", library, "dossier", "--json", "check", path).out)
    assert found["survey"]["never"] == ["place Urup"]


def test_editing_opens_the_editor_and_checks_afterwards(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[2], 'a').write(sys.argv[1])\n")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script} '# looked at'")
    ran = run("dossier", "edit", "kuril")
    path = dossier_folder() / "kuril.toml"
    assert ran.code == 0
    assert path.read_text("utf-8").endswith("# looked at")
    assert "takes its place" in ran.err
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script} '\n= ='")
    ran = run("dossier", "edit", "kuril")
    assert ran.code == 2
    assert f"{path}, line " in ran.out
    assert run("dossier", "edit", "kurill").code == 2
    monkeypatch.setenv("VISUAL", str(tmp_path / "no-such-editor"))
    assert "cannot be started" in run("dossier", "edit", "kuril").err
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    assert "no editor is named" in run("dossier", "edit", "kuril").err
