"""What can be done across articles: the record, review, names and spans, briefings. A part of `actions`."""

from __future__ import annotations

from kurilreader.tui.places import Action

#: hints below 0 stand before those of moving
ROOM_ACTIONS: tuple[Action, ...] = ()
