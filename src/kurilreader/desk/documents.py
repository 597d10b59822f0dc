"""Briefings written down: Markdown and HTML by templates, JSON, CSV.

Whatever a template prints of an article is made harmless for the form it is in; templates run in a sandbox.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kurilreader.desk.briefing import FORMS, Briefing, Entry, Source, TemplateInfo
from kurilreader.domain import TemplateError
from kurilreader.domain.printable import is_printable, printable
from kurilreader.domain.tables import cell
from kurilreader.settings import dossier_folder

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateSyntaxError

SCHEMA = "kurilreader.briefing/1"
#: the shipped template
STANDARD = "briefing"
COLUMNS = (
    "party", "name", "topics", "kind", "date", "speaker", "role", "quote", "form", "outlets", "title", "link",
    "article", "also_in", "statement", "unsure", "notes",
)  # fmt: skip

_SUFFIXES = {".md.j2": "md", ".html.j2": "html"}
_PIECE = 64
# What Markdown gives a meaning anywhere in a line, and at its beginning.
_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]")
_LEADS = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")

Render = Callable[[Briefing], Iterator[str]]


def template_folder() -> Path:
    """Where a user's own templates are looked for."""
    return dossier_folder().parent / "templates"


def templates() -> list[TemplateInfo]:
    """The shipped templates and the user's own, by name; one's own takes the place of a shipped one of its name."""
    found: dict[tuple[str, str], TemplateInfo] = {}
    own = sorted(template_folder().glob("*.j2")) if template_folder().is_dir() else []
    shipped = files("kurilreader.templates").iterdir()
    for name, path in [*((each.name, None) for each in shipped), *((path.name, path) for path in own)]:
        for suffix, form in _SUFFIXES.items():
            if name.endswith(suffix) and name != suffix:
                stem = name.removesuffix(suffix)
                found[stem, form] = TemplateInfo(stem, form, path)
    return [found[key] for key in sorted(found)]


def renderer(form: str, template: str = "") -> Render:
    """What writes a briefing in a form; raises `TemplateError` before anything is gathered."""
    if form not in FORMS:
        raise TemplateError(f"no form is called {form!r}", f"forms are {', '.join(FORMS)}")
    if form in ("json", "csv"):
        if template:
            raise TemplateError(f"{form} takes no template", "templates are for md and html")
        return _as_json if form == "json" else _as_csv
    return _templated(form, template or STANDARD)


# --- templates


def _templated(form: str, name: str) -> Render:
    from jinja2 import TemplateError as JinjaError

    known = {info.name for info in templates() if info.form == form}
    if name not in known:
        near = get_close_matches(name, sorted(known), 1)
        raise TemplateError(
            f"no {form} template is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            f"known: {', '.join(sorted(known))}; your own lie in {template_folder()} as NAME.{form}.j2",
        )
    environment = _environment(form)
    file = f"{name}.{form}.j2"
    try:
        template = environment.get_template(file)
    except JinjaError as error:
        raise _explained(error, file) from error

    def render(briefing: Briefing) -> Iterator[str]:
        pieces = template.generate(briefing=briefing)
        try:
            while piece := "".join(islice(pieces, _PIECE)):
                yield piece
        except Exception as error:
            # A template is a user's program: whatever it raises is told with its file and line.
            raise _explained(error, file) from error

    return render


def _environment(form: str) -> Environment:
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    shipped = PackageLoader("kurilreader", "templates")
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(template_folder()), shipped, PrefixLoader({"shipped": shipped})]),
        autoescape=form == "html",
        undefined=StrictUndefined,
        finalize=_one_line if form == "html" else _plain_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["url"] = _url if form == "html" else _markdown_url
    return environment


