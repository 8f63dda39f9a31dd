"""The catalogue of offences, the cup itself and the roll of honour of whatever a championship ranks, as they are written and pasted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupdesk.lines.setup.cup import Cup
from cupdesk.lines.setup.entries import Entries
from cupdesk.lines.setup.paste import Verdict, read_block
from cupdesk.lines.setup.register import Refusal
from cupdesk.rules.edits import AddDecision, apply
from cupdesk.rules.model import Honour, Season
from cupdesk.rules.regulations import Ranks
from cupdesk.rules.session import Decision, Sanction, SanctionKind, Text
from cupdesk.rules.uses import records_of
from cupdesk.seasons.checks import check
from cupdesk.words import Words
from tests.lines.test_set_up import BY_NAME, EN, LIST, edits, empty, refused, two, with_row

__all__ = ["empty", "two"]


# -- the offence catalogue


def test_an_offence_has_article_usual_sanction_and_forms(empty: Season) -> None:
    after = with_row(
        empty,
        "offences",
        name_fr="Sortie des stands",
        name_en="Pit exit",
        article="12.4",
        usual="dt 28 rep",
        short_forms="st, px",
    )
    made = after.offences[-1]
    assert (made.code, made.name, made.article) == ("pit_exit", Text("Sortie des stands", "Pit exit"), "12.4")
    assert made.usual == (Sanction(SanctionKind.DRIVE_THROUGH, ms=28_000), Sanction(SanctionKind.REPRIMAND))
    assert (made.short, made.text) == (("st", "px"), None)
    row = len(after.offences) - 1
    worded = with_row(after, "offences", row, wording_en="Crossed the line", usual="", article="12.5")
    changed = worded.offences[row]
    assert (changed.text, changed.usual) == (Text("Crossed the line", "Crossed the line"), ())
    assert changed.code == "pit_exit"
    assert with_row(worded, "offences", row, name_fr="Sortie").offences[row].name == Text("Sortie", "Pit exit")


@pytest.mark.parametrize(
    ("texts", "field", "sentence"),
    [
        ({"name_fr": "Faux départ"}, "name_fr", "Faux départ is in the catalogue already."),
        ({"name_fr": "X", "name_en": "false start"}, "name_en", "false start is in the catalogue already."),
        ({"name_fr": "X", "short_forms": "fd"}, "short_forms", '"fd" already stands for Faux départ.'),
        ({"name_fr": "X", "short_forms": "dq"}, "short_forms", None),
        ({"name_fr": "X", "short_forms": "7x"}, "short_forms", None),
        ({"name_fr": "X", "usual": "zz"}, "usual", None),
        ({"name_fr": "X", "usual": "+5 g3"}, "usual", None),
        ({"name_fr": ""}, "name_fr", "Missing: Name."),
    ],
)
def test_what_an_offence_cannot_be(empty: Season, texts: dict[str, str], field: str, sentence: str | None) -> None:
    where, said = refused(empty, "offences", None, **texts)
    assert where == field
    assert sentence in (None, said)


def test_an_offence_stays_while_decisions_are_on_it(two: Season) -> None:
    ref = next(ref for ref, _, _ in two.sessions())
    decided = apply(two, AddDecision(ref, Decision(4, ("7",), "false_start")))
    register = BY_NAME["offences"]
    with pytest.raises(Refusal) as caught:
        register.removal(decided, decided.offences[0], EN)
    assert EN(caught.value.key, **caught.value.values).startswith("False start stays in the catalogue: decision 4, ")
    assert register.texts(decided, decided.offences[0], EN)["decisions"] == "1"
    gone = apply(two, *register.removal(two, two.offences[0], EN))
    assert "false_start" not in [offence.code for offence in gone.offences]


def test_a_list_of_offences_is_pasted_with_its_heads(empty: Season) -> None:
    block = "Infraction\tArticle\tSanction usuelle\nFaux départ\tR-2\t+10\nCarburant\tT-9\tdq\n"
    pasted = read_block(BY_NAME["offences"], empty, block, Words("fr"))
    assert [row.verdict for row in pasted.rows] == [Verdict.CHANGED, Verdict.NEW]
    after = apply(empty, *pasted.edits)
    check(after)
    assert (after.offences[0].code, after.offences[0].article, after.offences[0].usual) == (
        "false_start", "R-2", (Sanction(SanctionKind.TIME, ms=10_000),),
    )  # fmt: skip
    assert after.offences[-1].name == Text("Carburant", "Carburant")


# -- the cup


def test_the_cup_and_its_year_are_written_and_the_code_stays(empty: Season) -> None:
    after = with_row(empty, "cup", 0, cup="Trophée  d’essai", year="2031")
    assert (after.cup, after.year, after.code) == ("Trophée d’essai", 2031, empty.code)
    assert edits(empty, "cup", 0) == ()
    honoured = replace(empty, honours=(Honour(2020, empty.regulations.championships[0].code, "x"),))
    assert refused(honoured, "cup", 0, year="2020") == (
        "year",
        "2020 does not follow the roll of honour, which goes to 2020.",
    )
    assert refused(empty, "cup", 0, year="20x")[0] == "year"
    assert refused(empty, "cup", None, cup="Another", year="2030")[0] == "cup"
    with pytest.raises(Refusal):
        Cup().removal(empty, empty, EN)
    assert Cup().choices(empty, "cup", EN) == ()


# -- the roll of honour


@pytest.mark.parametrize(
    ("ranks", "typed", "name", "shown"),
    [
        (Ranks.CREW, "Benjamin Paque / Dorian Boccolacci", "boccolacci+paque", "Dorian Boccolacci / Benjamin Paque"),
        (Ranks.TEAM, "clrt", "clrt", "CLRT"),
        (Ranks.MANUFACTURER, " porsche ", "Porsche", "Porsche"),
        (Ranks.MANUFACTURER, "Alpine", "Alpine", "Alpine"),
        (Ranks.CAR, " 07 ", "07", "07"),
        (Ranks.NATION, "fr", "FRA", "FRA"),
        (Ranks.DRIVER, "boccolacci dorian", "boccolacci", "Dorian Boccolacci"),
    ],
)
def test_whatever_is_ranked_is_on_the_roll_by_its_name(
    two: Season, ranks: Ranks, typed: str, name: str, shown: str
) -> None:
    first, *others = two.regulations.championships
    rules = replace(two.regulations, championships=(replace(first, ranks=ranks), *others))
    season = replace(two, regulations=rules, entries=(replace(two.entries[0], manufacturer="Porsche"), two.entries[1]))
    after = with_row(season, "honours", year="2020", championship=first.code, name=typed)
    assert after.honours == (Honour(2020, first.code, name),)
    register = BY_NAME["honours"]
    texts = register.texts(after, after.honours[0], EN)
    assert texts["name"] == shown
    assert register.find(after, texts) == after.honours[0]
    named = records_of(after, "boccolacci", team=False)
    assert named == ((first.code,) if ranks in (Ranks.CREW, Ranks.DRIVER) else ())


def test_heads_of_timing_files_are_known_in_pasted_blocks(empty: Season) -> None:
    heads = LIST.replace("No\tDriver\tNat\tTeam\tClass", "Car Nr\tDriver Name\tIOC\tEntrant\tRacer Class")
    assert apply(empty, *read_block(Entries(), empty, heads, EN).edits) == apply(
        empty, *read_block(Entries(), empty, LIST, EN).edits
    )
