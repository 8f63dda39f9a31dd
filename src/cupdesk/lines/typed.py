"""A typed line as words: blanks before signs are optional, capitals and accents do not matter, French digits need no Shift."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FRENCH_DIGITS = str.maketrans("&é\"'(-è_çà", "1234567890")
FRENCH_DIGIT_ROW = frozenset("&é\"'(-è_çà")
_PIECES = re.compile(r"\+{1,2}[^+*@/=]*|[*@/=][^+*@/=]*|[^+*@/=]+")
_BLANK_AFTER_SIGN = re.compile(r"([+*@/=])\s+")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'", "‘": "'", "″": '"', "′": "'"}
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without capitals and accents, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def digits(text: str) -> bool:
    """Whether the text is a whole number in plain digits."""
    return text.isascii() and text.isdigit()


def french_digits(word: str) -> str:
    """The digits meant by a word made only of the unshifted digit row of a French keyboard; any other word as it is."""
    return word.translate(_FRENCH_DIGITS) if word and FRENCH_DIGIT_ROW.issuperset(word) else word


def split(line: str) -> list[str]:
    """The words of a line, a sign with what follows it being a word of its own: `12*3` is `12`, `*3`; `12-` is `12`, `-`.

    A `-` that stands alone after another word takes out; at the start of a line it is the 6 of a French keyboard.
    """
    words: list[str] = []
    for word in _BLANK_AFTER_SIGN.sub(r"\1", unicodedata.normalize("NFC", line).replace("’", "'")).split():
        word = word.rstrip(",;") or word
        if word == "-" and words:
            words.append(word)
            continue
        meant = french_digits(word)
        for piece in [meant] if meant != word else _PIECES.findall(word):
            if len(piece) > 1 and piece.endswith("-"):
                words += [piece[:-1], "-"]
            else:
                words.append(piece)
    return words
