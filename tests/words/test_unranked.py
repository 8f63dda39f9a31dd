"""A name without a place (excluded, or too few starts) stands last, printed with no number, in every form."""

from __future__ import annotations

import pytest

from cupdesk.resources import resource
from cupdesk.rules.book import Book
from cupdesk.seasons.examples import read_example
from cupdesk.words import Words
from cupdesk.words.reasons import standing_reason


@pytest.mark.parametrize(
    ("code", "key", "said"),
    [
        (
            "excluded-team",
            "zwart",
            {
                "en": "excluded from the championship: Technical infringement",
                "fr": "exclu du championnat : Infraction technique",
            },
        ),
        (
            "minimum-starts",
            "roux",
            {"en": "without a place: fewer than 2 starts", "fr": "non classé : moins de 2 départs"},
        ),
        (
            "minimum-rounds",
            "roux",
            {"en": "without a place: fewer than 2 rounds started", "fr": "non classé : moins de 2 épreuves disputées"},
        ),
    ],
)
def test_the_reason_says_why(code: str, key: str, said: dict[str, str]) -> None:
    book = Book(read_example(resource("examples", f"{code}.toml")).season)
    table = book.standings("overall")
    row = table.row(key)
    assert row is not None
    for language, words in said.items():
        assert words in standing_reason(book, table, row, Words(language)).replace("\u00a0", " ")
