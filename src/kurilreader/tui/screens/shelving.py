"""What actions do with the reader's own order: tags, notes, saved searches, and one act on all results at once.

All of it is written in threads; what is shown of it comes back as a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.desk import ACTS
from kurilreader.tui.screens.searching import Searching

if TYPE_CHECKING:
    from kurilreader.tui.screens.acting import Chosen


class Shelving(Searching):
    """A part of the screen's commands."""

    # --- tags and notes

    def do_tag(self, count: int | None, argument: str) -> None:
        """Put a tag on the article, or take it off."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        number = screen.articles.number
        if number is None:
            screen.message("no article to tag")
        elif argument:
            self.tag(argument)
        else:
            self._ask(Asking.TAG, "")
            self._later(lambda: screen.desk.tags_of(number), self._tell_tags)

    def _tell_tags(self, tags: tuple[str, ...]) -> None:
        """Say under the line which tags the article has."""
        prompt = self._screen.prompt
        if prompt is not None and prompt.display and prompt.asking.name == "TAG":
            prompt.explain((), f"has {', '.join(tags)}; its name takes it off" if tags else "no tag yet")

    def tag(self, name: str) -> None:
        """Put a tag on, or take it off where it is on."""
        desk, number, name = self._screen.desk, self._screen.articles.number, name.strip()
        if number is None or not name:
            return

        def change() -> str:
            if desk.untag([number], name):
                return f"tag {name} taken off"
            desk.tag([number], name)
            return f"tagged {name}"

        self._later(change, lambda words: self._changed(words, number))

    def do_note(self, count: int | None, argument: str) -> None:
        """Write a line on the article."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        number = screen.articles.number
        if number is None:
            screen.message("no article to note on")
        elif argument:
            self.put_note(argument)
        else:
            self._later(lambda: " ".join(screen.desk.note(number).split()), lambda words: self._ask(Asking.NOTE, words))

    def put_note(self, text: str) -> None:
        """Keep the note; an empty one is taken away."""
        screen, number, text = self._screen, self._screen.articles.number, text.strip()
        if number is not None:
            words = "note kept" if text else "note taken away"
            self._later(lambda: screen.desk.put_note(number, text), lambda _: self._changed(words, number))

    def _changed(self, words: str, *numbers: int) -> None:
        """Say what was done, and show it in the rows."""
        self._screen.list.forget(*numbers)
        self._screen.message(words)

    # --- saved searches

    def do_save_search(self, count: int | None, argument: str) -> None:
        """Save the search on screen under a name."""
        screen = self._screen
        query, order = screen.results.meant_query, screen.results.view.order
        if not query.strip():
            screen.message("nothing is searched: / begins")
        elif argument:
            self._later(
                lambda: screen.desk.save_search(argument, query, order),
                lambda _: screen.message(f"saved as {argument}, F shows all"),
            )
        else:
            self._save_search()

    def _save_search(self) -> None:
        from kurilreader.tui.widgets.prompt import Asking

        self._ask(Asking.SAVE, "")

    # --- all results at once

    def do_all(self, count: int | None, argument: str) -> None:
        """Star, tag, mark … all results, after they were counted."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument.strip():
            self.act_on_all(argument)
        else:
            self._ask(Asking.ALL, "")
            self._screen.call_later(self._tell_acts)

    def _tell_acts(self) -> None:
        if self._screen.prompt is not None:
            self._screen.prompt.explain((), f"{', '.join(ACTS)}; a tag needs its name, a query may follow")

    def act_on_all(self, words: str) -> None:
        """Ask whether to do it: `star`, `tag fisheries`, `read is:unread date:..2020`."""
        from kurilreader.tui.screens.acting import ActingScreen, Wish

        screen = self._screen
        view = screen.results.view
        act, _, rest = words.strip().partition(" ")
        if act not in ACTS:
            screen.message(f"no {act} for all; there are {', '.join(ACTS)}", error=True)
            return
        tag, _, query = rest.strip().partition(" ") if not ACTS[act][0] else ("", "", rest)
        if not ACTS[act][0] and not tag:
            screen.message(f"{act} needs the name of a tag", error=True)
            return
        query = query.strip() or ("" if view.heading else view.query)
        listed = view.numbers if view.heading and not query else None
        wish = Wish(act, tag, query, listed)
        screen.app.push_screen(ActingScreen(screen.desk, screen.icons, wish), self._acted)

    def _acted(self, chosen: Chosen | None) -> None:
        """It was wished for: do it."""
        if chosen is None:
            return
        screen = self._screen

        def done(changed: int) -> None:
            screen.articles.again()
            self._changed(f"{changed:,} of {len(chosen.numbers):,} articles changed")

        self._later(lambda: screen.desk.act(chosen.numbers, chosen.wish.act, chosen.wish.tag), done)
