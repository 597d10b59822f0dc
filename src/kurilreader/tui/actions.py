"""The one list of all that can be done; keys, command line, help, bottom line and docs/keys.md come from it."""

from __future__ import annotations

from collections.abc import Iterable

from kurilreader.tui.places import EVERYWHERE, LISTS, ROOMS, Action, Place, Room, Where
from kurilreader.tui.room_actions import ROOM_ACTIONS

__all__ = [
    "ACTIONS",
    "BY_NAME",
    "EVERYWHERE",
    "GROUPS",
    "Action",
    "Place",
    "Room",
    "Where",
    "completions",
    "hints",
    "key_title",
]

_MOVES = (*EVERYWHERE, *ROOMS)
_SIDES = (*EVERYWHERE, *LISTS[1:])


def _move(
    name: str,
    title: str,
    keys: str,
    help_: str,
    where: tuple[Place, ...] = _MOVES,
    *,
    argument: str = "count",
    hint: int = 0,
) -> Action:
    return Action(name, title, tuple(keys.split(",")), "Move", help_, where, argument, hint)


ACTIONS: tuple[Action, ...] = (
    _move("down", "down", "j,down", "Next article, sentence or position", hint=1),
    _move("up", "up", "k,up", "Previous article, sentence or position", hint=1),
    _move("top", "first", "g g,home", "The first, or the one of that number"),
    _move("bottom", "last", "G,end", "The last, or the one of that number"),
    _move("half-down", "half a page down", "ctrl+d", "Half a page down"),
    _move("half-up", "half a page up", "ctrl+u", "Half a page up"),
    _move("page-down", "page down", "pagedown", "A page down"),
    _move("page-up", "page up", "ctrl+b,pageup", "A page up"),
    _move(
        "left", "pane to the left", "h,left", "The pane to the left; in a table or a pair, left", _SIDES, argument=""
    ),
    _move(
        "right",
        "pane to the right",
        "l,right",
        "The pane to the right; in a table or a pair, right",
        _SIDES,
        argument="",
    ),
    Action(
        "open",
        "read",
        ("enter",),
        "Read",
        "Read the article; from a position, a statement or a summary, go to its sentence",
        (*EVERYWHERE, *LISTS, Room.REVIEW),
        hint=2,
    ),
    Action("scroll", "page", ("space",), "Read", "A page further", (Where.LIST, Where.ARTICLE, *ROOMS), hint=7),
    Action("paragraph-down", "next paragraph", ("}",), "Read", "Next paragraph", (Where.ARTICLE,), "count"),
    Action("paragraph-up", "previous paragraph", ("{",), "Read", "Previous paragraph", (Where.ARTICLE,), "count"),
    Action("next-article", "next", ("]",), "Read", "Next article of the results", argument="count", hint=6),
    Action("previous-article", "previous", ("[",), "Read", "Previous article of the results", argument="count", hint=6),
    Action("summary", "summary", ("s",), "Read", "No time to read? The summary, and back to the text", hint=5),
    Action("entities", "names", ("e",), "Read", "Mark names in the article, or not"),
    Action("copy", "copy", ("y",), "Read", "Copy the sentence or position with its citation", (*EVERYWHERE, *LISTS)),
    Action("read", "read or unread", ("r",), "Read", "Mark as read, or as unread"),
    Action("tag", "tag", ("t",), "Read", "Put a tag on the article, or take it off", argument="tag"),
    Action("note", "note", ("a",), "Read", "Write a line on the article", argument="words"),
    Action("star", "star", ("*",), "Read", "Star the article, or take the star away"),
    Action("search", "search", ("/",), "Search", "Search the library as you type", argument="query", hint=3),
    Action("next-hit", "next hit", ("n",), "Search", "Next hit, on into the next article", argument="count"),
    Action(
        "previous-hit",
        "previous hit",
        ("N",),
        "Search",
        "Previous hit, back into the previous article",
        argument="count",
    ),
    Action("find", "find in article", ("ctrl+f",), "Search", "Find in this article alone", argument="words"),
    Action(
        "order",
        "order",
        ("o",),
        "Search",
        "Newest first, by relevance, by source",
        argument="date|relevance|source",
        hint=8,
    ),
    Action(
        "facets", "facets", ("f",), "Search", "How the results spread; filter by outlet, month, party, topic", hint=8
    ),
    Action("saved", "saved searches", ("F",), "Search", "Saved searches, with what is unread and new"),
    Action("save-search", "save search", ("S",), "Search", "Save this search under a name", argument="name"),
    Action(
        "all",
        "all results",
        ("A",),
        "Search",
        "Star, tag or mark all results, after a look at how many they are",
        argument="star|unstar|read|unread|reviewed|unreviewed|tag TAG|untag TAG, then perhaps a query",
    ),
    Action("suggestion", "other spelling", ("Y",), "Search", "Search for the spelling that was proposed"),
    Action("more-like", "more like this", ("m",), "Search", "Related articles, and why; Esc goes back"),
    Action("outlets", "outlets", ("D",), "Search", "Other outlets with nearly this text, and where theirs differ"),
    Action("fold-outlets", "one row a text", ("Z",), "Search", "One row for one text, or one for each outlet"),
    Action("refresh", "show new", ("R",), "Search", "Show the articles that came in meanwhile"),
    Action("sync", "ask feeds", ("g s",), "Come in", "Ask the feeds for what is new; Esc stops", argument="feed"),
    Action("feeds", "feeds", ("g f",), "Come in", "The feeds: what fails, since when and why; ask one or all"),
    Action("subscribe", "subscribe", ("g a",), "Come in", "Follow a feed, or those of a list", argument="address|file"),
    Action("jobs", "jobs", ("g i",), "Come in", "The imports: what failed and why; repeat, resume or undo one"),
    Action(
        "party",
        "party",
        ("p",),
        "Positions",
        "One party's positions after the other, then all",
        argument="party",
        hint=4,
    ),
    Action(
        "next-place",
        "next place",
        ("space",),
        "Positions",
        "The next sentence the position rests on",
        (Where.POSITIONS,),
    ),
    *ROOM_ACTIONS,
    Action("pane-next", "next pane", ("tab",), "Screen", "Next pane", hint=9),
    Action("pane-previous", "previous pane", ("shift+tab",), "Screen", "Previous pane"),
    Action("pane-list", "list", ("alt+1", "g 1"), "Screen", "To the list"),
    Action("pane-article", "article", ("alt+2", "g 2"), "Screen", "To the article"),
    Action("pane-positions", "positions", ("alt+3", "g 3"), "Screen", "To the positions"),
    Action("fold", "fold", ("z",), "Screen", "Fold panes away, or out again", hint=8),
    Action(
        "theme", "theme", ("T",), "Screen", "Dark, light, the terminal's own colours", argument="dark|light|terminal"
    ),
    Action("command", "command", (":",), "Screen", "Type an action's name; Tab completes", _MOVES),
    Action("back", "back", ("escape",), "Screen", "One step back; stops work under way", _MOVES),
    Action("help", "keys", ("?",), "Screen", "All keys", _MOVES, hint=10),
    Action("quit", "leave", ("q",), "Screen", "Leave; everything is where you left it next time", hint=11),
)

BY_NAME = {action.name: action for action in ACTIONS}
GROUPS = tuple(dict.fromkeys(action.group for action in ACTIONS))

_SHOWN = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "home": "Home",
    "end": "End", "pagedown": "PgDn", "pageup": "PgUp", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
}  # fmt: skip


def key_title(key: str) -> str:
    """A key as people write it: "Ctrl+D", "gg"."""
    for modifier in ("ctrl+", "alt+"):
        if key.startswith(modifier):
            return modifier.title() + key.removeprefix(modifier).upper()
    return _SHOWN.get(key) or "".join(_SHOWN.get(part, part) for part in key.split())


def hints(where: Place) -> list[Action]:
    """What the bottom line offers in a place, in order."""
    return sorted((action for action in ACTIONS if action.hint and where in action.where), key=lambda each: each.hint)


def completions(typed: str, names: Iterable[str] = BY_NAME) -> list[str]:
    """Action names that begin with what was typed, then those that hold it."""
    found = [name for name in names if name.startswith(typed)]
    return found + [name for name in names if typed in name and name not in found]
