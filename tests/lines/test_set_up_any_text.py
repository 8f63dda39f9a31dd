"""Whatever is typed or pasted into the season's tables is taken or refused in words; what is taken holds together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cupdesk.lines.setup.calendar import Rounds, Sessions
from cupdesk.lines.setup.cup import Cup
from cupdesk.lines.setup.entries import Entries, Exceptions
from cupdesk.lines.setup.offences import Offences
from cupdesk.lines.setup.paste import read_block
from cupdesk.lines.setup.people import Drivers, Teams
from cupdesk.lines.setup.records import Adjustments, Awards, Honours, Officials
from cupdesk.lines.setup.register import Refusal, Register, row_edits
from cupdesk.resources import resource
from cupdesk.rules.edits import apply
from cupdesk.seasons.checks import check
from cupdesk.seasons.file import dump, load
from cupdesk.words import Words

FR = Words("fr")
SEASON = load(resource("seasons", "pccf-2023.json"))
REGISTERS: tuple[Register, ...] = (
    Entries(), Exceptions(), Drivers(), Teams(), Rounds(), Sessions(), Awards(), Honours(), Officials(), Adjustments(),
    Offences(), Cup(),
)  # fmt: skip
ODD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
LIKELY = st.sampled_from(
    ["7", "77", "Boccolacci", "Ada Bell / Ben Carr", "Pro", "oui", "MNZ", "R1", "Course", "1/2", "28,5"]
)
CELLS = st.one_of(ODD, LIKELY)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_any_text_in_any_cell(data: st.DataObject) -> None:
    register = data.draw(st.sampled_from(REGISTERS))
    values = register.rows(SEASON)
    was = data.draw(st.sampled_from([None, *values[:4]]))
    texts = {} if was is None else register.texts(SEASON, was, FR)
    for field in register.fields:
        if was is None or data.draw(st.integers(0, 3)) == 0:
            texts[field.key] = data.draw(CELLS)
    refused = None
    try:
        after = apply(SEASON, *row_edits(register, SEASON, was, texts, FR))
    except Refusal as refusal:
        refused = refusal
    if refused is not None:
        assert FR(refused.key, **refused.values)
        assert any(field.key == refused.field for field in register.fields)
        return
    check(after)
    assert load(dump(after)) == after


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REGISTERS), st.lists(st.lists(CELLS, max_size=6), max_size=5), st.sampled_from(["\t", ";"]))
def test_any_block(register: Register, rows: list[list[str]], separator: str) -> None:
    pasted = read_block(register, SEASON, "\n".join(separator.join(row) for row in rows), FR)
    after = apply(SEASON, *pasted.edits)
    check(after)
    assert load(dump(after)) == after
