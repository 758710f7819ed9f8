"""What copying and converting do to a text: mojibake, odd dashes and apostrophes, footnote digits that stick to years.

The reading view mends it (``block_views.py``); the text itself stays as it is, so that offsets quote what the file holds.
"""

from __future__ import annotations

import re

# What Windows-1252 (or Latin-1) makes of the bytes 80 to BF, which UTF-8 uses behind its first byte.
_AFTER = r"\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# Of these, what does not stand behind a letter in text that is sound.
_ODD = r"\x80-\xa9\xac-\xb6\xb8-\xba\xbc-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
MOJIBAKE = rf"Ã[{_AFTER}]|Â[\xa1-\xbf]|[Ä-ÆÇ-ÐÑ-Ü][{_ODD}]|â(?:[€„ˆ†][{_AFTER}])|â€(?=\W|\Z)|ï¬[\x80-\x86€‚ƒ„…†]|ï»¿"
"""A character of UTF-8 that was read as Windows-1252: ``Ã´``, ``â€™``."""
BROKEN_SPACE = r"Â\xa0"
"""A space without a break that was read so."""

_VARIANTS = {
    "‐": "-", "‑": "-", "‒": "–", "−": "–", "―": "—", "‛": "‘", "„": "“", "‟": "“",
    "ʼ": "’", "ʹ": "’", "′": "’", "´": "’", "`": "’", "＇": "’",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
VARIANTS = r"[‐‑‒−―‛„‟ﬀ-ﬆ]|(?<=[^\W\d_])[ʼʹ′´`＇](?=[^\W\d_])"
"""Characters that stand for a usual one; apostrophes only between letters."""

_IN = "|".join(
    rf"(?<=\b{word} {century}\d\d)"
    for word in ("in", "since", "until", "by", "of", "after", "before")
    for century in (18, 19, 20)
)
FOOTNOTES = (
    r"(?:(?<=\b1[5-9]\d\d)|(?<=\b20\d\d))[⁰¹²³⁴-⁹]{1,3}"
    r"|(?:(?<=\b1[5-9]\d\d[.,;])|(?<=\b20\d\d[.,;]))\d{1,3}(?=[ \t\n]+[A-Z])"
    rf"|(?:{_IN})\d{{1,2}}(?=[.,;)])"
)
"""The number of a note that sticks to a year: ``in 1994².``, ``in 1994.12 The``, ``in 199412,``."""
_BEGINS = "ÂÃâÄ-Üï"
SIGNS = rf"{_BEGINS}⁰¹²³⁴-⁹{''.join(_VARIANTS)}ﬀ-ﬆ"
"""Characters without one of which there is nothing of all this but footnotes in digits, as the inside of a class."""
_MOJIBAKE = re.compile(MOJIBAKE)
_SIGN = re.compile(rf"[{_BEGINS}]")


def repaired(broken: str) -> str:
    """The character that mojibake stands for; the text itself where it stands for none."""
    if broken == "â€":
        return "”"
    try:
        found = b"".join(char.encode("latin-1") if char < "\u0100" else char.encode("cp1252") for char in broken).decode("utf-8")
    except UnicodeError:
        return broken
    return "" if found == "\ufeff" else found


def usual(variant: str) -> str:
    """The usual character, or two, for a variant."""
    return _VARIANTS[variant]


def width_at(text: str, offset: int) -> int:
    """How many characters of the text the reading view shows as the one that it has from there."""
    if text[offset : offset + 1].isascii() or not _SIGN.match(text, offset):
        return 1
    found = _MOJIBAKE.match(text, offset)
    return found.end() - offset if found is not None and len(repaired(found.group())) == 1 else 1


def mojibake_in(text: str) -> int:
    """In how many places a text holds mojibake that the reading view repairs."""
    if text.isascii():
        return 0
    return sum(len(repaired(found.group())) <= 1 for found in _MOJIBAKE.finditer(text))
