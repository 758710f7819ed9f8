"""Drafts of rules from what reviewers added and corrected again and again: shown, never put in force.

A draft says what the sentences have in common: the word that tells the event, and the functions in which its parties stand to it.
Its examples are those of the sentences that give exactly their event with the draft beside all rules in force.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from verbale.extractors import Resources, extract, load_resources, parse_documents
from verbale.extractors.events import Findings
from verbale.extractors.pipeline import findings_of
from verbale.extractors.rules import GROUPS, RuleError, check_examples, rule_paths
from verbale.extractors.schema import Mention
from verbale.extractors.text import make_document
from verbale.flows.drafts.as_toml import Draft, Shape, as_toml, near_misses_of, quoted, rule_lines
from verbale.flows.line import pipeline
from verbale.flows.settings import BUNDLED_MODEL
from verbale.review.learning import NearMiss, Sighting, near_misses, sightings
from verbale.review.log import Decision

LEAST = 2
"""Sentences that must tell the same before a rule is drafted: a rule for one sentence is none."""
_MOST_EXAMPLES = 6
_LONGEST = 300
"""Characters of a sentence that may be an example."""
_OWNERS = GROUPS["owner"]
_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


@dataclass(frozen=True, slots=True)
class Drafts:
    """``files``: name of a rule file -> its text. ``left_out``: a line for each draft that gives too few of its sentences."""

    files: Mapping[str, str]
    rules: int
    left_out: tuple[str, ...]


def drafts(
    decisions: Sequence[Decision], own_rules: Path | None = None, model: str = BUNDLED_MODEL, least: int = LEAST
) -> Drafts:
    """Rules that would tell what reviewers told ``least`` times or more. ``own_rules``: those in force beside the bundled."""
    resources = load_resources(own_rules=own_rules, finder="off")
    told = [one for one in sightings(decisions) if _is_example(one.sentence) and one.relation_type in resources.rules.types]
    found = _grouped(told, resources, model, least)
    missed = [one for one in near_misses(decisions) if _is_example(one.sentence)]
    proposed = [_with_near_misses(draft, missed) for draft in found]
    kept = _checked(proposed, own_rules, model, least)
    names = {draft.rule_id for draft in kept}
    left = (draft for draft in proposed if draft.rule_id not in names)
    families = sorted({draft.family for draft in kept})
    files = {f"{family}.toml": as_toml(family, [d for d in kept if d.family == family]) for family in families}
    return Drafts(files, len(kept), tuple(map(_left_out, left)))


def _left_out(draft: Draft) -> str:
    shape = draft.shape
    return (
        f"{shape.relation_type} at {shape.lemma!r}, told in {draft.seen} sentences: no simple rule gives exactly that; "
        "see verbale rules try"
    )


def _is_example(sentence: str) -> bool:
    return len(sentence) <= _LONGEST and not set("{}") & set(sentence)


def _grouped(told: Sequence[Sighting], resources: Resources, model: str, least: int) -> list[Draft]:
    """A draft for every shape that ``least`` sentences have."""
    found: dict[Shape, dict[str, None]] = defaultdict(dict)
    documents = (make_document(f"sentence-{n}", one.sentence) for n, one in enumerate(told))
    for one, parsed in zip(told, parse_documents(pipeline(model, "off"), documents), strict=True):
        shaped = _shaped(one, findings_of(parsed, resources), resources) if len(parsed.words) else None
        if shaped is not None:
            found[shaped[0]][shaped[1]] = None
    many = [(shape, list(marked)) for shape, marked in found.items() if len(marked) >= least]
    ordered = sorted(many, key=lambda one: (one[0].relation_type, -len(one[1]), one[0].lemma))
    numbers: dict[str, int] = defaultdict(int)
    result = []
    for shape, marked in ordered:
        name = f"{shape.relation_type}.drafted-{shape.lemma.lower()}"
        numbers[name] += 1
        rule_id = name if numbers[name] == 1 else f"{name}-{numbers[name]}"
        result.append(Draft(rule_id, shape, tuple(marked), (), len(marked)))
    return result


def _shaped(one: Sighting, findings: Findings, resources: Resources) -> tuple[Shape, str] | None:
    """The shape of a sentence and its marked form; None where a party does not stand at the word that tells the event."""
    text, parsed = findings.parsed.document.text, findings.parsed
    symmetric, codes = resources.rules.types[one.relation_type].symmetric, resources.gazetteer.actors
    at = text.find(one.trigger)
    within = range(at, at + len(one.trigger)) if at >= 0 else range(0)
    word = next((w for w in parsed.words if parsed.offsets[w.idx] in within and w.pos_ in _POS), None)
    if word is None:
        return None
    wanted = ((*one.sources, *one.targets), ()) if symmetric else (one.sources, one.targets)
    sides = [_side(parties, word.i, findings) for parties in wanted]
    if not wanted[0] or None in sides:
        return None
    marks = [(parsed.char_span(word.i, word.i + 1), "trigger")]
    for role, side in zip(("source", "target"), sides, strict=True):
        marks += [((m.char_start, m.char_end), f"{role}={party}" if party in codes else role) for _, party, m in side or ()]
    functions = [tuple(dict.fromkeys(function for function, _, _ in side or ())) for side in sides]
    marked = _marked(text, marks)
    claim = (one.polarity, one.modality)
    shape = Shape(one.relation_type, word.lemma_, _POS[word.pos_], functions[0], functions[1], claim, symmetric)
    return (shape, marked) if marked else None


Standing = list[tuple[str, str, Mention]]
"""(function, party, where it is named) of the parties of a side."""


def _side(parties: Sequence[str], trigger: int, findings: Findings) -> Standing | None:
    """Where the parties of a side stand; None where one of them does not stand at the trigger."""
    found: Standing = []
    for party in parties:
        place = next((p for p in _places(trigger, findings) if party in (*p[1].party_ids, *p[1].actor_ids)), None)
        if place is None:
            return None
        found.append((place[0], party, place[1]))
    return found


def _places(trigger: int, findings: Findings) -> Iterator[tuple[str, Mention]]:
    """The mentions that are arguments of a word, and those that own one of its arguments, with their functions."""
    arguments = findings.syntax.arguments(trigger)
    for argument in arguments:
        mention = findings.mentions.by_head(argument.head)
        if mention is not None:
            yield argument.function, mention
    for argument in arguments:
        for owner in findings.syntax.arguments(argument.head):
            mention = findings.mentions.by_head(owner.head)
            if mention is not None and owner.function in _OWNERS:
                yield f"{argument.function}/owner", mention


def _marked(text: str, marks: Iterable[tuple[tuple[int, int], str]]) -> str:
    """The sentence with its marks; empty where they overlap."""
    result, at = [], 0
    for (start, end), role in sorted(marks):
        if start < at:
            return ""
        result += [text[at:start], f"{{{role}:{text[start:end]}}}"]
        at = end
    return "".join([*result, text[at:]])


def _with_near_misses(draft: Draft, missed: Iterable[NearMiss]) -> Draft:
    near = (one.sentence for one in missed if one.trigger.lower().startswith(draft.shape.lemma.lower()[:4]))
    return replace(draft, non_examples=tuple(dict.fromkeys(near)))


def _checked(proposed: Sequence[Draft], own_rules: Path | None, model: str, least: int) -> list[Draft]:
    """The drafts that hold for ``least`` of their sentences, with those alone as examples: all are tried together, as they would
    be in force."""
    kept = list(proposed)
    for _ in range(3):  # what one draft takes from another shows only when it is left out
        if not kept:
            return []
        good = _good_sentences(kept, own_rules, model)
        held = [replace(d, examples=_first(d.examples, good), non_examples=_first(d.non_examples, good)) for d in kept]
        again = [draft for draft in held if len(draft.examples) >= least]
        if again == kept:
            break
        kept = again
    return [replace(d, examples=d.examples[:_MOST_EXAMPLES], non_examples=d.non_examples[:_MOST_EXAMPLES]) for d in kept]


def _first(sentences: Iterable[str], good: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in sentences if one in good)


def _good_sentences(proposed: Sequence[Draft], own_rules: Path | None, model: str) -> frozenset[str]:
    """The examples and non-examples that come out as they should with all drafts in force."""
    resources, kept = _in_force(proposed, own_rules)
    by_id = {loaded.rule.id: loaded for loaded in resources.rules.rules}
    results = check_examples(
        (by_id[draft.rule_id] for draft in kept), lambda documents: extract(documents, pipeline(model, "off"), resources)
    )
    marked = chain.from_iterable((*draft.examples, *near_misses_of(draft)) for draft in kept)
    return frozenset(sentence for sentence, result in zip(marked, results, strict=True) if not result.problem)


def _in_force(proposed: Sequence[Draft], own_rules: Path | None) -> tuple[Resources, list[Draft]]:
    """All rules with the drafts among them; drafts that are no rule (their type asks for more) are left out."""
    kept = list(proposed)
    while True:
        try:
            with tempfile.TemporaryDirectory() as scratch:
                return load_resources(own_rules=_written(kept, own_rules, Path(scratch)), finder="off"), kept
        except RuleError as error:
            refused = [draft for draft in kept if f"rule {draft.rule_id}:" in str(error)]
            if not refused:
                raise
            kept = [draft for draft in kept if draft not in refused]


def _written(proposed: Sequence[Draft], own_rules: Path | None, folder: Path) -> Path:
    """A folder with the rules of the user's own and the drafts behind them."""
    own = {path.name: path.read_text(encoding="utf-8") for path in rule_paths(own_rules)} if own_rules else {}
    for family in {draft.family for draft in proposed} | {Path(name).stem for name in own}:
        drafted = [draft for draft in proposed if draft.family == family]
        before = own.get(f"{family}.toml", f"family = {quoted(family)}\n")
        (folder / f"{family}.toml").write_text(before + "".join(map(rule_lines, drafted)), encoding="utf-8")
    return folder
