"""Why a row that finder and learned layers weigh is there, a line each: what was seen, who was linked, which date, how sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from verbale.extractors import ids
from verbale.extractors.events.learned.models import Learned
from verbale.extractors.events.learned.parties import Asked, Candidate
from verbale.extractors.events.learned.propose import Proposal
from verbale.extractors.events.roles.participants import Participant
from verbale.extractors.parse import Words

_TYPES = 3
_PASSED_OVER = 2
"""Likely parties told that were not taken."""
_LIKELY = 0.2


def reasons(proposal: Proposal, chance: float, words: Words, learned: Learned) -> tuple[str, ...]:
    """All lines."""
    lines = [seen(proposal, words), *_parties(proposal), *_date(proposal), *_confidence(proposal, chance, learned)]
    return tuple(lines)


def seen(proposal: Proposal, words: Words) -> str:
    """What the finder says of the word, or of the one beside it in which it sees the event."""
    view = proposal.finding
    if not view.types:
        return "finder: sees no event here"
    where = "" if view.token == proposal.trigger else f" at {words[view.token].text!r}"
    types = ", ".join(f"{name} {p:.2f}" for name, p in view.types[:_TYPES])
    return f"finder{where}: an event {view.event:.2f}, a main one {view.core:.2f}; {types}"


def _parties(proposal: Proposal) -> Iterator[str]:
    choice = proposal.choice
    if choice is None:
        return
    taken = {c.key: "source" for c in choice.sources} | {c.key: "target" for c in choice.targets}
    if proposal.decided.match.loaded.symmetric:
        taken = dict.fromkeys(taken, "source")
    parties = {c.party for c in (*choice.sources, *choice.targets)}
    weighed = list(zip(choice.offers, choice.told, strict=True))
    own = sorted((p for p in weighed if p[0].key in taken), key=lambda p: (taken[p[0].key], p[0].participant.head))
    left = sorted((p for p in weighed if p[0].party not in parties and max(p[1]) >= _LIKELY), key=lambda p: -max(p[1]))
    for candidate, told in (*own, *left[:_PASSED_OVER]):
        yield _link(candidate, told, taken.get(candidate.key, ""), choice.asked)
    yield f"these parties and no others: {choice.chance:.2f}"


def _link(candidate: Candidate, told: tuple[float, float], role: str, asked: Asked) -> str:
    """``NOR by 'Norway': as source 0.97, as target 0.02; taken as source, as by the rule``."""
    by = _words_of(candidate.participant)
    verdict = (f"taken as {role}" if role else "not taken") + _ruled(candidate, role, asked)
    return f"{candidate.party} by {by}: as source {told[0]:.2f}, as target {told[1]:.2f}; {verdict}"


def _words_of(participant: Participant) -> str:
    """The words by which somebody takes part, or what else of the text says so (``implied:topic``)."""
    text = ids.normalise(participant.text)
    return repr(text) if text else f"the context ({participant.how.removeprefix('implied:')})"


def _ruled(candidate: Candidate, role: str, asked: Asked) -> str:
    """Whether the event's rule says the same of a party."""
    if asked.sources is None or asked.targets is None:
        return ""
    ruled = next((side for side, own in zip(("source", "target"), candidate.ruled, strict=True) if own), "")
    if ruled == role:
        return ", as by the rule" if role else ""
    return f" (the rule: {ruled or 'neither'})"


def _date(proposal: Proposal) -> Iterator[str]:
    if proposal.timex is not None:
        taken = "taken" if proposal.timex.date_id == proposal.decided.date.date_id else "not taken"
        yield f"likeliest date near by: {ids.normalise(proposal.timex.text)!r} {proposal.dated:.2f}; {taken}"


def _confidence(proposal: Proposal, chance: float, learned: Learned) -> Iterator[str]:
    if learned.evidence is None:
        yield f"confidence {chance:.3f}: the finder's own score, as nothing weighs rows (told by {proposal.method})"
        return
    yield f"confidence {chance:.3f}: how often such rows are right in their family (told by {proposal.method})"
    yield f"it rests on: {', '.join(_signs(proposal, learned))}"


def _signs(proposal: Proposal, learned: Learned) -> Collection[str]:
    """The foremost of what the evidence is weighed by."""
    view, rule = proposal.finding, proposal.decided.match.loaded.rule.id
    found = [f"a main event {view.score:.2f}", f"its family {view.of_family(proposal.family):.2f}"]
    if rule:
        right, rows = learned.usual.records.get(rule, (0, 0))
        found.append(f"the rule's record ({right} of {rows} annotated rows right)" if rows else "a rule without a record")
    if proposal.choice is not None:
        found.append(f"parties {proposal.parties:.2f}")
    return [*found, f"date {proposal.dated:.2f}"] if proposal.timex is not None else found
