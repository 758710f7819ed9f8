"""The gazetteer, from the cache where the same tables were read and checked before."""

import sys
from functools import lru_cache
from pathlib import Path

from verbale.extractors.actors import ACTORS, Gazetteer, load_gazetteer, pack_gazetteer, unpack_gazetteer
from verbale.extractors.data_files import DATA
from verbale.extractors.ids import digest
from verbale.flows.caches.entries import Cache
from verbale.flows.caches.versions import hash_files, hash_folder, hash_own

_EXTRACTORS = DATA.parent
CODE = ("actors/lexicon.py", "data_files.py", "packing.py", "schema.py", "text_schema.py", "joint_schema.py")
"""The modules that a gazetteer is made with, besides those of its own room."""
WORDS = ("data/names.toml", "data/offices.toml")
_loaded: dict[str, Gazetteer] = {}


@lru_cache(maxsize=1)
def _shipped() -> str:
    """A hash of the bundled tables and of what reads them: they stay as they are while a process runs."""
    files = [_EXTRACTORS / name for name in (*CODE, *WORDS) if (_EXTRACTORS / name).is_file()]
    room = hash_folder(_EXTRACTORS / "actors" / "gazetteer")
    return digest((sys.version, hash_files(_EXTRACTORS, files), room, hash_folder(ACTORS)))


def kept_gazetteer(cache: Cache, own: Path | None) -> Gazetteer:
    """The bundled actors with those of the user's ``own`` tables; the same object for the same content. Raises GazetteerError."""
    key = digest((_shipped(), hash_own(own)), size=16)
    if key not in _loaded:
        found = cache.unpacked("actors", key, unpack_gazetteer)
        if found is None:
            found = load_gazetteer(own)
            cache.put("actors", key, pack_gazetteer(found))
        if len(_loaded) > 1:
            _loaded.clear()
        _loaded[key] = found
    return _loaded[key]
