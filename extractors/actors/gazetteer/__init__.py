"""Who is known beforehand? The actors of data/actors and of the user's own tables, and the names by which they go."""

from verbale.extractors.actors.gazetteer.loader import ACTORS, load_gazetteer
from verbale.extractors.actors.gazetteer.name_index import AtomView, NameIndex, atom_view, atoms
from verbale.extractors.actors.gazetteer.packed import pack_gazetteer, unpack_gazetteer
from verbale.extractors.actors.gazetteer.records import Gazetteer, Name
from verbale.extractors.actors.gazetteer.rows import KINDS, GazetteerError
from verbale.extractors.actors.gazetteer.surnames import surname_key

__all__ = [
    "ACTORS",
    "KINDS",
    "AtomView",
    "Gazetteer",
    "GazetteerError",
    "Name",
    "NameIndex",
    "atom_view",
    "atoms",
    "load_gazetteer",
    "pack_gazetteer",
    "surname_key",
    "unpack_gazetteer",
]
