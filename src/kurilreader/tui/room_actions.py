"""What can be done across articles: the record, review, names and spans, briefings. A part of `actions`."""

from __future__ import annotations

from kurilreader.tui.places import EVERYWHERE, LISTS, ROOMS, Action, Room, Where

_ANY = (*EVERYWHERE, *LISTS)
#: where statements are asked for by party, topic and day
_ASKED = (Room.RECORD, Room.CHANGES)
_RECORD, _REVIEW, _WORDS, _BRIEFING = "Across articles", "Review", "Names and spans", "Briefing"


def _judge(name: str, title: str, key: str, help_: str, *, hint: int, argument: str = "") -> Action:
    return Action(name, title, (key,), _REVIEW, help_, (Room.REVIEW,), argument, hint)


def _span(name: str, title: str, keys: str, help_: str, hint: int = 0) -> Action:
    where = (Room.SELECTION, Room.SPAN)
    return Action(name, title, tuple(keys.split(",")), _WORDS, help_, where, "count", hint)


#: hints below 0 stand before those of moving
ROOM_ACTIONS: tuple[Action, ...] = (
    Action("record", "record", ("P",), _RECORD, "All that a party states, across articles", _ANY, "party topic"),
    Action("matrix", "matrix", ("M",), _RECORD, "Parties against topics, with what stands now", _ANY, hint=41),
    Action("changes", "changes", ("C",), _RECORD, "What is new, repeated, hardened, softened", _ANY, "since", 42),
    Action("by-topic", "order", ("o",), _RECORD, "Newest first, or by topic", (Room.RECORD,), hint=26),
    Action("filter", "filter", ("/",), _RECORD, "Only statements that a query finds", (Room.RECORD,), "query", 21),
    Action("next-party", "party", ("p",), _RECORD, "The next party, then all", _ASKED, "party", 22),
    Action("next-topic", "topic", ("t",), _RECORD, "The next topic, then all", _ASKED, "topic", 23),
    Action("next-kind", "kind", ("i",), _RECORD, "The next kind of statement, then all", (Room.RECORD,), "kind", 24),
    Action("since", "since", ("d",), _RECORD, "Only since a day: 2024, 2024-03-15, 2w, 3m", _ASKED, "day", 25),
    Action("whole-topic", "topic", ("t",), _RECORD, "All parties on this topic", (Room.MATRIX,), hint=22),
    Action("compare", "compare", ("=",), _RECORD, "Two parties on this topic: where they agree or not",
           (Room.MATRIX,), hint=21),
    Action("movement", "movement", ("m",), _RECORD, "Only hardened, softened, new or repeated", (Room.CHANGES,),
           "movement", 21),
    Action("relation", "which", ("m",), _RECORD, "Only where they agree, or disagree", (Room.MEETINGS,), hint=21),
    Action("choose", "choose", ("x",), _BRIEFING, "Choose for the briefing, or not", (Where.POSITIONS, *LISTS),
           hint=20),
    Action("drop-all", "choose none", ("X",), _BRIEFING, "Choose nothing any more", (*_ANY, Room.BRIEFING)),
    Action("briefing", "briefing", ("B",), _BRIEFING, "A document of what is chosen, or else of what is shown",
           _ANY, "query", 43),
    Action("save", "save", ("w",), _BRIEFING, "Write it to a file", (Room.BRIEFING,), "file", -2),
    Action("format", "format", ("o",), _BRIEFING, "Another format", (Room.BRIEFING,), "format", -1),
    Action("review", "review", ("V",), _REVIEW, "Check statements one by one", _ANY, "query", 40),
    _judge("right", "right", "r", "The statement is right", hint=-9),
    _judge("wrong", "wrong", "w", "There is no such statement", hint=-8),
    _judge("wrong-party", "party", "p", "Another party states it: its letter, - for none", hint=-7, argument="party"),
    _judge("wrong-kind", "kind", "i", "It is of another kind: then its letter", hint=-6, argument="kind"),
    _judge("wrong-span", "span", "s", "Its words begin or end elsewhere: then adjust", hint=-5),
    _judge("unsure", "unsure", "m", "Maybe: it cannot be told", hint=-4),
    _judge("remark", "note", "a", "A note on the statement", hint=-3, argument="words"),
    _judge("disagreements", "disagreements", "D", "Those on which reviewers disagree, and back", hint=21),
    _judge("judged", "judged, too", "A", "Those judged already, too, and back", hint=22),
    Action("undo", "undo", ("u",), _REVIEW, "Take back the latest verdict, correction, note, tag or star",
           (*_ANY, Room.REVIEW), "count", 19),
    Action("redo", "redo", ("U",), _REVIEW, "Do again what was taken back", (*_ANY, Room.REVIEW), "count"),
    Action("next-name", "next name", ("w",), _WORDS, "Next name in the article", (Where.ARTICLE,), "count"),
    Action("previous-name", "previous name", ("b",), _WORDS, "Previous name in the article", (Where.ARTICLE,), "count"),
    Action("correct", "correct name", ("E",), _WORDS, "The name is wrong: merge, split, retype, never here, learn",
           (Where.ARTICLE,)),
    Action("select", "select", ("v",), _WORDS, "Select, from this sentence on", (Where.ARTICLE,), hint=45),
    Action("notes", "notes", ("g n",), _WORDS, "Notes and tags on stretches of this article", EVERYWHERE),
    _span("word-on", "word on", "l,right,w", "The end of the stretch a word on", 31),
    _span("word-back", "back", "h,left,b", "The end of the stretch a word back", 31),
    _span("sentence-on", "sentence on", "j,down", "The end of the stretch a sentence on", 32),
    _span("sentence-back", "back", "k,up", "The end of the stretch a sentence back", 32),
    _span("other-end", "other end", "o,tab", "Move the other end of the stretch", 33),
    Action("note-span", "note", ("a",), _WORDS, "Write a note on what is selected", (Room.SELECTION,), "words", 34),
    Action("tag-span", "tag", ("t",), _WORDS, "Put a tag on what is selected", (Room.SELECTION,), "tag", 35),
    Action("copy-span", "copy", ("y",), _WORDS, "Copy what is selected with its citation", (Room.SELECTION,), hint=36),
    Action("keep-span", "keep", ("enter",), _WORDS, "These are the words of the statement", (Room.SPAN,), hint=34),
    Action("drop-span", "back", ("escape",), _WORDS, "Leave it as it was", (Room.SELECTION, Room.SPAN), hint=37),
    Action("close", "back", ("q",), "Screen", "Back to the reader", ROOMS),
)  # fmt: skip
