from __future__ import annotations

from kurilreader.domain import Analysis, EntityType, Kind, Mention, Quote, Span, Speaker, Statement
from kurilreader.domain.correcting import with_corrections
from kurilreader.domain.review import EntityAct, EntityCorrection


def mention(start: int, text: str, entity: str, name: str, party: str | None = None) -> Mention:
    return Mention(start, start + len(text), text, EntityType.PERSON, entity, name, party)


FOUND = Analysis(
    "1",
    entities=(
        mention(0, "Orlova", "orlova", "Orlova"),
        mention(10, "Vera Orlova", "vera-orlova", "Vera Orlova", "RU"),
        mention(30, "May", "may", "May"),
    ),
    statements=(
        Statement("s1", "RU", Speaker(0, 6, "Orlova", "Orlova"), None, (Span(7, 9),), "no", Quote.DIRECT, Kind.REFUSAL),
    ),
)


def corrected(*corrections: EntityCorrection) -> list[tuple[str, str, str, str | None]]:
    found = with_corrections(FOUND, corrections)
    return [(each.text, each.entity, each.type.value, each.party) for each in found.entities]


def test_merging_takes_name_type_and_party_and_renames_who_speaks() -> None:
    merge = EntityCorrection(EntityAct.MERGE, "orlova", "vera-orlova")
    assert corrected(merge)[0] == ("Orlova", "vera-orlova", "person", "RU")
    (said,) = with_corrections(FOUND, [merge]).statements
    assert said.speaker and said.speaker.name == "Vera Orlova"


def test_merging_into_what_the_article_does_not_mention_takes_the_words() -> None:
    found = with_corrections(FOUND, [EntityCorrection(EntityAct.MERGE, "orlova", "v-orlova", "V. Orlova")])
    assert (found.entities[0].entity, found.entities[0].name) == ("v-orlova", "V. Orlova")


def test_splitting_retyping_and_never() -> None:
    split = EntityCorrection(EntityAct.SPLIT, "vera-orlova", "vera-orlova-2", "Vera Orlova")
    retype = EntityCorrection(EntityAct.RETYPE, "may", type=EntityType.DATE)
    never = EntityCorrection(EntityAct.NEVER, "", words="Orlova")
    assert corrected(split, retype, never) == [
        ("Vera Orlova", "vera-orlova-2", "person", None),
        ("May", "may", "date", None),
    ]


def test_corrections_follow_each_other() -> None:
    merge = EntityCorrection(EntityAct.MERGE, "orlova", "vera-orlova")
    retype = EntityCorrection(EntityAct.RETYPE, "vera-orlova", type=EntityType.ORGANIZATION)
    assert [what for _, _, what, _ in corrected(merge, retype)] == ["organization", "organization", "person"]


def test_what_concerns_nothing_here_changes_nothing() -> None:
    learn = EntityCorrection(EntityAct.LEARN, "RU", "Vera Orlova", "the envoy")
    other = EntityCorrection(EntityAct.MERGE, "nobody", "somebody")
    assert with_corrections(FOUND, [learn, other]) is FOUND
