"""Bytes -> text. UTF-8, UTF-16 and UTF-32 (by byte order mark, UTF-16 of Latin text also without), else a code page."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from verbale.errors import UserError
from verbale.extractors.text.decoding.code_pages import NAMES, code_page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "a database"),
)
_BINARY = "binary data, not text; convert it to UTF-8 text or leave it out"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_MAX_CONTROLS = 0.02  # share of control characters above which something is no text
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


class UnreadableError(UserError):
    """One text or what is said about it cannot be read. The message has the reason and the mend; ``at`` adds the place."""

    def at(self, place: str) -> UnreadableError:
        """The same error with the file, and line, that it is about."""
        return UnreadableError(f"{place}: {self}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without a byte order mark, its line ends as they were, and the ``encoding`` it was read as.

    ``guessed``: the encoding is a code page that neither the file nor its bytes tell for sure.
    """

    text: str
    encoding: str
    guessed: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the encoding: a code page that nothing names may be another one."""
        if not self.guessed or self.encoding not in NAMES:
            return ()
        return (f"read as {self.encoding} ({NAMES[self.encoding]}), which the file does not name: check its accents",)


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode the bytes of a text; ``declared`` is the encoding that the text itself names, if it does (HTML).

    ``encoding``: ``utf-8``, ``utf-8-sig`` (with mark), ``utf-8-replaced`` (UTF-8 with a few broken bytes, shown as U+FFFD),
    ``utf-16-le`` and so on, ``cp1252`` or another code page, or what was declared. Raises UnreadableError for binary data.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"this is {what}, not text; convert it to UTF-8 text first")
    decoded = _by_mark(data) or _wide(data)
    if decoded is None and b"\x00" in data:
        raise UnreadableError(_BINARY)
    decoded = decoded or _narrow(data, declared)
    sample = decoded.text[:_SAMPLE]
    if "\x00" in decoded.text or len(_CONTROLS.findall(sample)) > _MAX_CONTROLS * len(sample):
        raise UnreadableError(_BINARY)
    return decoded


def wide_encoding(data: bytes) -> str:
    """``utf-16-le`` ... when the first bytes show a wide encoding (by mark or by their zeros), else empty."""
    decoded = _by_mark(data[: len(data) // 4 * 4])
    if decoded and decoded.encoding != "utf-8-sig":
        return decoded.encoding
    wide = _wide(data[: len(data) // 2 * 2])
    return wide.encoding if wide else ""


def declared_charset(data: bytes) -> str:
    """The encoding that an HTML page names in its head, or empty."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii").lower() if match else ""


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), name)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Latin text nearly every second byte is zero, and always the same second."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return Decoded(data.decode("utf-16-le", "replace"), "utf-16-le")
    if even > 0.6 * half and odd < 0.05 * half:
        return Decoded(data.decode("utf-16-be", "replace"), "utf-16-be")
    return None


def _narrow(data: bytes, declared: str) -> Decoded:
    if declared and declared not in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        try:
            return Decoded(data.decode(declared), codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError, ValueError, AttributeError):
            pass  # an unknown or wrong name: look at the bytes instead
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    valid = sum(1 for char in replaced if char > "\x7f") - broken
    if valid > 2 * broken:
        return Decoded(replaced, "utf-8-replaced")
    page = code_page(data)
    if not page:
        raise UnreadableError("in no encoding that is known here, neither UTF-8, UTF-16 nor a code page; convert it to UTF-8")
    return Decoded(data.decode(page), page, guessed=True)