def _one_line(value: object) -> object:
    """What is printed in HTML, before it is escaped: without line breaks and what a reader cannot see."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _plain_markdown(value: object) -> object:
    """What is printed in Markdown: its marks escaped unless the template calls it safe."""
    return markdown(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    line = _MARKS.sub(r"\\\g<0>", printable(text))
    return _LEADS.sub(lambda match: match[1] + (match[2] + "\\" if match[2].isdigit() else "\\" + match[2]), line)


def _url(address: str) -> str:
    """An address with all that does not belong in one encoded."""
    return quote(address, safe="/:?#@!$&'*+,;=%~._-")


def _markdown_url(address: str) -> object:
    from markupsafe import Markup

    # An entity in a link destination would be resolved.
    return Markup(_url(address).replace("&", "%26") if ";" in address else _url(address))


def _explained(error: Exception, file: str) -> TemplateError:
    """The file and line of a template in which something went wrong, and what."""
    from jinja2 import TemplateNotFound

    name, line = file, None
    if (wrong := _syntax(error)) is not None:
        name, line = wrong.filename or wrong.name or file, wrong.lineno
    else:
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code.co_filename
            if code.endswith(".j2"):
                name, line = code, trace.tb_lineno
            trace = trace.tb_next
    reason = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else str(error)
    what = "" if hasattr(error, "message") else f"{type(error).__name__}: "
    return TemplateError(f"{name}{f', line {line}' if line else ''}: {what}{reason.splitlines()[0] if reason else ''}")


def _syntax(error: Exception) -> TemplateSyntaxError | None:
    from jinja2 import TemplateSyntaxError

    return error if isinstance(error, TemplateSyntaxError) else None


# --- JSON and CSV


def record(briefing: Briefing) -> dict[str, Any]:
    """A briefing as `kurilreader.briefing/1`."""
    return {
        "schema": SCHEMA,
        "title": briefing.title,
        "asked": briefing.asked,
        "made": briefing.made,
        "parties": [
            {
                "party": party.id or None,
                "name": party.name,
                "topics": [
                    {
                        "topic": topic.id or None,
                        "name": topic.name,
                        "since": topic.since,
                        "until": topic.until,
                        "kinds": dict(topic.kinds),
                        "statements": [_statement(entry) for entry in topic.entries],
                    }
                    for topic in party.topics
                ],
            }
            for party in briefing.parties
        ],
        "sources": [asdict(source) for source in briefing.sources],
    }


def _statement(entry: Entry) -> dict[str, Any]:
    return {
        "statement": entry.id,
        "kind": entry.kind,
        "topics": entry.topics,
        "speaker": entry.speaker,
        "role": entry.role,
        "published": entry.published,
        "quote": entry.quote,
        "context": entry.context,
        "form": entry.form,
        "content": entry.content,
        "outlets": entry.outlets,
        "sources": entry.citations,
        "unsure": entry.unsure,
        "notes": entry.notes,
    }


def _as_json(briefing: Briefing) -> Iterator[str]:
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(record(briefing))
    while piece := "".join(islice(pieces, 16 * _PIECE)):
        # Line breaks are the encoder's own: those in a text are escaped already.
        yield (
            piece
            if is_printable(piece.replace("\n", ""))
            else "".join(c if c == "\n" or is_printable(c) else json.dumps(c)[1:-1] for c in piece)
        )
    yield "\n"


def _as_csv(briefing: Briefing) -> Iterator[str]:
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(COLUMNS)
    rows = ((party.name, entry) for party in briefing.parties for topic in party.topics for entry in topic.entries)
    while some := list(islice(rows, _PIECE)):
        for name, entry in some:
            table.writerow(map(cell, _row(name, entry, [briefing.sources[place - 1] for place in entry.citations])))
        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _row(name: str, entry: Entry, sources: Sequence[Source]) -> tuple[str, ...]:
    own, *others = sources
    return (
        entry.party or "",
        name,
        " ".join(entry.topics),
        entry.kind,
        entry.day or "",
        entry.speaker or "",
        entry.role or "",
        entry.quote,
        entry.form,
        "; ".join(entry.outlets),
        own.title,
        own.link or "",
        own.article,
        " ".join(source.article for source in others),
        entry.id,
        "yes" if entry.unsure else "",
        "; ".join(entry.notes),
    )
