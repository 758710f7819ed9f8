"""What the user names (file, folder or glob) -> the files to read, each with its document id; nothing is opened."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from verbale.errors import UsageError
from verbale.extractors.text.decoding import UnreadableError

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".rtf", ".epub"})
_KNOWN = TEXT_SUFFIXES | LINE_SUFFIXES | PAGE_SUFFIXES | TABLE_SUFFIXES | DOCUMENT_SUFFIXES
_SIDECAR = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|source|sources|changelog|authors)(?:[._-][^.]{0,20})?(?:\.[^.]+)?|.*\.(?:licen[cs]e|source)(?:\.[^.]+)?"
    r"|.*\.(?:meta|events|timex)\.jsonl?",
    re.IGNORECASE,
)
_OF_A_RUN = frozenset({"run.json", "datapackage.json"})
"""What lies beside the tables of a run: they are no texts, wherever earlier outputs were left."""
_KINDS = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))
_MAGIC = re.compile(r"[*?\[]")


class InputError(UsageError):
    """The input as a whole cannot be read (no such file or folder, nothing matches)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. ``doc_id``: that of its document (of a JSONL file: what its lines without id are named after).

    ``size`` in bytes is -1 where the file cannot be looked at. ``meta`` is ``NAME.meta.json`` beside it, None without.
    """

    path: Path
    doc_id: str
    size: int
    meta: Path | None = None

    @property
    def has_lines(self) -> bool:
        return self.path.suffix.lower() in LINE_SUFFIXES

    @property
    def is_table(self) -> bool:
        return self.path.suffix.lower() in TABLE_SUFFIXES

    @property
    def is_page(self) -> bool:
        return self.path.suffix.lower() in PAGE_SUFFIXES


def list_sources(source: str | Path) -> tuple[Source, ...]:
    """The files of a file, folder or glob, sorted by path; cheap (names and sizes only).

    A folder is searched with its subfolders for ``.txt .text .md .markdown .jsonl .ndjson .html .htm .xhtml
    .csv .tsv .pdf .docx .rtf .epub``. Hidden files and folders are skipped, and files that speak about others: README,
    LICENSE / LICENCE, COPYING, NOTICE, SOURCE, CHANGELOG, AUTHORS with any suffix, ``*.licence``, ``*.license``, ``*.meta.json``,
    ``*.events.jsonl``, ``*.timex.jsonl``; so are folders with the tables of a run. A glob follows the same rules, but reads other
    suffixes where the pattern spells one (``*.asc``). A file named directly is always read.

    doc_id: a file's stem; below a folder or a glob's fixed part the path without suffix, with ``/``; files whose ids would be
    equal keep their suffix. Raises InputError when there is nothing to read.
    """
    path = Path(source).expanduser()
    if path.is_dir():
        paths, base = list(_walk(path)), path
        if not paths and _holds_tables(path):
            raise InputError(f"{source}: this folder holds the tables of a run, no texts; name the folder of the texts")
        if not paths:
            raise InputError(f"{source}: no text files in this folder; put .txt, .md, .html or .jsonl files there")
    elif path.exists() or path.is_symlink():
        return (_source(path, _printable(path.stem)),)
    elif _MAGIC.search(str(source)):
        paths, base = _matches(path)
        if not paths:
            raise InputError(f"{source}: no text file matches this pattern; check it, in quotes for the shell")
    else:
        raise InputError(f"{source}: no such file or folder; check the path")
    paths.sort(key=lambda found: found.as_posix())
    doc_ids = _doc_ids([found.relative_to(base) for found in paths])
    return tuple(_source(found, doc_id) for found, doc_id in zip(paths, doc_ids, strict=True))


def shown_path(path: Path) -> str:
    """A path as it stands in tables and messages: as the user gave it, with ``/``, printable."""
    return _printable(path.as_posix())


def must_be_regular(path: Path) -> None:
    """Raises UnreadableError for what is no file but a pipe, a device, a socket; OSError for what is not there."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        what = next((name for test, name in _KINDS if test(mode)), "no file")
        raise UnreadableError(f"this is {what}, not a file; copy its content into one").at(shown_path(path))


def _walk(folder: Path) -> Iterator[Path]:
    unreadable: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: unreadable.append(Path(str(error.filename)))):
        if _holds_tables(Path(root)):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in files if _is_text_name(name, _KNOWN))
    yield from unreadable  # reading it says why


def _matches(pattern: Path) -> tuple[list[Path], Path]:
    """(files that match, the folder above the first part with a wildcard)."""
    parts = pattern.parts
    fixed = next(i for i, part in enumerate(parts) if _MAGIC.search(part))
    base = Path(*parts[:fixed]) if fixed else Path()
    rest = [*parts[fixed:], "*"] if parts[-1] == "**" else list(parts[fixed:])
    spelled = PurePosixPath(rest[-1]).suffix.lower()
    suffixes = _KNOWN if not spelled or _MAGIC.search(spelled) else _KNOWN | {spelled}
    found = [path for path in base.glob(str(Path(*rest))) if not path.is_dir() and _is_text_name(path.name, suffixes)]
    found = [path for path in found if not _hidden(path.relative_to(base))]
    runs = {above for path in found for above in path.parents if above.is_relative_to(base)}
    runs = {folder for folder in runs if _holds_tables(folder)}
    return [path for path in found if runs.isdisjoint(path.parents)], base


def _holds_tables(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _OF_A_RUN)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") and part != ".." for part in path.parts)


def _is_text_name(name: str, suffixes: Iterable[str]) -> bool:
    return not name.startswith(".") and PurePosixPath(name).suffix.lower() in suffixes and not _SIDECAR.fullmatch(name)


def _doc_ids(paths: list[Path]) -> list[str]:
    """Paths without their suffix; those that would be equal (and those that then equal another) keep it."""
    full = [_printable(path.as_posix()) for path in paths]
    bare = [name[: len(name) - len(path.suffix)] for name, path in zip(full, paths, strict=True)]
    # The documents of a JSONL file have ids of their own: its name takes none.
    lined = [path.suffix.lower() in LINE_SUFFIXES for path in paths]
    chosen = [long if line else short for short, long, line in zip(bare, full, lined, strict=True)]
    for _ in paths:
        counts = Counter(chosen)
        kept = [long if counts[name] > 1 else name for name, long in zip(chosen, full, strict=True)]
        if kept == chosen:
            break
        chosen = kept
    return [short if line else name for name, short, line in zip(chosen, bare, lined, strict=True)]


def _source(path: Path, doc_id: str) -> Source:
    try:
        size = path.stat().st_size
    except OSError:
        size = -1
    meta = path.with_name(f"{path.stem}.meta.json")
    return Source(path, doc_id, size, meta if meta != path and meta.exists() else None)


def _printable(name: str) -> str:
    """A file name that is no valid UTF-8 still makes valid text."""
    return os.fsencode(name).decode("utf-8", "replace")
