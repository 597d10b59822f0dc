"""Nothing opens a connection but what is asked to: the commands and the reader under a guard that tells of each try."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.site import TALK, page, rss, serve

#: Loaded by every Python process that is started with its folder on the path, workers among them.
GUARD = """
import os, sys

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendmsg"):
        place = arguments[1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else arguments[0]
        # Sockets of the file system join the processes of one program.
        if isinstance(place, (tuple, str)) and not (isinstance(place, str) and place.startswith("/")):
            with open(os.environ["GUARD_LOG"], "a") as log:
                log.write(f"{event} {arguments[0]!r} {place!r} {sys.argv!r}\\n")
            raise OSError("no connection is allowed here")

sys.addaudithook(guard)
with open(os.environ["GUARD_LOG"] + ".began", "a") as log:
    log.write("x")
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD)
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TMUX", "COLUMNS", "LINES"}}
    return {
        **kept,
        "PYTHONPATH": str(folder),
        "GUARD_LOG": str(tmp_path / "log"),
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "TERM": "xterm-256color",
    }


def log(tmp_path: Path) -> str:
    path = tmp_path / "log"
    return path.read_text() if path.exists() else ""


#: Esc as terminals with unambiguous keys send it: a lone escape byte with a key behind it would be Alt and that key
ESC = "\x1b[27u"


def settled(child: pexpect.spawn) -> None:
    """Until the screen has been still."""
    try:
        while True:
            child.read_nonblocking(65536, timeout=0.6)
    except pexpect.TIMEOUT:
        return


def test_no_command_opens_a_connection(tmp_path: Path, guarded: dict[str, str]) -> None:
    library = tmp_path / "library"
    links = "".join(f'<a href="https://x.example/{n}">{n}</a><img src="https://x.example/{n}.png">' for n in range(9))
    (tmp_path / "page.html").write_text(page("Talks", TALK + links))
    (tmp_path / "feed.xml").write_text(rss(("Entry", "https://x.example/1", "A teaser only.")))
    (tmp_path / "feeds.opml").write_text('<opml><body><outline xmlUrl="https://x.example/feed"/></body></opml>')
    (tmp_path / "pocket.csv").write_text("title,url\nOne,https://x.example/1\n")
    (tmp_path / "dtd.xml").write_text(
        '<!DOCTYPE rss SYSTEM "https://x.example/dtd"><rss><channel><title>&e;</title></channel></rss>'
    )
    files = [str(path) for path in sorted(tmp_path.glob("*.*"))]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kurilreader", "--library", str(library), *arguments],
            env=guarded, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    id_ = run("add", *files).split()[0]
    for command in (
        ["watch", "--once", str(tmp_path)],
        ["feed", "add", "https://x.example/feed", str(tmp_path / "feeds.opml")],
        ["feed", "set", "1", "every=1h"],
        ["feed", "list", "--json"],
        ["feed", "show", "1"],
        ["feed", "export"],
        ["feed", "remove", "1"],
        ["jobs"],
        ["jobs", "show", "1"],
        ["jobs", "repeat", "1"],
        ["jobs", "undo", "1"],
        ["search", "talks", "--json"],
        ["search", "--facets", "talks"],
        ["searches"],
        ["tag"],
        ["show", id_],
        ["positions"],
        ["analyze", files[0]],
        ["analyze", "--all"],
        ["reindex"],
        ["doctor"],
    ):
        run(*command)
    assert (tmp_path / "log.began").read_text()
    assert log(tmp_path) == ""
    # The guard does see one.
    run("add", "http://192.0.2.1/x")
    assert "socket" in log(tmp_path)


def test_the_reader_opens_no_connection(tmp_path: Path, guarded: dict[str, str]) -> None:
    library = tmp_path / "library"
    (tmp_path / "page.html").write_text(page("Talks", TALK))
    command = [sys.executable, "-m", "kurilreader", "--library", str(library)]
    subprocess.run([*command, "add", str(tmp_path / "page.html")], env=guarded, check=True, capture_output=True)
    subprocess.run([*command, "feed", "add", "https://x.example/f"], env=guarded, check=True, capture_output=True)
    child = pexpect.spawn(command[0], command[1:], env=guarded, dimensions=(40, 120), timeout=180)
    child.delaybeforesend = None
    child.expect("Talks")
    for keys in (
        "/talks\r",
        "\r",
        "jj",
        "s",
        "f" + ESC,
        "F" + ESC,
        "gf",
        ESC,
        "gi",
        "\r",
        ESC,
        "?",
        ESC,
        ":feeds\r",
        ESC,
    ):
        child.send(keys)
        settled(child)
    child.send(3 * ESC + "q")
    child.expect(pexpect.EOF)
    child.close()
    assert log(tmp_path) == ""


def test_without_a_network_sync_says_so_once(tmp_path: Path, guarded: dict[str, str]) -> None:
    """The guard stands for a network that is not there: it lets no name be looked up."""
    command = [sys.executable, "-m", "kurilreader", "--library", str(tmp_path / "library")]
    names = [f"https://{name}.example/feed" for name in "abc"]
    subprocess.run([*command, "feed", "add", *names], env=guarded, check=True, capture_output=True)
    done = subprocess.run([*command, "sync"], env=guarded, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    # Where that takes long, lines on how far it is stand before.
    said = re.sub(r"(?m)^fetching feeds \d.*\n", "", done.stderr)
    assert said == "there is no network; what was fetched before can be read\n"
    listed = subprocess.run([*command, "feed", "list"], env=guarded, capture_output=True, text=True, check=True)
    assert "failing" not in listed.stdout


def test_the_server_of_these_tests_would_be_seen(tmp_path: Path, guarded: dict[str, str]) -> None:
    with serve() as site:
        done = subprocess.run(
            [sys.executable, "-m", "kurilreader", "--library", str(tmp_path / "library"), "add", site.put("/x", b"x")],
            env=guarded, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "127.0.0.1" in log(tmp_path)
    assert site.asked == []
