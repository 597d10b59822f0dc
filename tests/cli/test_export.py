from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from kurilreader.desk.documents import template_folder
from kurilreader.domain.printable import is_printable

from .conftest import Run


def test_a_briefing_in_each_form_harmless_for_a_terminal(run: Run, library: Path) -> None:
    text = run("--library", library, "export")
    assert text.code == 0
    assert "### Russia on peace treaty" in text.out
    assert "**Moscow will hold tal**ks on Shikotan only after sanctions end. [2]" in text.out
    assert "\n2. Talks, Wire\\[31m, 2025-03-04 (article " in text.out
    page = run("--library", library, "export", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    found = json.loads(run("--library", library, "export", "--format", "json", "--title", "Talks").out)
    assert (found["schema"], found["title"], len(found["sources"])) == ("kurilreader.briefing/1", "Talks", 2)
    table = run("--library", library, "export", "--format", "csv").out
    assert sorted(row["party"] for row in csv.DictReader(io.StringIO(table))) == ["JP", "RU"]
    for out in (text.out, page, table):
        assert all(is_printable(line) for line in out.split("\n"))


def test_what_is_asked_for(run: Run, library: Path) -> None:
    def parties(*asked: str) -> list[str]:
        out = run("--library", library, "export", "--format", "json", *asked).out
        return [party["party"] for party in json.loads(out)["parties"]]

    assert parties("--party", "JP") == ["JP"]
    assert parties("--since", "2025") == ["RU"]
    assert parties("--until", "2024-12") == ["JP"]
    assert parties("--topic", "visits") == []
    assert parties("talks") == ["RU"]
    assert run("--library", library, "export", "--since", "soon").code == 2
    assert run("--library", library, "export", "(talks").err.strip()


def test_a_file_is_written_as_a_whole(run: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "talks.html"
    ran = run("--library", library, "export", "--format", "html", "--out", out)
    assert (ran.code, ran.out, ran.err) == (0, "", f"written to {out}\n")
    assert out.read_text("utf-8").endswith("</html>\n")
    ran = run("--library", library, "export", "--out", tmp_path / "gone" / "x.md")
    assert ran.code == 1
    assert "cannot be written" in ran.err
    template_folder().mkdir(parents=True)
    (template_folder() / "bad.html.j2").write_text("\n{{ briefing.nothing }}")
    ran = run("--library", library, "export", "--template", "bad", "--out", out)
    assert ran.code == 2
    assert "bad.html.j2, line 2: " in ran.err
    assert out.read_text("utf-8").endswith("</html>\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_templates_are_listed_and_bring_their_form(run: Run, library: Path) -> None:
    template_folder().mkdir(parents=True)
    (template_folder() / "count.html.j2").write_text("<b>{{ briefing.count }}</b>")
    ran = run("--library", library, "export", "--templates")
    assert ran.out.splitlines() == [
        "briefing  html  shipped",
        "briefing  md  shipped",
        f"count  html  {template_folder() / 'count.html.j2'}",
    ]
    assert run("--library", library, "export", "--template", "count").out == "<b>2</b>"
    (template_folder() / "count.md.j2").write_text("{{ briefing.count }}")
    assert run("--library", library, "export", "--template", "count").code == 2
    assert run("--library", library, "export", "--template", "count", "--format", "md").out == "2"
    assert run("--library", library, "export", "--template", "cuont", "--format", "md").code == 2


def test_help_loads_no_template_engine() -> None:
    code = (
        "import sys; from kurilreader.cli.main import parser; parser().format_help(); import kurilreader.desk;"
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
