from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kurilreader.desk import Desk
from kurilreader.desk.briefing import Briefing
from kurilreader.desk.composing import compose
from kurilreader.desk.documents import markdown, record, renderer, template_folder
from kurilreader.domain import (
    Analysis,
    Article,
    Kind,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
    TemplateError,
    article_id,
)
from kurilreader.domain.printable import is_printable, printable
from kurilreader.domain.record import Ask, Stated, StatementAt
from kurilreader.domain.review import Judgement, Verdict
from kurilreader.domain.tables import cell
from kurilreader.library import Library

Put = Callable[..., int]

HOSTILE = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "Cc", "Cf")) | st.sampled_from("<>&\"'`*_[]=#\n"),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(printable(text).strip(" …")))


class Text(HTMLParser):
    """What a browser would show, the tags it would see, and its links."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.shown = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.shown += data


def put_article(library: Library, text: str, *contents: str, title: str = "T", address: str | None = None) -> int:
    """An article with one statement of Japan for each of these stretches of it."""
    article = Article(article_id(text + title), title, text, "Wire", None, "2024-02-01", "en", address)
    number = library.add(article).number
    found = []
    for place, content in enumerate(contents, 1):
        at = text.index(content)
        speaker = Speaker(0, 1, text[:1], "Aki Mori", "envoy")
        span = Span(at, at + len(content))
        found.append(
            Statement(f"s{place}", "JP", speaker, None, (span,), content, Quote.INDIRECT, Kind.DEMAND, ("visits",))
        )
    positions = tuple(Position("JP", "Japan", s.topics, s.kind, s.text[:140], (s.id,)) for s in found)
    library.put_analysis(number, Analysis("test", (), tuple(found), positions))
    return number


def made(library: Library, *lines: Stated) -> Briefing:
    return compose(lines, library, party=str, topic=str, title="A briefing", asked="Asked")


def line(number: int, text: str, *, place: int = 0, **others: object) -> Stated:
    given = {
        "at": StatementAt(number, place), "id": f"s{place + 1}", "article_id": "x", "title": "", "source": "Wire",
        "published": "2024-02-01", "party": "JP", "speaker": "Aki Mori", "kind": Kind.DEMAND, "topics": ("visits",),
        "text": text, "content": (Span(0, len(text)),), "quote": Quote.INDIRECT, "negated": False, **others,
    }  # fmt: skip
    return Stated(**given)  # type: ignore[arg-type]


def judged(verdict: Verdict, reviewer: str = "ana", note: str = "") -> Judgement:
    return Judgement(verdict, reviewer, "2024-03-01T10:00:00Z", note=note)


def test_statements_stand_by_party_and_topic_newest_first_with_their_sources(desk: Desk, put: Put) -> None:
    put("Old refusal.", ("RU", "visits", Kind.REFUSAL), published="2020-01-01")
    put("New offer.", ("RU", "visits", Kind.OFFER), ("JP", "fish", Kind.CLAIM), published="2022-01-01")
    put("Fish.", ("RU", "fish", Kind.CLAIM), (None, "fish", Kind.CLAIM), published="2021-01-01")
    found = json.loads(desk.briefing(Ask(), "json"))
    assert found["schema"] == "kurilreader.briefing/1"
    assert [(p["party"], [(t["topic"], len(t["statements"])) for t in p["topics"]]) for p in found["parties"]] == [
        ("RU", [("visits", 2), ("fish", 1)]),
        ("JP", [("fish", 1)]),
    ]
    visits = found["parties"][0]["topics"][0]
    assert [each["quote"] for each in visits["statements"]] == ["New offer.", "Old refusal."]
    assert (visits["since"], visits["until"]) == ("2020-01-01", "2022-01-01")
    assert visits["kinds"] == {"offer": 1, "refusal": 1}
    assert [each["number"] for each in found["sources"]] == [1, 2, 3]
    assert visits["statements"][0]["sources"] == found["parties"][1]["topics"][0]["statements"][0]["sources"] == [1]


def test_a_question_chooses_by_party_topic_days_and_query(desk: Desk, put: Put) -> None:
    put("Alpha visits.", ("RU", "visits", Kind.REFUSAL), published="2020-05-01")
    put("Beta visits.", ("JP", "visits", Kind.DEMAND), published="2021-05-01")
    put("Gamma fish.", ("JP", "fish", Kind.OFFER), published="2022-05-01")
    desk.catch_up()

    def quotes(**asked: str) -> list[str]:
        found = json.loads(desk.briefing(Ask(**asked), "json"))  # type: ignore[arg-type]
        return sorted(s["quote"] for p in found["parties"] for t in p["topics"] for s in t["statements"])

    assert quotes(party="JP") == ["Beta visits.", "Gamma fish."]
    assert quotes(topic="visits") == ["Alpha visits.", "Beta visits."]
    assert quotes(since="2021") == ["Beta visits.", "Gamma fish."]
    assert quotes(until="2021") == ["Alpha visits.", "Beta visits."]
    assert quotes(query="kind:demand OR kind:offer", until="2021-12") == ["Beta visits."]
    assert quotes(query="nothingofthesort") == []


def test_chosen_statements_may_be_other_voices_and_what_is_gone_is_passed_over(desk: Desk, put: Put) -> None:
    number = put("A fisher speaks.", (None, "fish", Kind.CLAIM), ("JP", "fish", Kind.CLAIM), published="2022-05-01")
    chosen = [StatementAt(number, 0), StatementAt(number, 0), StatementAt(number, 7), StatementAt(999, 0)]
    found = json.loads(desk.briefing(chosen, "json"))
    assert [(p["party"], p["name"]) for p in found["parties"]] == [(None, "Other voices")]
    assert len(found["parties"][0]["topics"][0]["statements"]) == 1


def test_quotes_are_the_very_words_with_the_sentence_around_them(library: Library) -> None:
    text = "First one. The envoy asked,\nthen  left: open the cape! Last."
    number = put_article(library, text, "open the cape")
    (entry,) = made(
        library, line(number, "", content=(Span(15, 20), Span(text.index("open"), text.index("!"))))
    ).entries
    assert entry.quote == "envoy … open the cape"
    assert "".join(piece for piece, _ in entry.context) == "The envoy asked, then left: open the cape!"
    assert [piece for piece, stated in entry.context if stated] == ["envoy", "open the cape"]
    assert (entry.speaker, entry.role) == ("Aki Mori", "envoy")


def test_long_sentences_are_cut_around_the_quote(library: Library) -> None:
    text = "word " * 500 + "open the cape" + " word" * 500
    number = put_article(library, text, "open the cape")
    at = text.index("open")
    (entry,) = made(library, line(number, "", content=(Span(at, at + 13),))).entries
    assert len("".join(piece for piece, _ in entry.context)) < 650
    assert entry.quote == "open the cape"


def test_verdicts_are_respected(library: Library) -> None:
    number = put_article(library, "Open the cape.", "Open the cape")
    wrong = line(number, "Open", judgements=(judged(Verdict.WRONG), judged(Verdict.RIGHT)))
    unsure = line(number, "Open", judgements=(judged(Verdict.RIGHT), judged(Verdict.UNSURE, "bo", "whose?")))
    settled = line(number, "Open the", judgements=(judged(Verdict.RIGHT), judged(Verdict.UNSURE)))
    briefing = made(library, wrong, unsure, settled)
    assert [(entry.unsure, entry.notes) for entry in briefing.entries] == [(True, ("whose?",)), (False, ())]
    text = "".join(renderer("md")(briefing))
    assert text.count("(unsure)") == 1
    assert "Note: whose?" in text
    assert "".join(renderer("html")(briefing)).count('class="unsure"') == 1


def test_each_outlet_that_carried_it_is_cited(library: Library) -> None:
    first = put_article(library, "Open the cape.", "Open the cape", title="A", address="https://a.test/x?a=1&lt;=2")
    second = put_article(library, "Open the cape. Now.", "Open the cape", title="B", address="javascript:alert(1)")
    twice = line(first, "Open", others=(StatementAt(second, 0), StatementAt(4711, 0)), outlets=("Wire", "Post"))
    briefing = made(library, twice)
    (entry,) = briefing.entries
    assert (entry.citations, entry.outlets) == ((1, 2), ("Wire", "Post"))
    assert [source.link for source in briefing.sources] == ["https://a.test/x?a=1&lt;=2", None]
    page = Text("".join(renderer("html")(briefing)))
    assert "https://a.test/x?a=1&lt;=2" in page.links
    assert not [link for link in page.links if link.startswith("javascript")]
    rendered = MarkdownIt().render("".join(renderer("md")(briefing)))
    assert Text(rendered).links == ["https://a.test/x?a=1%26lt;=2"]
    (row,) = list(csv.DictReader(io.StringIO("".join(renderer("csv")(briefing)))))
    assert (row["also_in"], row["outlets"]) == (briefing.sources[1].article, "Wire; Post")


def check_numbers(briefing: Briefing) -> None:
    assert [source.number for source in briefing.sources] == list(range(1, len(briefing.sources) + 1))
    cited = [number for entry in briefing.entries for number in entry.citations]
    assert list(dict.fromkeys(cited)) == [source.number for source in briefing.sources]
    assert all(entry.citations for entry in briefing.entries)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.data())
def test_every_number_has_its_source_and_every_source_its_number(library: Library, data: st.DataObject) -> None:
    numbers = [put_article(library, f"Text {place}.", "Text", title=f"T{place}") for place in range(4)]
    places = st.sampled_from(numbers)
    drawn = data.draw(
        st.lists(st.tuples(places, st.lists(places, max_size=3), st.sampled_from(["JP", "RU", None]),
                           st.sampled_from(["visits", "fish", ""]), st.booleans()), max_size=12)
    )  # fmt: skip
    lines = [
        line(
            number, "Text", party=party, topics=(topic,) if topic else (),
            others=tuple(StatementAt(other, 0) for other in others),
            judgements=(judged(Verdict.WRONG),) if wrong else (),
        )
        for number, others, party, topic, wrong in drawn
    ]  # fmt: skip
    briefing = made(library, *lines)
    assert briefing.count == len(list(briefing.entries)) == sum(not wrong for *_, wrong in drawn)
    check_numbers(briefing)
    html = Text("".join(renderer("html")(briefing)))
    assert {link.removeprefix("#") for link in html.links} == set(html.ids)
    text = "".join(renderer("md")(briefing))
    body, _, sources = text.partition("\n## Sources\n")
    assert set(re.findall(r" \[(\d+)\]", body)) == set(re.findall(r"^(\d+)\. ", sources, re.M))
    rows = list(csv.reader(io.StringIO("".join(renderer("csv")(briefing)))))
    assert len(rows) == 1 + briefing.count
    assert json.loads("".join(renderer("json")(briefing))) == json.loads(json.dumps(record(briefing)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(title=HOSTILE, words=HOSTILE)
def test_hostile_words_stay_words_in_every_form(library: Library, title: str, words: str) -> None:
    plain = " ".join(words.split())
    number = put_article(library, plain or "x", plain[:1] or "x", title=title)
    stated = line(number, plain, speaker=words, outlets=(words,), content=(Span(0, len(plain)),))
    briefing = made(library, stated)
    calm = made(library, line(number, plain, speaker="calm", outlets=("calm",), content=(Span(0, len(plain)),)))
    for form in ("md", "html", "json", "csv"):
        document = "".join(renderer(form)(briefing))
        assert all(is_printable(each) for each in document.split("\n")), form
    html = "".join(renderer("html")(briefing))
    assert Text(html).tags == Text("".join(renderer("html")(calm))).tags
    for row in csv.reader(io.StringIO("".join(renderer("csv")(briefing)))):
        assert not [value for value in row if re.match(r"\s*[=+\-@＝＋－＠]", value)]


@given(HOSTILE)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    shown = Text(MarkdownIt().render("x " + markdown(text)))
    assert shown.shown.split() == ["x", *printable(text).split()]
    assert shown.tags == ["p"]
    assert set(Text(MarkdownIt().render(markdown(text.lstrip()))).tags) <= {"p"}


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not re.match(r"\s*[=+\-@＝＋－＠]", cell(text))
    assert cell(text).removeprefix("'") == printable(text).removeprefix("'")


# --- templates of one's own


def own(name: str, text: str) -> Path:
    template_folder().mkdir(parents=True, exist_ok=True)
    path = template_folder() / name
    path.write_text(text, "utf-8")
    return path


def test_a_template_of_one_s_own(desk: Desk, put: Put) -> None:
    put("Open *now*.", ("JP", "visits", Kind.DEMAND), published="2020-01-01")
    path = own("short.md.j2", "{% for e in briefing.entries %}{{ e.quote }} {{ e.quote | safe }}{% endfor %}")
    assert [(each.name, each.form, each.path) for each in desk.templates()] == [
        ("briefing", "html", None),
        ("briefing", "md", None),
        ("short", "md", path),
    ]
    assert desk.briefing(Ask(), template="short") == r"Open \*now\*. Open *now*."


def test_the_template_in_the_manual_works(desk: Desk, put: Put) -> None:
    put("Open the cape.", ("JP", "visits", Kind.DEMAND), published="2020-01-01")
    manual = (Path(__file__).parents[2] / "docs" / "briefing.md").read_text("utf-8")
    own("short.md.j2", "{% for party" + manual.partition("```\n{% for party")[2].partition("```")[0])
    assert desk.briefing(Ask(), template="short") == (
        "* Japan on visits: Open the cape. [1]\n1. Open the cape., Wire, 2020-01-01\n"
    )


def test_a_template_may_build_on_a_shipped_one_of_its_name(desk: Desk) -> None:
    own("briefing.html.j2", '{% include "shipped/briefing.html.j2" %}<!-- mine -->')
    assert desk.briefing(Ask(), "html").endswith("</html>\n<!-- mine -->")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("one\n{% if %}", r"bad\.md\.j2, line 2: Expected an expression"),
        ("one\n\n{{ briefing.tilte }}", r"bad\.md\.j2, line 3: .*no attribute 'tilte'"),
        ("{{ 1 // 0 }}", r"bad\.md\.j2, line 1: ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", r"bad\.md\.j2, line 1: .*unsafe"),
        ('\n{% include "../secret" %}', r"bad\.md\.j2, line 2: there is no template"),
        ("{% for x in range(10**9) %}{% endfor %}", r"bad\.md\.j2, line 1: OverflowError"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_with_file_and_line(desk: Desk, text: str, told: str) -> None:
    own("bad.md.j2", text)
    with pytest.raises(TemplateError, match=told):
        desk.briefing(Ask(), template="bad")


def test_a_template_or_form_nobody_knows(desk: Desk) -> None:
    with pytest.raises(TemplateError, match="did you mean 'briefing'"):
        desk.briefing(Ask(), template="breifing")
    with pytest.raises(TemplateError, match="csv takes no template"):
        desk.briefing(Ask(), "csv", "briefing")
    with pytest.raises(TemplateError, match="no form is called 'pdf'"):
        desk.briefing(Ask(), "pdf")
