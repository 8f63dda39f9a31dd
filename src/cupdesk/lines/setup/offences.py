"""The offence catalogue: what decisions are taken for, with article, usual sanction and wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cupdesk.lines.again import sanction_form
from cupdesk.lines.measures import DECISION_WORDS, read_sanctions
from cupdesk.lines.offences import free_offence_code
from cupdesk.lines.reading import Refused
from cupdesk.lines.setup.register import MOST_NAMED, Field, Refusal, Texts, session_said
from cupdesk.lines.typed import fold
from cupdesk.rules.edits import SetOffence
from cupdesk.rules.model import Offence, Season
from cupdesk.rules.session import GRID_SANCTIONS, Sanction, Text
from cupdesk.rules.uses import decisions_on
from cupdesk.words.names import listed

if TYPE_CHECKING:
    from cupdesk.rules.edits import Edit
    from cupdesk.words import Words

_BETWEEN = re.compile(r"[\s,;/·]+")
_SHORT = re.compile(r"[^\W\d_][^\s]{0,7}")


class Offences:
    """The catalogue of the season; a code stays, decisions know an offence by it."""

    name = "offences"
    fields: tuple[Field, ...] = (
        Field("name_fr", ("offence", "infraction", "name", "nom", "name fr", "nom fr", "libelle"), needed=True),
        Field("name_en", ("name en", "nom en", "offence in english", "english")),
        Field("article", ("article", "art", "rule", "regulation", "reglement")),
        Field("usual", ("sanction", "usual sanction", "sanction usuelle", "penalty", "penalite", "bareme")),
        Field("short_forms", ("short forms", "short", "abbreviation", "abreviations", "code", "codes", "raccourci")),
        Field("wording_fr", ("wording", "text", "texte", "motif", "text fr")),
        Field("wording_en", ("wording en", "text en", "texte en")),
        Field("decisions", shown=True),
    )

    def rows(self, season: Season) -> tuple[Offence, ...]:
        """The offences, in order."""
        return season.offences

    def texts(self, season: Season, row: Offence, words: Words) -> Texts:
        """What each cell says; sanctions in the forms of the decision line."""
        french = words.language == "fr"
        return {
            "name_fr": row.name.fr,
            "name_en": row.name.en,
            "article": row.article,
            "usual": " ".join(sanction_form(each, french=french) for each in row.usual),
            "short_forms": " ".join(row.short),
            "wording_fr": row.text.fr if row.text else "",
            "wording_en": row.text.en if row.text else "",
            "decisions": str(len(decisions_on(season, row.code)) or ""),
        }

    def find(self, season: Season, texts: Texts) -> Offence | None:
        """The offence of this name in either language."""
        wanted = {fold(" ".join(texts[key].split())) for key in ("name_fr", "name_en")} - {""}
        return next((row for row in season.offences if wanted & {fold(row.name.fr), fold(row.name.en)}), None)

    def edits(self, season: Season, was: Offence | None, texts: Texts, words: Words) -> tuple[Edit, ...]:
        """The offence as the row says."""
        in_french = " ".join(texts["name_fr"].split())
        in_english = " ".join(texts["name_en"].split()) or in_french
        others = [row for row in season.offences if row is not was]
        for key, name in (("name_fr", in_french), ("name_en", in_english)):
            if any(fold(name) in (fold(row.name.fr), fold(row.name.en)) for row in others):
                raise Refusal("setup.refused.offence_twice", key, name=name)
        wording = texts["wording_fr"].strip() or texts["wording_en"].strip()
        now = Offence(
            was.code if was is not None else free_offence_code(season, in_english),
            Text(in_french, in_english),
            texts["article"].strip(),
            Text(wording, texts["wording_en"].strip() or wording) if wording else None,
            _short_forms(texts["short_forms"], others),
            _usual(texts["usual"]),
        )
        return () if now == was else (SetOffence(now.code, now),)

    def removal(self, season: Season, row: Offence, words: Words) -> tuple[Edit, ...]:
        """The offence out of the catalogue; refused while decisions are on it."""
        found = decisions_on(season, row.code)
        if found:
            said = listed(
                [
                    words("setup.decision_at", number=n, session=session_said(season, ref, words))
                    for ref, n in found[:MOST_NAMED]
                ],
                words,
            )
            raise Refusal("setup.refused.offence_used", "name_fr", name=row.name[words.language], where=said)
        return (SetOffence(row.code),)

    def choices(self, season: Season, field: str, words: Words) -> tuple[str, ...]:
        """Free text."""
        return ()


def _short_forms(text: str, others: list[Offence]) -> tuple[str, ...]:
    """The forms typed for an offence; each begins with a letter, means nothing else and belongs to one offence."""
    found: list[str] = []
    for form in filter(None, _BETWEEN.split(text.strip())):
        if not _SHORT.fullmatch(form) or fold(form) in DECISION_WORDS:
            raise Refusal("setup.refused.short_form", "short_forms", text=form)
        owner = next((row for row in others if fold(form) in (fold(row.code), *map(fold, row.short))), None)
        if owner is not None:
            raise Refusal("setup.refused.short_form_taken", "short_forms", text=form, name=owner.name.fr)
        if fold(form) not in map(fold, found):
            found.append(form)
    return tuple(found)


def _usual(text: str) -> tuple[Sanction, ...]:
    """The usual sanction, as typed on the decision line; those of the grid stand alone."""
    try:
        found = read_sanctions(text)
    except Refused as refused:
        raise Refusal("setup.refused.usual", "usual", text=text.strip()) from refused
    on_grid = [sanction.kind in GRID_SANCTIONS for sanction in found]
    if any(on_grid) and not all(on_grid):
        raise Refusal("lines.grid_apart", "usual")
    return found
