"""Which words of a sentence tell an event: one trigger gives one match, of the most specific rule that holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verbale.extractors.actors import MentionIndex
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.match import DatedMatch, Match, Told
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.vocabulary import WORDS
from verbale.extractors.grammar import compound_lemma, dealings_meant, is_clausal
from verbale.extractors.parse import Word, labels
from verbale.extractors.rules import LoadedRule, RuleSet
from verbale.extractors.schema import Sentence
from verbale.extractors.timex import DateIndex

OWN_DATE = {"clause", "name"}
"""How a word is dated that has a date of its own."""
_OPEN = labels.VERBAL | labels.NOUN_GROUP


class Trigger(NamedTuple):
    """A word that rules know. ``verbal``: whether it heads a clause; ``rules``: those it may trigger, the most specific first."""

    word: Word
    verbal: bool
    rules: list[LoadedRule]


def matches_in(sentence: Sentence, findings: Findings, matcher: Matcher, rules: RuleSet) -> list[DatedMatch]:
    """The matches of a sentence with their dates, in the order of their triggers."""
    found: list[DatedMatch] = []
    told: list[Match] = []
    consumed: set[int] = set()
    for trigger in triggers_in(sentence, findings, rules):
        best = best_match(trigger, matcher, findings.dates, told) if trigger.word.i not in consumed else None
        if best is not None and not _repeats(best.match, trigger, told):
            found.append(best)
            told.append(best.match)
            consumed |= best.match.consumed
    return sorted(found, key=lambda dated: dated.match.trigger)


def triggers_in(sentence: Sentence, findings: Findings, rules: RuleSet) -> list[Trigger]:
    """The words of a sentence that rules know, with the rules whose other words the sentence has, too.

    Verbs before nouns, since a verb may take its object noun into the trigger (``imposed sanctions``).
    """
    words = findings.parsed.words[sentence.start : sentence.end]
    lemmas = _lemmas_of(words)
    triggers = []
    for word in known_words(sentence, findings, rules):
        possible = [loaded for loaded in rules_of(word, rules) if loaded.possible(lemmas)]
        if not possible or word.i in findings.unclaimed:
            continue
        if not _tells_manner(word) and (is_clausal(word) or not _inside_actor(word, findings.mentions)):
            triggers.append(Trigger(word, is_clausal(word), possible))
    return sorted(triggers, key=lambda trigger: not trigger.verbal)


def _lemmas_of(words: Sequence[Word]) -> set[str]:
    """All lemmas that a rule may find in a sentence: also of compounds that the tokenizer cuts, and what pronouns stand for."""
    lemmas = {word.lemma for word in words}
    if "-" in lemmas:
        lemmas |= {cut for word in words if (cut := compound_lemma(word))}
    return lemmas | {noun.lemma for word in words if (noun := dealings_meant(word)) is not None}


def known_words(sentence: Sentence, findings: Findings, rules: RuleSet) -> list[Word]:
    """The words of a sentence that trigger some rule, whatever else that asks for."""
    known, dates = rules.lemmas, findings.dates
    open_words = [w for w in findings.parsed.words[sentence.first_own : sentence.end] if w.pos_ in _OPEN]
    known_here = [w for w in open_words if w.lemma in known or w.lower_ in known or compound_lemma(w) in known]
    return [w for w in known_here if not dates.covers(w.i)]


def best_match(trigger: Trigger, matcher: Matcher, dates: DateIndex, told: Told) -> DatedMatch | None:
    """The match of the first rule that holds. A rule that asks for a date of the trigger's own gives way where there is none."""
    for loaded in trigger.rules:
        match = matcher.match(loaded, trigger.word, told)
        if match is not None:
            date = dates.date_of(match.trigger, match.heads)
            if not loaded.rule.dated or date.method in OWN_DATE:
                return DatedMatch(match, date)
    return None


def rules_of(word: Word, rules: RuleSet) -> tuple[LoadedRule, ...]:
    """The rules that this word may trigger, the most specific first.

    A compound that the tokenizer cuts is looked up whole (``re - establish``, ``cease - fire``).
    """
    gerund = word.tag_ == "VBG" and word.dep_ in labels.NOMINAL_PLACE
    pos = "VERB" if is_clausal(word) else "ADJ" if word.pos_ in {"ADJ", "VERB"} and not gerund else "NOUN"
    lemma = word.lower_ if gerund and pos == "NOUN" else word.lemma
    found = rules.candidates(lemma, pos)
    if cut := compound_lemma(word):
        found = rules.candidates(cut, pos) + found
    return found


def _tells_manner(word: Word) -> bool:
    """``recalled its envoy in protest``: a noun right behind ``in`` that says how something was done."""
    return word.lower_ in WORDS.manner.nouns and word.nbor(-1).lower_ == "in"


def _inside_actor(word: Word, mentions: MentionIndex) -> bool:
    """A word inside an actor's name (``European Union``, ``Commission of Inquiry``) triggers nothing."""
    mention = mentions.covering(word.i)
    return mention is not None and mention.end - mention.start > 1 and mention.label not in {"NP", "OFFICE"}


def _repeats(match: Match, trigger: Trigger, told: Told) -> bool:
    """``held a meeting``: an event noun below a verb that has told the same kind of event already."""
    word = trigger.word
    if trigger.verbal or word.dep_ == "conj":
        return False
    adjunct = word.head.pos_ == "ADP"
    governor = word.head.head if adjunct else word.head
    above = [other.loaded for other in told if other.trigger == governor.i and other.loaded.family == match.loaded.family]
    # "after the dissolution of A, B gained independence": an adjunct of another type is an event of its own.
    # So is the war of "the war ended", where the rule keeps it.
    return any(loaded.relation_type == match.loaded.relation_type or not (adjunct or loaded.rule.keeps) for loaded in above)
