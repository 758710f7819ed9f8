"""The records that pass along the line, and through them the columns of every table.

Every record is frozen and picklable; none holds a spaCy object. ``char_start``/``char_end`` are Unicode character offsets
into ``Document.text`` (the decoded original): ``text[char_start:char_end]`` is the quoted text. ``start``/``end`` are token
indices into the parsed Doc (end exclusive); they never reach a table. A field whose metadata says ``column=None`` stays out
of the tables; ``column="name"`` renames it there; ``number=True``: its text is a number, or empty. Tuples become cells joined
by ``;``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from verbale.extractors.joint_schema import EventLink as EventLink
from verbale.extractors.joint_schema import Happening as Happening
from verbale.extractors.joint_schema import Relation as Relation
from verbale.extractors.text_schema import Block as Block
from verbale.extractors.text_schema import Document as Document
from verbale.extractors.text_schema import Sentence as Sentence
from verbale.extractors.text_schema import hidden

STATE_KINDS = frozenset({"state", "former_state"})
PARTY_KINDS = STATE_KINDS | {"organisation"}
"""Kinds of actors that act for themselves, and stand behind others."""


@dataclass(frozen=True, slots=True)
class Actor:
    """``kind``: state / former_state / organisation / institution / ngo / company / person / group / place. ``party_id``: the
    state or organisation behind the actor (its own id for a party). ``valid_from``/``valid_to``: ISO dates, empty where open.
    """

    actor_id: str
    name: str
    kind: str
    party_id: str
    iso3: str = ""
    valid_from: str = ""
    valid_to: str = ""
    in_gazetteer: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or refers to one actor, or to several at once (``both republics``).

    ``label``: an entity label, OFFICE, PRON or NP. ``method``: gazetteer / ner / office / acronym / pronoun / definite / ...
    ``head`` is the token that stands for the mention in the parse.
    """

    mention_id: str
    doc_id: str
    sentence_id: str
    char_start: int
    char_end: int
    text: str
    label: str
    actor_ids: tuple[str, ...] = field(metadata={"column": "actor_id"})
    method: str
    party_ids: tuple[str, ...] = hidden()
    start: int = hidden()
    end: int = hidden()
    head: int = hidden()


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression, normalised.

    ``edtf`` is ISO 8601-2 level 1/2; ``timex3_*`` follow TimeML (ISO 24617-1); ``date_start``/``date_end`` are the first and
    last full day that the text allows (``-0043-03-15`` style, astronomical, for BC), empty where open or unknown.
    ``granularity``: day / week / month / quarter / season / year / decade / century / duration / set / empty.
    ``relation``: on since until before after by during throughout. ``role``: event / attributive / name_part.
    ``method``: explicit / context / relative / document_date / unresolved; the anchor used stands in ``anchor_*``.
    """

    date_id: str
    doc_id: str
    sentence_id: str
    char_start: int
    char_end: int
    text: str
    edtf: str
    timex3_type: str
    timex3_value: str
    timex3_mod: str
    date_start: str
    date_end: str
    granularity: str
    relation: str
    role: str
    method: str
    anchor_text: str
    anchor_value: str
    start: int = hidden()
    end: int = hidden()


@dataclass(frozen=True, slots=True)
class Finding:
    """What the event finder thinks of a word: the probabilities of its likeliest types (best first), that it tells of an event,
    that this is one of the text's main ones, that it is denied, not (yet) real, somebody's claim. ``token``: the word's number.
    ``links``: words near by with the probabilities that they tell its source, its target, stand for its source, its target.
    """

    token: int
    types: tuple[tuple[str, float], ...]
    event: float
    core: float
    denied: float
    unreal: float
    reported: float
    links: tuple[tuple[int, tuple[float, float, float, float]], ...] = ()

    @property
    def score(self) -> float:
        """How sure it is that the word tells of a main event: 0 to 1."""
        main = self.event * self.core
        return main / (main + 1 - self.event) if main else 0.0

    def of_family(self, family: str) -> float:
        """The probability of the types of a family among the likeliest."""
        return sum(p for name, p in self.types if name.partition(".")[0] == family)


class Argument(NamedTuple):
    """One argument of a predicate by grammatical function (``subject``, ``object``, ``by-agent``, ``oblique:from``, ...).

    ``path`` says how it was found: direct, conj, control, relative, reduced, shared, support.
    """

    function: str
    head: int
    start: int
    end: int
    path: str = "direct"


@dataclass(frozen=True, slots=True)
class Echo:
    """Of a pro-form (``as did Peru``): the token of the verb that it repeats, and whether it says the opposite of that."""

    verb: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """``polarity``: pos / neg; ``modality``: asserted / planned / hypothetical / reported; ``cue``: the words that say so."""

    polarity: str = "pos"
    modality: str = "asserted"
    cue: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """A Timex seen from the event that it dates; ``method``: clause / sentence / narrative / heading / name / document_date.

    ``mod``: the part of the date that is meant (START / MID / END), or APPROX; empty for all of it.
    """

    text: str = ""
    edtf: str = ""
    start: str = ""
    end: str = ""
    granularity: str = ""
    method: str = ""
    date_id: str = ""
    mod: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something done, said or agreed, with the words that say so. ``method``: rule / finder / both (``rule_id`` is empty of the
    finder's own); ``about``: ids of events in ``content``; ``echo_of``: id of the event that a noun only mentions again.

    ``confidence``: that it is right in its family; ``parties_confidence``: that its parties are just right, empty where nothing
    weighed them; ``pairs``: source, target and the probability that both take part so (one of them is empty: that the other one
    does); of a type without direction each pair once, in the order of the codes."""

    event_id: str
    claim_id: str
    doc_id: str
    section: str
    sentence_id: str
    relation_type: str
    plover: str
    cameo: str
    quad: str
    goldstein: str = field(metadata={"number": True})
    trigger: str
    trigger_start: int
    trigger_end: int
    sources: tuple[str, ...]
    source_ids: tuple[str, ...]
    source_parties: tuple[str, ...]
    source_how: tuple[str, ...]
    targets: tuple[str, ...]
    target_ids: tuple[str, ...]
    target_parties: tuple[str, ...]
    target_how: tuple[str, ...]
    instrument: str
    place: str
    quantity: str
    persons: tuple[str, ...]
    content: str
    about: tuple[str, ...]
    echo_of: str
    date_text: str
    date_edtf: str
    date_mod: str
    date_start: str
    date_end: str
    date_granularity: str
    date_method: str
    polarity: str
    modality: str
    attributed_to: tuple[str, ...]
    confidence: float
    parties_confidence: str = field(metadata={"number": True})
    method: str
    rule_id: str
    quote: str
    quote_start: int
    quote_end: int
    prefix: str
    suffix: str
    extractor_version: str
    model: str
    review_status: str = ""
    happening_id: str = ""
    partners: tuple[str, ...] = ()
    why: tuple[str, ...] = hidden(default=())
    signs: tuple[str, ...] = hidden(default=())
    unknown: tuple[tuple[str, int, int], ...] = hidden(default=())
    pairs: tuple[tuple[str, str, float], ...] = hidden(default=())


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave: the unit of caching and of work. ``candidates``: less sure events, which nothing counts;
    ``links``: what the text says of the order of its events."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    candidates: tuple[Event, ...] = ()
    links: tuple[EventLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure an event of the table must be, and how sure a candidate (``0 <= candidates <= events <= 1``)."""

    events: float
    candidates: float
