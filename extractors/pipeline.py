"""The straight line of one document: Parsed -> Extraction. Pure; everything it needs is in ``Resources``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from verbale.errors import UsageError
from verbale.extractors.actors import Gazetteer, MentionIndex, find_mentions, load_gazetteer
from verbale.extractors.events import (
    Findings,
    Learned,
    find_events,
    load_calibration,
    load_learned,
    only_among,
    stated_links,
    thresholds_of,
    unclaimed,
    with_groups,
)
from verbale.extractors.grammar import Cues, Syntax, load_cues
from verbale.extractors.parse import Finder, Parsed, parse_documents
from verbale.extractors.recalibration import Recalibration
from verbale.extractors.rules import RELATIONS, RuleSet, load_rules
from verbale.extractors.schema import Document, Extraction, Mention, Thresholds, Timex
from verbale.extractors.timex import DateIndex, find_timexes


@dataclass(frozen=True, slots=True)
class Resources:
    """What extraction needs besides the parsed text: loaded once, shared by all documents.

    ``learned``: who, when and how likely, for a pipeline with a finder. ``thresholds``: how sure events and candidates must be;
    None: as was found best. ``taught``: what reviewers of the corpus taught about confidence. ``relations``: how sure two
    parties of an event must be for relations to tell of them.
    """

    gazetteer: Gazetteer
    rules: RuleSet
    cues: Cues
    learned: Learned | None = None
    thresholds: Thresholds | None = None
    taught: Recalibration | None = None
    relations: float = 0.0

    def taught_of(self, learned: Learned | None) -> Recalibration | None:
        """What was taught about the confidence that the learned layers measure, or without them the rules."""
        fitting = self.taught and self.taught.measure == ("evidence" if learned else "rules")
        return self.taught if fitting else None

    def limits(self, learned: Learned | None) -> Thresholds:
        """How sure events and candidates must be."""
        if self.thresholds:
            return self.thresholds
        found = learned.usual.limits if learned else load_calibration().thresholds
        own, taught = Thresholds(found.events, found.candidates), self.taught_of(learned)
        return taught.limits(own) if taught else own


def load_resources(
    rules: Path = RELATIONS,
    actors: Path | None = None,
    families: Iterable[str] = (),
    own_rules: Path | None = None,
    threshold: float | None = None,
    floor: float | None = None,
    finder: Finder = "on",
    taught: Recalibration | None = None,
    gazetteer: Gazetteer | None = None,
    relations: float | None = None,
) -> Resources:
    """Load gazetteer (with the user's own rows from ``actors``), rules (with those of ``own_rules`` on top) and cues.

    ``threshold`` and ``floor``: how sure events and candidates must be, where it is not as the calibration says. ``finder``: as
    of the pipeline; what was learned is of use to one with a finder only. ``taught``: by reviewers, about confidence.
    ``gazetteer``: one that is loaded already, with the rows of ``actors``. ``relations``: how sure the parties of a pair must be,
    where it is not as was found best.
    Raises RuleError, GazetteerError, or UsageError for a floor above the threshold.
    """
    gazetteer = gazetteer or load_gazetteer(actors)
    parties = {code for actor in gazetteer.actors.values() for code in (actor.actor_id, actor.party_id)}
    learned = load_learned() if finder == "on" else None
    known = Resources(gazetteer, load_rules(rules, families, own_rules, parties), load_cues(), learned, taught=taught)
    if relations is None:
        relations = learned.usual.limits.relations if learned else 0.0
    return replace(known, thresholds=thresholds_of(threshold, floor, known.limits(learned)), relations=relations)


def extract_parsed(parsed: Parsed, resources: Resources, mode: str = "auto") -> Extraction:
    """All mentions, dates and events of one parsed document. ``mode``: narrative / news / auto, how relative dates resolve."""
    document = parsed.document
    if not len(parsed.doc):
        return Extraction(document)
    found = findings_of(parsed, resources, mode)
    # Of a pipeline without a finder, the rules are all that tells of events.
    learned = resources.learned if parsed.findings is not None else None
    limits, taught = resources.limits(learned), resources.taught_of(learned)
    events = find_events(found, resources.rules, resources.cues, learned, limits.events, taught)
    sure = [event for event in events if event.confidence >= limits.events]
    less = [event for event in events if limits.candidates <= event.confidence < limits.events]
    rows, doubtful = (only_among(kept, {e.event_id for e in known}) for kept, known in ((sure, sure), (less, [*sure, *less])))
    mentions = tuple(mention for mention in found.mentions.mentions if _is_own(parsed, mention))
    timexes = tuple(timex for timex in found.timexes if _is_own(parsed, timex))
    actors, mentions = with_groups(parsed, (*sure, *less), found.actors, mentions)
    return Extraction(document, parsed.sentences, actors, mentions, timexes, rows, doubtful, stated_links(found, rows))


def _is_own(parsed: Parsed, found: Mention | Timex) -> bool:
    """Whether words stand in their sentence themselves: those of a lead-in are told once, where it stands."""
    return found.start >= parsed.sentence_at(found.start).first_own


def findings_of(parsed: Parsed, resources: Resources, mode: str = "auto") -> Findings:
    """What is known of a parsed document before its events are looked for."""
    timexes = find_timexes(parsed, mode)
    found = find_mentions(parsed, resources.gazetteer, timexes)
    mentions, dates = MentionIndex(parsed, found), DateIndex(parsed, timexes)
    return Findings(
        parsed, Syntax(parsed.words), mentions, found.actors, timexes, dates, unclaimed(parsed, dates, resources.cues)
    )


def extract(
    documents: Iterable[Document], nlp: Language, resources: Resources | None = None, mode: str = "auto"
) -> Iterator[Extraction]:
    """The whole line for a stream of documents, in order; one that failed or is empty gives an Extraction without rows.

    Raises UsageError for what is no Document: ``text.make_document`` makes one of a text, ``text.read_documents`` of files.
    """
    resources = resources or load_resources()
    for parsed in parse_documents(nlp, map(_checked, documents)):
        yield extract_parsed(parsed, resources, mode)


def _checked(document: Document) -> Document:
    if not isinstance(document, Document):
        raise UsageError(f"a Document is wanted, not {type(document).__name__}: make one of a text with make_document(id, text)")
    return document
