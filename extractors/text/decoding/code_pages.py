"""Bytes in no Unicode encoding: Windows-1252, as most of them are, unless what that gives cannot be meant.

Nothing in such a file names its code page. Of a text in English with a few foreign names the letters alone do not tell it: what
is odd in Windows-1252 (a superscript inside a word, a capital behind a small letter, a byte that stands for nothing) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_USUAL = "cp1252"
_OTHERS = (
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "mac_roman", "mac_latin2",
    "cp437", "cp850", "cp852", "cp866",
)  # fmt: skip
NAMES = {
    "cp1250": "Central European", "cp1251": "Cyrillic", "cp1253": "Greek", "cp1254": "Turkish", "cp1257": "Baltic",
    "iso8859_2": "Central European", "iso8859_5": "Cyrillic", "iso8859_7": "Greek", "koi8_r": "Cyrillic",
    "mac_roman": "old Macintosh", "mac_latin2": "old Macintosh, Central European", "cp437": "DOS", "cp850": "DOS",
    "cp852": "DOS, Central European", "cp866": "DOS, Cyrillic",
}  # fmt: skip
"""Code page -> what it is called in a note."""
_SAMPLE = 65_536
_FOREIGN = 0.2  # share of letters beyond ASCII from which on a text is not in Latin letters, or not decoded as meant
# Signs inside a word or at its end, capitals in the middle of one, letters that stand side by side in no language, controls.
_ODD = re.compile(
    r"(?<=[^\W\d_])[¹²³¼½¾¿¡ªº¢£¤¥¦§¨©¬®¯°±´¶·¸÷×†‡‰™ˆ˜„€‹›](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[³¹¿£¥¼¾Ÿ](?!\w)|(?<![\w])[£¥¿¼¾](?=[a-z])"
    r"|(?<=[a-zà-öø-ÿ])[À-ÖØ-ÞŒŠŸŽĀ-ž](?<=[À-ÖØ-ÞŒŠŸŽĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĢĪĮİĶĹĻĽĿŁŃŅŇŌŎŐŔŖŘŚŜŞŢŤŪŬŮŰŲŴŶŹŻ])"
    r"|ø[íáéìùý]|[íáéìùý]ø|è[aeiouíáé]|ì[šžèøt]|(?<=i)æ(?!\w)|[\x80-\x9f\ufffd─-▟]"
)


def code_page(data: bytes) -> str:
    """The code page of a text that is not in Unicode: ``cp1252`` where that gives sense, else the likeliest; or none.

    >>> code_page("Lech Wałęsa spoke in Gdańsk; Wałęsa left.".encode("cp1250"))
    'cp1250'
    """
    sample = data[:_SAMPLE]
    usual = _oddness(sample, _USUAL)
    if usual == 0:
        return _USUAL
    weighed = ((_oddness(sample, name), place, name) for place, name in enumerate(_likely(sample)))
    found = min(((odd, place, name) for odd, place, name in weighed if odd is not None), default=None)
    if found is not None and (usual is None or found[0] < usual) and _decodes(data, found[2]):
        return found[2]
    return _USUAL if usual is not None and _decodes(data, _USUAL) else ""


def _likely(sample: bytes) -> Iterator[str]:
    """Code pages by how well words and letters of some language fit, the best first."""
    from charset_normalizer import from_bytes

    return (match.encoding for match in from_bytes(sample, cp_isolation=[_USUAL, *_OTHERS]) if match.encoding != _USUAL)


def _oddness(sample: bytes, name: str) -> int | None:
    """How many characters cannot be meant; a text of many foreign letters is odd as a whole. None: bytes stand for nothing."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return None
    odd = len(_ODD.findall(text))
    if name == _USUAL and not odd:
        letters = [char for char in text if char.isalpha()]
        odd = int(sum(char > "\x7f" for char in letters) > _FOREIGN * len(letters))
    return odd


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True
