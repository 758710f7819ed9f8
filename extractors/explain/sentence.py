"""What a sentence gives and what it nearly gave: words with their functions, mentions, dates, events, the nearest rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from verbale.extractors.events import Findings, Trial, try_rules
from verbale.extractors.explain.phrases import circumstance_lines, event_line, function_lines, one_line, word_line
from verbale.extractors.explain.trials import first_failure, nearest_first, trial_lines, trigger_line
from verbale.extractors.parse import Parsed
from verbale.extractors.pipeline import Resources, extract_parsed, findings_of
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import Event, Extraction, Mention, Sentence, Timex

_NEAREST = 5
_CONTENT = {"VERB", "NOUN", "ADJ"}


def explain_sentence(parsed: Parsed, resources: Resources, rule_ids: Collection[str] = (), nearest: int = _NEAREST) -> str:
    """Every sentence of a short text, as plain text. ``rule_ids``: tell all that these rules ask, not what the nearest lack."""
    extraction, findings = extract_parsed(parsed, resources), findings_of(parsed, resources)
    sentences = [sentence for sentence in parsed.sentences if sentence.tells]
    told = (_Sentence(sentence, extraction, findings, resources.rules) for sentence in sentences)
    return "\n\n".join("\n\n".join(one.blocks(rule_ids, nearest)) for one in told)


class _Sentence:
    """One sentence with what was found in it."""

    def __init__(self, sentence: Sentence, extraction: Extraction, findings: Findings, rules: RuleSet) -> None:
        self.sentence = sentence
        self.findings = findings
        self.rules = rules
        self.parsed = findings.parsed
        self.events = [event for event in extraction.events if event.sentence_id == sentence.sentence_id]
        self.mentions = [mention for mention in extraction.mentions if mention.sentence_id == sentence.sentence_id]
        self.timexes = [timex for timex in extraction.timexes if timex.sentence_id == sentence.sentence_id]
        self.trials = list(try_rules(sentence, findings, rules))

    def blocks(self, rule_ids: Collection[str], nearest: int) -> Iterator[str]:
        yield one_line(self.sentence.text)
        yield _block("Words (* triggers rules)", self._words())
        yield _block("Parties", [_mention_line(mention) for mention in self.mentions])
        yield _block("Dates", [_date_line(timex) for timex in self.timexes])
        yield _block("Events", [line for event in self.events for line in _event_lines(event)])
        if rule_ids:
            for rule_id in rule_ids:
                yield from self._rule(rule_id)
        else:
            yield _block("Nearest rules", [self._near(trial) for trial in self._nearest()[:nearest]])

    def _words(self) -> Iterator[str]:
        """Words that trigger rules or govern others, each with its grammatical functions."""
        known = {trial.trigger for trial in self.trials}
        for word in self.parsed.words[self.sentence.start : self.sentence.end]:
            functions = list(function_lines(self.parsed, self.findings.syntax, word)) if word.pos_ in _CONTENT else []
            if functions or word.i in known:
                yield f"{'*' if word.i in known else ' '} {word_line(word)}"
                yield from (f"    {line}" for line in functions)

    def _nearest(self) -> list[Trial]:
        """The rules that came to nothing, those that lack least first."""
        gave = {(event.rule_id, event.trigger_start) for event in self.events}
        return nearest_first(t for t in self.trials if (t.loaded.rule.id, self._start(t)) not in gave)

    def _near(self, trial: Trial) -> str:
        held = f"{trial.asked.count(True)} of {len(trial.asked)} hold"
        return f"{trial.loaded.rule.id} at {self._word(trial)!r}, {held}: {self._why_not(trial)}"

    def _rule(self, rule_id: str) -> Iterator[str]:
        """All that a rule asks for, at every word that may trigger it."""
        trials = [trial for trial in self.trials if trial.loaded.rule.id == rule_id]
        for trial in trials:
            lines = list(trial_lines(trial, self.parsed))
            yield _block(f"Rule {rule_id} at {self._word(trial)!r}", lines if not trial.holds else [*lines, self._why_not(trial)])
        if not trials:
            asked = [trigger_line(loaded.rule.trigger) for loaded in self.rules.rules if loaded.rule.id == rule_id]
            yield _block(f"Rule {rule_id}", [f"{line}; there is none" for line in asked])

    def _why_not(self, trial: Trial) -> str:
        """What a rule lacks; where it lacks nothing, what came of it."""
        failure = first_failure(trial, self.parsed.words)
        if failure:
            return failure
        event = next((event for event in self.events if event.trigger_start == self._start(trial)), None)
        if event is None:
            return "all is there, but another event of the text tells it or has this word"
        return "gives the event" if event.rule_id == trial.loaded.rule.id else f"all is there, but {event.rule_id} goes first"

    def _start(self, trial: Trial) -> int:
        return self.parsed.offsets[self.parsed.words[trial.trigger].idx]

    def _word(self, trial: Trial) -> str:
        return self.parsed.words[trial.trigger].text


def _mention_line(mention: Mention) -> str:
    text = one_line(mention.text)
    return f"{text} -> {', '.join(mention.party_ids) or 'no party'} ({mention.method})"


def _date_line(timex: Timex) -> str:
    return f"{one_line(timex.text)} -> {timex.edtf or 'unknown'} ({timex.method})"


def _event_lines(event: Event) -> Sequence[str]:
    return [event_line(event), *(f"  {line}" for line in (*event.why, *circumstance_lines(event)))]


def _block(title: str, lines: Iterator[str] | Sequence[str]) -> str:
    shown = [f"  {line}" for line in lines] or ["  none"]
    return "\n".join([title, *shown])
