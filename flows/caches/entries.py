"""What was worked out once, kept by content: parses, what was extracted from them, its rows.

A key is a hash of all that the entry depends on, so an entry is never out of date, only unused. Every entry bears a checksum of
its key and content and is written whole or not at all; one that is damaged, or bears another's name, counts as missing and is
made anew. A cache that cannot be written stops no run. No entry holds code; still what others may write is not believed: such
a folder is left alone, and the run says so.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from verbale.errors import UserError
from verbale.flows.settings import Settings

KINDS = ("parses", "extractions", "rows", "code", "actors")
"""Parses of texts, what was extracted from them, the rows that this gives to the tables; what the modules of the package
say; the gazetteer."""
_MAGIC = b"verbale3"
_SUM = 16
_PRIVATE = 0o700
_OTHERS = 0o022  # what lets a group or everybody write
# The time of last use is kept to the hour: writing it at every reading would cost more than the reading.
_TOUCH_AFTER = 3600.0


Kept = TypeVar("Kept")


class CacheError(UserError):
    """The cache folder cannot be used; one line with the mend."""


@dataclass
class Cache:
    """A folder of entries ``KIND/ab/abcdef...``. ``read`` off: everything counts as missing, and is written anew."""

    folder: Path
    read: bool = True
    write: bool = True
    damaged: int = 0
    trouble: str = ""
    written: int = 0
    _made: set[str] = field(default_factory=set)
    # No two caches at work, in whatever process, write the same draft.
    _own: str = field(default_factory=lambda: uuid4().hex[:16])

    def get(self, kind: str, key: str) -> bytes | None:
        """The content of an entry; None when it is missing or damaged (a damaged one is removed)."""
        if not self.read:
            return None
        path = self._path(kind, key)
        try:
            with open(path, "rb", buffering=0) as f:  # noqa: PTH123 - a rerun opens every entry: Path objects would cost a third
                used = os.fstat(f.fileno()).st_mtime
                raw = f.read()
            if time.time() - used > _TOUCH_AFTER:
                os.utime(path)
        except OSError:
            return None
        content = checked(raw, kind, key)
        if content is None:
            self.damaged += 1
            self.discard(kind, key)
        return content

    def unpacked(self, kind: str, key: str, unpack: Callable[[bytes], Kept]) -> Kept | None:
        """What ``unpack`` makes of an entry; None when it is missing or cannot be unpacked (that one is removed)."""
        content = self.get(kind, key)
        if content is None:
            return None
        try:
            return unpack(content)
        except Exception:
            self.discard(kind, key)
            return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry. Where that fails (a full disk, a folder that is not ours) the cache is left alone from then on."""
        if not self.write or self.trouble:
            return
        path = self._path(kind, key)
        folder = path[: -len(key)]
        try:
            if folder not in self._made:
                self._make(kind, folder)
            draft = f"{folder}.{self._own}-{self.written}"
            try:
                with open(draft, "xb") as f:  # noqa: PTH123
                    f.write(_MAGIC + _sum(content, kind, key) + content)
                os.replace(draft, path)  # noqa: PTH105
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
            self.written += 1
        except OSError as error:
            self.trouble = f"{self.folder}: cannot be written ({error.strerror}); results are not kept for later runs"

    def _make(self, kind: str, folder: str) -> None:
        """Make the folder of an entry. There are hundreds, which share those above."""
        if kind not in self._made:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            for place in (self.folder, self.folder / kind):
                place.mkdir(_PRIVATE, exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(folder, _PRIVATE)  # noqa: PTH102
        self._made |= {kind, folder}

    def discard(self, kind: str, key: str) -> None:
        try:
            Path(self._path(kind, key)).unlink(missing_ok=True)
        except OSError as error:
            self.trouble = f"{self.folder}: cannot be written ({error.strerror})"

    def _path(self, kind: str, key: str) -> str:
        return f"{self.folder}/{kind}/{key[:2]}/{key}"


def cache_of(settings: Settings) -> Cache:
    """The caches that the settings name, read and filled as they say; left alone where others can write them."""
    open_to = written_by(settings.cache_folder) if settings.use_cache else ""
    used = settings.use_cache and not open_to
    return Cache(settings.cache_folder, read=used and not settings.force, write=used, trouble=open_to)


def written_by(folder: Path) -> str:
    """Who else can write a cache folder, in one line with the mend; empty where nobody can, or there is none yet."""
    try:
        found = folder.stat()
    except OSError:
        return ""
    left = "; it is left alone"
    if hasattr(os, "geteuid") and found.st_uid not in (os.geteuid(), 0):
        return f"{folder}: this cache belongs to another user{left}: name one of your own with --cache"
    if os.name == "posix" and found.st_mode & _OTHERS:
        return f"{folder}: others can write this cache{left}: say chmod go-w {folder}, or name another with --cache"
    return ""


def checked(raw: bytes, kind: str, key: str) -> bytes | None:
    """The content of an entry's file, or None when its checksum is wrong, or that of another entry."""
    head = len(_MAGIC) + _SUM
    content = raw[head:]
    sound = raw[: len(_MAGIC)] == _MAGIC and _sum(content, kind, key) == raw[len(_MAGIC) : head]
    return content if sound else None


def _sum(content: bytes, kind: str, key: str) -> bytes:
    return blake2b(content, digest_size=_SUM, key=f"{kind}/{key}".encode()[:64]).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the cache. ``used``: seconds since the epoch, to the hour."""

    path: Path
    kind: str
    size: int
    used: float


def entries(folder: Path) -> Iterator[Entry]:
    """All files of a cache, drafts that a killed run left among them."""
    for kind in KINDS:
        for part in _listed(folder / kind):
            for item in _listed(part):
                try:
                    stat = item.stat()
                except OSError:
                    continue
                yield Entry(item, kind, stat.st_size, stat.st_mtime)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Kind -> (entries, bytes)."""
    found = dict.fromkeys(KINDS, (0, 0))
    for entry in entries(folder):
        number, size = found[entry.kind]
        found[entry.kind] = (number + 1, size + entry.size)
    return found


def verify(folder: Path) -> tuple[int, list[Path]]:
    """Check every entry and remove the damaged ones; returns the number of sound ones and the paths removed."""
    sound, damaged = 0, []
    for entry in entries(folder):
        try:
            name = entry.path.name
            fine = not name.startswith(".") and checked(entry.path.read_bytes(), entry.kind, name) is not None
        except OSError:
            fine = False
        if fine:
            sound += 1
        else:
            _remove(entry.path)
            damaged.append(entry.path)
    return sound, damaged


def prune(folder: Path, limit: int) -> tuple[int, int]:
    """Remove the entries longest unused until ``limit`` bytes are kept; returns the number and bytes removed."""
    found = sorted(entries(folder), key=lambda entry: entry.used)
    total = sum(entry.size for entry in found)
    number = freed = 0
    for entry in found:
        if total - freed <= limit:
            break
        _remove(entry.path)
        number, freed = number + 1, freed + entry.size
    return number, freed


def clear(folder: Path) -> None:
    """Remove all entries. Raises CacheError."""
    try:
        for kind in KINDS:
            if (folder / kind).exists():
                shutil.rmtree(folder / kind)
    except OSError as error:
        raise CacheError(f"{folder}: cannot be cleared ({error.strerror}); remove it by hand") from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(f"{path}: cannot be removed ({error.strerror}); check the permissions of the cache folder") from error
