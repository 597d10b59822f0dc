"""The installed command in a pseudo-terminal: add the seed, find it, read who says what, leave, and be back there."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from kurilreader.domain import Order
from kurilreader.library import open_library
from kurilreader.tui.keeper import DELAY

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("kurilreader")
WAIT = 180.0


class Terminal:
    """A reader in a terminal of its own, and what its screen shows."""

    def __init__(self, library: Path, home: Path, size: tuple[int, int], **environment: str) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        # A headless app in the same process may have left the size of its screen in the environment.
        left_out = {"NO_COLOR", "TMUX", "STY", "COLUMNS", "LINES"}
        kept = {key: value for key, value in os.environ.items() if key not in left_out}
        self.child = pexpect.spawn(
            str(COMMAND),
            ["--library", str(library)],
            dimensions=(lines, columns),
            env={
                **kept,
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "HOME": str(home),
                "XDG_CONFIG_HOME": str(home / "config"),
                **environment,
            },
            timeout=WAIT,
        )
        self.child.delaybeforesend = None
        self.received = b""

    def read(self, seconds: float = 0.05) -> bytes:
        """What comes within a time, drawn."""
        try:
            data: bytes = self.child.read_nonblocking(1 << 16, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return b""
        self.received += data
        # pyte does not know the private sequences by which Textual asks what a terminal can do.
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[upqc$]+|\x1b\[\?[0-9;]*\$p", b"", data))
        return data

    def until(self, seen: Callable[[str], bool]) -> str:
        """The screen once it shows what is waited for."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            self.read()
            if seen(self.text):
                return self.text
        raise AssertionError(f"not seen within {WAIT} s:\n{self.text}")

    def shows(self, *words: str) -> str:
        """The screen once it shows all these words."""
        return self.until(lambda text: all(word in text for word in words))

    def press(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def leave(self) -> None:
        """Leave with q and wait for the end."""
        self.press("q")
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "library"
    output, status = pexpect.run(
        f"{COMMAND} --library {folder} add {ROOT / 'seeds'}", withexitstatus=True, timeout=WAIT * 2
    )
    assert status == 0, output.decode()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_from_the_seed_to_its_positions_and_back(library: Path, tmp_path: Path) -> None:
    reader = Terminal(library, tmp_path, (120, 40))
    reader.shows("1 article", "Russia Says Dialogue")
    reader.press("/")
    reader.shows("Esc back")
    reader.press("Shikotan")
    reader.shows("/ Shikotan", "1 article", "hit")
    reader.press("\r\r")
    reader.shows("sentence 1 of", "R Russia", "J Japan")
    assert "No time to read?\n" not in reader.text and "Previous Article" not in reader.text

    reader.press("\tggjj")
    reader.shows("position 3 of")
    reader.press("\r")
    place = reader.until(lambda text: re.search(r"sentence (\d+) of", text) is not None)
    sentence = re.search(r"sentence \d+ of \d+", place)
    assert sentence is not None and "▌" in place
    reader.leave()

    again = Terminal(library, tmp_path, (120, 40))
    again.shows(sentence.group(), "Shikotan", "R Russia", "▌")
    again.leave()


def test_killed_hard_it_loses_no_more_than_the_last_second(library: Path, tmp_path: Path) -> None:
    reader = Terminal(library, tmp_path, (120, 40))
    reader.shows("1 article", "Russia Says Dialogue")
    reader.press("\r")
    reader.shows("sentence 1 of")
    reader.press("jjjj")
    reader.shows("sentence 5 of")
    # Kept within the second where there is time for it; a machine that is busy with other things has more.
    assert DELAY < 1
    kept = open_library(library)
    (number,) = kept.numbers(Order.DATE)
    reader.until(lambda _: kept.state(number).sentence == 4)
    kept.close()
    reader.child.kill(9)
    reader.child.close()

    again = Terminal(library, tmp_path, (120, 40))
    again.shows("sentence 5 of")
    again.leave()


def test_an_idle_screen_sends_no_byte(library: Path, tmp_path: Path) -> None:
    reader = Terminal(library, tmp_path, (80, 24))
    reader.shows("1 article", "Russia Says Dialogue")
    reader.press("\rjj")
    reader.shows("sentence 3 of")
    quiet = 0
    for _ in range(600):
        quiet = 0 if reader.read(0.1) else quiet + 1
        if quiet == 20:
            break
    assert quiet == 20
    end, sent = time.monotonic() + 4.0, b""
    while time.monotonic() < end:
        sent += reader.read(0.1)
    assert sent == b""
    reader.leave()


def test_without_colour_no_colour_is_sent(library: Path, tmp_path: Path) -> None:
    reader = Terminal(library, tmp_path, (80, 24), NO_COLOR="1")
    reader.shows("1 article", "Russia Says Dialogue")
    reader.press("\rjj")
    reader.shows("sentence 3 of")
    reader.leave()
    parameters = [part for found in re.findall(rb"\x1b\[([0-9;]*)m", reader.received) for part in found.split(b";")]
    assert not [part for part in parameters if part.isdigit() and 30 <= int(part) <= 107 and part not in {b"39", b"49"}]


def test_without_a_terminal_it_refuses_in_one_line(library: Path) -> None:
    output, status = pexpect.run(
        f"/bin/sh -c '{COMMAND} --library {library} < /dev/null 2>&1 | cat; exit 0'", withexitstatus=True, timeout=WAIT
    )
    assert status == 0
    assert output.decode().strip().count("\n") == 0 and "needs a terminal" in output.decode()
