"""The words that a row rests on: trigger, auxiliaries and denial, parties, circumstances, date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from verbale.extractors.events.decide import Decided
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.match import Match
from verbale.extractors.events.roles.members import how_told
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import is_clausal
from verbale.extractors.parse import Parsed, Word, Words, labels
from verbale.extractors.schema import Sentence, Timex

_GROUP = labels.AUXILIARY | labels.PARTICLE | {"neg"}
_LINKS = WORDS.quotes.date_links
_POINTING = frozenset({"that", "this", "the", "these", "those", "both"})
_REACH = 20  # tokens from a pronoun back to whom it means


def evidence_of(findings: Findings, decided: Decided, dates: Mapping[str, Timex]) -> set[int]:
    """The tokens of the trigger's sentence that a row rests on. ``dates``: the expressions of the document by their ids."""
    parsed, match = findings.parsed, decided.match
    sentence = parsed.sentence_at(match.trigger)
    verbs = [parsed.words[i] for i in (match.trigger, *([match.echo.verb] if match.echo else []))]
    found = {word.i for verb in verbs for word in _group(verb)} | match.consumed
    for span in (*_spans(match, decided), *_implied(findings, match, sentence), *_meant(findings, match, sentence)):
        found.update(range(*span))
    found.update(word.i for word in cue_words(parsed.words, sentence, match.trigger, decided.assertion.cue))
    found.update(_date(parsed, sentence, dates.get(decided.date.date_id)))
    return {i for i in found if sentence.start <= i < sentence.end}


def named_in(decided: Decided) -> set[int]:
    """The tokens of the row's parties that names tell, not pronouns or descriptions."""
    named = (p for p in decided.match.participants if how_told(p) == "named")
    return {i for p in named for i in range(*_span(p))}


def _spans(match: Match, decided: Decided) -> Iterator[tuple[int, int]]:
    """The tokens of parties, reporters and circumstances."""
    for participant in (*match.participants, *decided.reporters):
        if participant.text:
            yield _span(participant)
    for span in (match.instrument, decided.place, decided.quantity):
        if span is not None:
            yield span


def _implied(findings: Findings, match: Match, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the sentence names a party that the event's own words leave unsaid: of several places the nearest."""
    unsaid = {party for p in match.participants if not p.text for party in p.party_ids}
    here = findings.mentions.inside(sentence.start, sentence.end) if unsaid else []
    for party in sorted(unsaid):
        named = [m for m in here if party in m.party_ids and _is_near(findings.parsed.words[m.head], match.trigger)]
        if named:
            nearest = min(named, key=lambda mention: (abs(mention.head - match.trigger), mention.start))
            yield nearest.start, nearest.end


def _meant(findings: Findings, match: Match, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the sentence names, before a pronoun or a description that fills a role, whom it means: the nearest place."""
    words = findings.parsed.words
    for participant in match.participants:
        if not _points_back(participant, words, match.trigger):
            continue
        before = findings.mentions.inside(max(sentence.start, participant.head - _REACH), participant.head)
        named = [m for m in before if m.party_ids == participant.party_ids and words[m.head].pos_ in labels.SUBSTANTIVE]
        named = [m for m in named if all(words[i].text != ";" for i in range(m.end, participant.head))]
        if named:
            yield named[-1].start, named[-1].end


def _points_back(participant: Participant, words: Words, trigger: int) -> bool:
    """A pronoun before the trigger, or ``that country``, ``the organisation`` anywhere."""
    head = words[participant.head]
    if head.pos_ == "PRON":
        return head.i < trigger
    described = head.pos_ == "NOUN" and how_told(participant) == "reference"
    return described and any(c.lower_ in _POINTING for c in head.children)


def _is_near(word: Word, trigger: int) -> bool:
    """Before the trigger, or behind it in its own phrase: another clause behind it tells of something else."""
    while word.i > trigger and not is_clausal(word) and word.head is not word:
        word = word.head
    return word.i <= trigger


def _span(participant: Participant) -> tuple[int, int]:
    head = (participant.head, participant.head + 1)
    return participant.span or head


def _group(trigger: Word) -> Iterator[Word]:
    """The trigger with its auxiliaries, particles and negation, its surface subject, and the noun that it modifies."""
    yield trigger
    if not is_clausal(trigger):
        if trigger.dep_ in labels.ATTRIBUTE and is_clausal(trigger.head):
            yield from _group(trigger.head)
        return
    for child in trigger.children:
        if child.dep_ in _GROUP or child.dep_ in labels.ANY_SUBJECT:
            yield child
    if trigger.dep_ in labels.ADNOMINAL:
        yield trigger.head


def cue_words(words: Words, sentence: Sentence, trigger: int, cue: str) -> list[Word]:
    """The words of a sentence that an assertion names as its reasons: of equal ones the nearest to the trigger."""
    here = words[sentence.start : sentence.end]
    found = []
    for form in cue.split():
        same = [word for word in here if word.lower_ == form and word.i != trigger and not _opens_another(word, trigger)]
        if same:
            found.append(min(same, key=lambda word: (abs(word.i - trigger), word.i)))
    return found


def _opens_another(word: Word, trigger: int) -> bool:
    """``has not left, nor has it``: a conjunction behind the trigger denies what follows."""
    return word.i > trigger and word.pos_ == "CCONJ"


def _date(parsed: Parsed, sentence: Sentence, timex: Timex | None) -> Iterable[int]:
    """The date's tokens with the preposition before it, where it stands in the sentence."""
    if timex is None or not sentence.start <= timex.start < sentence.end:
        return ()
    start = timex.start
    while start > sentence.start and parsed.words[start - 1].lower_ in _LINKS:
        start -= 1
    return range(start, timex.end)
