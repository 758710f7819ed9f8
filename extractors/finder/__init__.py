"""Where does the text tell of an event, and of which type? The learned component of the pipeline, and models like it."""

from verbale.extractors.finder.carriers import may_carry
from verbale.extractors.finder.component import EventFinder, Looked
from verbale.extractors.finder.floors import NOTED, PROPOSED
from verbale.extractors.finder.hashed import Hashed, crossed, dealt, load_hashed, probabilities, save_hashed, shares, slot
from verbale.extractors.finder.head import FLAGS, Head, head_from, inputs
from verbale.extractors.finder.leave_one_out import Carried, Carrier
from verbale.extractors.finder.trees import Trees

__all__ = [
    "FLAGS",
    "NOTED",
    "PROPOSED",
    "Carried",
    "Carrier",
    "EventFinder",
    "Hashed",
    "Head",
    "Looked",
    "Trees",
    "crossed",
    "dealt",
    "head_from",
    "inputs",
    "load_hashed",
    "may_carry",
    "probabilities",
    "save_hashed",
    "shares",
    "slot",
]
