"""Paths and standard input become articles. Whatever is in them, this never raises for it: it says what is wrong."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from kurilreader.domain import Article, InputError
from kurilreader.intake.assemble import assemble
from kurilreader.intake.clean import clean_line
from kurilreader.intake.encoding import binary_reason
from kurilreader.intake.fields import DEFAULT_FIELDS, Fields
from kurilreader.intake.inputs import Bookmark, Draft, Input, Irrelevant, size_words, unreadable
from kurilreader.intake.limits import DEFAULT_LIMITS, Limits
from kurilreader.intake.readers import SUFFIXES, reader_for

Outcome = Article | InputError


def read_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    fields: Fields = DEFAULT_FIELDS,
    taken: Callable[[str], bool] | None = None,
    bookmark: Callable[[Path], Bookmark] | None = None,
) -> Iterator[Outcome]:
    """The articles in these paths, folders (recursively, in a stable order) and standard input ("-").

    Lazy: one input is read at a time. Each thing that cannot be taken in gives an `InputError` in its place. Hidden
    files and files of no known type inside folders are passed over in silence; those named outright get their line.
    `fields` says under which names tables and JSON keep what an article has. `taken` tells of an origin whether an
    article from there was taken in before, in the same order: what was finished then is not read again. `bookmark`
    gives the place from which a stream in a file is read; it is moved on before each outcome comes.
    """
    for name in inputs:
        if name == "-":
            yield from _read_stdin(stdin, limits, fields)
        else:
            for item in _unfinished(_walk(name, limits), taken):
                if isinstance(item, InputError):
                    yield item
                else:
                    mark = bookmark(item.path) if bookmark and item.path else None
                    yield from read_input(replace(item, fields=fields, bookmark=mark))


def _unfinished(
    items: Iterator[Input | InputError], taken: Callable[[str], bool] | None
) -> Iterator[Input | InputError]:
    """Those not taken in before. The last of several taken in a row may have been half read, and comes again."""
    last: Input | None = None
    for item in items:
        if taken and isinstance(item, Input) and taken(clean_line(item.origin)):
            last = item
            continue
        if last:
            yield last
            last = None
        yield item
    if last:
        yield last


def read_input(item: Input) -> Iterator[Outcome]:
    """The articles in one input, whatever its format."""
    try:
        yield from _read(item)
    except Irrelevant as error:
        if item.named:
            yield error
    except InputError as error:
        yield error
    # parsers of hostile bytes may fail in ways of their own; one input's failure must never stop the others
    except Exception as error:
        yield item.problem(f"cannot be read ({type(error).__name__})")


def read_bytes(
    data: bytes, *, origin: str, address: str | None = None, content_type: str | None = None,
    source: str | None = None, published: str | None = None, title: str | None = None,
    seen: datetime | None = None, limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Outcome]:  # fmt: skip
    """The articles in bytes that came from elsewhere: a fetched page, a paste.

    `source`, `published` and `title` are used where the document itself says nothing; `seen` is when it was fetched.
    """
    yield from read_input(
        Input(
            origin=origin, name=Path(origin).name, data=data, address=address, content_type=content_type,
            source=source, published=published, title=title, seen=seen, limits=limits,
        )
    )  # fmt: skip


def _read(item: Input) -> Iterator[Outcome]:
    head = item.head()
    if not head.strip() and not item.read().strip():
        raise item.problem("is empty")
    if item.depth > item.limits.nesting:
        raise item.problem(f"lies more than {item.limits.nesting} archives deep")
    if head.startswith(b"\x1f\x8b"):
        item = item.unpacked()
        head = item.head()
    reader = reader_for(item, head)
    if reader is None:
        if not item.named and item.suffix not in SUFFIXES:
            return
        what = binary_reason(head)
        raise item.problem(f"is {what}, not a text" if what else "is of no known format")
    for found in reader.read(item):
        if isinstance(found, Draft):
            yield assemble(found, item)
        elif isinstance(found, InputError):
            yield found
        else:
            yield from read_input(found)


def _read_stdin(stdin: BinaryIO | None, limits: Limits, fields: Fields) -> Iterator[Outcome]:
    if stdin is None:
        yield InputError("-", "there is no standard input")
        return
    try:
        data = stdin.read(limits.document_bytes + 1)
    except (OSError, ValueError) as error:
        yield InputError("-", unreadable(error) if isinstance(error, OSError) else "cannot be read: it is closed")
        return
    if len(data) > limits.document_bytes:
        yield InputError("-", f"is larger than {size_words(limits.document_bytes)}", "save it as a file and add that")
        return
    yield from read_input(Input(origin="-", data=data, limits=limits, fields=fields))


def _walk(name: str, limits: Limits) -> Iterator[Input | InputError]:
    """The files behind a path, in a stable order."""
    path = Path(name)
    shown = clean_line(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield InputError(shown, unreadable(error))
        return
    except ValueError:
        yield InputError(shown, "is no path")
        return
    if stat.S_ISREG(mode):
        yield _file(path, named=True, limits=limits)
    elif stat.S_ISDIR(mode):
        yield from _folder(path, limits)
    else:
        yield InputError(shown, "is neither a file nor a folder", 'pipe it in and add "-"')


def files_in(folder: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Input | InputError]:
    """The files in a folder and those below it, in a stable order; hidden ones are passed over."""
    yield from _folder(Path(folder), limits)


def _folder(path: Path, limits: Limits) -> Iterator[Input | InputError]:
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(clean_line(str(path)), unreadable(error))
        return
    folders = []
    for entry in found:
        if entry.name.startswith("."):
            continue
        try:
            # links to folders are not followed: they may lead round in a circle
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.is_file():
                yield _file(Path(entry.path), named=False, limits=limits)
        except OSError as error:
            yield InputError(clean_line(entry.path), unreadable(error))
    for folder in folders:
        yield from _folder(folder, limits)


def _file(path: Path, *, named: bool, limits: Limits) -> Input:
    return Input(origin=str(path), name=path.name, path=path, named=named, limits=limits)


def only_articles(outcomes: Iterable[Outcome]) -> list[Article]:
    """The articles among outcomes."""
    return [outcome for outcome in outcomes if isinstance(outcome, Article)]
