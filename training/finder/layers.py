"""The finder's light layers, from annotated documents: who takes part, and when.

    python -m training.finder.layers --texts FOLDER ... --out extractors/data/learned

Writes ``links.npz`` (who is linked to a trigger, hashed regression), ``sources.onnx``, ``targets.onnx``, ``sets.onnx`` (boosted
trees: which party is a source, a target, which of them together), ``dates.npz`` (which expression dates a trigger) and
``learned.toml`` (what is usual of types and rules). With ``--check`` it prints how often parties and dates are right at annotated
triggers of documents that a fit has not seen. Three minutes on one core.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from training.finder.examples import head_of, is_held, tokens_in
from training.finder.export_trees import save_trees
from verbale.extractors import load_pipeline, load_resources, parse_documents, read_documents
from verbale.extractors.evaluation.agreement import Found, date_right, parties_right
from verbale.extractors.evaluation.codes import fold
from verbale.extractors.evaluation.gold import GoldEvent, load_gold
from verbale.extractors.evaluation.scoring import rows_of_events, score
from verbale.extractors.events.decide import Decided, told_by_rules
from verbale.extractors.events.find import events_of
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.choice import Option, options
from verbale.extractors.events.learned.choice import features as features_of_sets
from verbale.extractors.events.learned.dates import DateLinks
from verbale.extractors.events.learned.models import Cuts, Limits, Profile, Usual
from verbale.extractors.events.learned.parties import Asked, Candidate, Candidates, Linked, link_probabilities
from verbale.extractors.events.learned.units import Unit
from verbale.extractors.events.matcher import Matcher
from verbale.extractors.events.record import Weight
from verbale.extractors.finder import Hashed, probabilities, save_hashed
from verbale.extractors.finder.hashed import SLOTS
from verbale.extractors.parse import Parsed
from verbale.extractors.pipeline import Resources, findings_of
from verbale.extractors.rules import RuleSet
from verbale.extractors.schema import EventDate, Timex

FOLDS = 3
CUTS = Cuts(date=0.4)
LIMITS = Limits(events=0.5, candidates=0.1)
OPTIONAL_WEIGHT = 0.5
UNKNOWN = -1
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated event at its trigger, with what the rules make of it, and what it may be linked to."""

    document: str
    event: GoldEvent
    rule: tuple[frozenset[str], frozenset[str]] | None
    linked: Linked
    link_answers: list[tuple[int, int]]
    dates: list[Timex]
    date_slots: list[list[int]]
    date_answers: list[int]
    known: EventDate
    candidates: Candidates

    @property
    def weight(self) -> float:
        return OPTIONAL_WEIGHT if self.event.optional else 1.0


def collect(
    folders: Sequence[Path], resources: Resources, profiles: Mapping[str, Profile]
) -> tuple[list[Told], list[tuple[str, str, bool]]]:
    """Every annotated event whose trigger the parse has; every row of the rules: (document, rule, right in its family)."""
    nlp, found, rows = load_pipeline(finder="off"), [], []
    for folder in folders:
        gold = load_gold(folder)
        documents = [d for d in read_documents(folder) if Path(d.doc_id).name in gold]
        events = []
        for parsed in parse_documents(nlp, documents):
            name = Path(parsed.document.doc_id).name
            findings = findings_of(parsed, resources)
            matcher = Matcher(findings)
            told = told_by_rules(findings, matcher, resources.rules, resources.cues)
            events += events_of(findings, ((one, Weight(0.0, "rule", (), ())) for one in told))
            found += _of_document(name, findings, matcher, told, gold[name].events, profiles)
        outcomes = score(gold, rows_of_events(events)).outcomes
        rows += [(o.document, o.found.rule_id, o.in_family) for o in outcomes if o.found is not None]
    return found, rows


def records_of(rows: Iterable[tuple[str, str, bool]]) -> dict[str, tuple[int, int]]:
    """(rows right in their family, rows) of every rule, and of all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, rule, right in rows:
        for key in ("all", rule):
            counts[key][0] += right
            counts[key][1] += 1
    return {key: (right, number) for key, (right, number) in counts.items()}


def _of_document(
    name: str,
    findings: Findings,
    matcher: Matcher,
    told: Iterable[Decided],
    events: Iterable[GoldEvent],
    profiles: Mapping[str, Profile],
) -> Iterator[Told]:
    parsed = findings.parsed
    by_trigger: dict[int, list[Decided]] = defaultdict(list)
    for one in told:
        by_trigger[one.match.trigger].append(one)
    candidates = Candidates(findings, matcher.fillers.participants, matcher.fillers.context, profiles)
    dates = DateLinks(findings)
    for event in events:
        tokens = tokens_in(parsed, *event.triggers[0]) if event.triggers else []
        if not tokens or parsed.sentence_at(tokens[0]).heading:
            continue
        trigger = head_of(parsed, tokens)
        match = next((one.match for one in by_trigger[trigger] if one.match.loaded.family in event.families), None)
        kind = event.types[0]
        asked = Asked(trigger, kind, match.sources, match.targets) if match else Asked(trigger, kind)
        linked = candidates.linked(asked)
        known = findings.dates.date_of(trigger, match.heads if match else ())
        near = dates.candidates(trigger)
        yield Told(
            name, event, (_parties(match.sources), _parties(match.targets)) if match else None, linked,
            _link_answers(parsed, event, linked), near, [dates.features(trigger, timex, known) for timex in near],
            _date_answers(parsed, event, near, trigger), known, candidates,
        )  # fmt: skip


def _parties(participants: Iterable[object]) -> frozenset[str]:
    return frozenset(party for p in participants for party in p.party_ids)  # type: ignore[attr-defined]


def located(parsed: Parsed, words: str, near: int) -> list[int]:
    """The tokens of the occurrence of some words that is nearest to a character of the text."""
    text = parsed.document.text
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] or [
        m.span() for m in re.finditer(re.escape(words), text)
    ]
    if not places:
        return []
    return tokens_in(parsed, *min(places, key=lambda span: min(abs(span[0] - near), abs(span[1] - near))))


def _link_answers(parsed: Parsed, event: GoldEvent, linked: Linked) -> list[tuple[int, int]]:
    sides = ((event.sources, event.source_words), (event.targets, event.target_words))
    answers = [_side_answers(parsed, event, linked, codes, words) for codes, words in sides]
    return list(zip(*answers, strict=True))


def _side_answers(
    parsed: Parsed, event: GoldEvent, linked: Linked, codes: Sequence[frozenset[str]], words: Sequence[str] | None
) -> list[int]:
    """Per unit: 1 it is this side, 0 it is not, -1 nobody can say (another mention of the same party)."""
    right = frozenset().union(*codes) - {""} if codes else frozenset()
    fits = [bool({fold(p) for p in unit.parties} & right) for unit in linked.units]
    answers = [UNKNOWN if ok else 0 for ok in fits]
    if words is None:
        for code in codes:
            own = [n for n, unit in enumerate(linked.units) if {fold(p) for p in unit.parties} & code]
            if own:
                answers[min(own, key=lambda n: abs(linked.units[n].head - linked.asked.trigger))] = 1
        return answers
    for phrase in words:
        tokens = located(parsed, phrase, event.triggers[0][0])
        if tokens:
            _answer_phrase(answers, fits, linked.units, set(tokens), head_of(parsed, tokens))
    return answers


def _answer_phrase(answers: list[int], fits: Sequence[bool], units: Sequence[Unit], tokens: set[int], head: int) -> None:
    inside = [n for n, unit in enumerate(units) if unit.head in tokens]
    top = next((n for n in inside if units[n].head == head), None)
    if top is None:
        top = next((n for n, unit in enumerate(units) if unit.start <= head < unit.end), None)
    better = any(fits[n] for n in inside)
    if top is not None and not (better and units[top].participants and not fits[top]):
        answers[top] = 1
    for n in inside:
        if fits[n] and answers[n] != 1:
            answers[n] = UNKNOWN if top is not None and fits[top] else 1


def _date_answers(parsed: Parsed, event: GoldEvent, near: Sequence[Timex], trigger: int) -> list[int]:
    if event.date_words:
        tokens = set(located(parsed, event.date_words, event.triggers[0][0]))
        return [int(not tokens.isdisjoint(range(timex.start, timex.end))) for timex in near]
    if event.date_words is not None or not any(event.dates):
        return [0] * len(near)
    ok = [n for n, timex in enumerate(near) if date_right(event, _row(date=_date_of(timex)))]
    ok.sort(key=lambda n: (parsed.sentence_of[near[n].start] != parsed.sentence_of[trigger], abs(near[n].start - trigger)))
    return [1 if ok and n == ok[0] else UNKNOWN if n in ok else 0 for n in range(len(near))]


def _date_of(timex: Timex) -> EventDate:
    return EventDate(timex.text, timex.edtf, timex.date_start, timex.date_end, timex.granularity, "clause", timex.date_id)


def _row(sources: Iterable[str] = (), targets: Iterable[str] = (), date: EventDate | None = None) -> Found:
    """A row as the scorer compares it, of parties or of a date."""
    date = date or EventDate()
    sides = (frozenset(map(fold, sources)), frozenset(map(fold, targets)))
    return Found("", "", (0, 0), *sides, date.edtf, date.start, date.end, False, False, 0.0, "")


def fit_hashed(rows: Sequence[Sequence[int]], answers: Numbers, weights: Numbers, strength: float) -> Hashed:
    """One logistic regression per column of answers; rows that nobody can answer are left out of it."""
    lengths = np.array([len(row) for row in rows])
    places = (np.repeat(np.arange(len(rows)), lengths), np.fromiter((i for row in rows for i in row), dtype=np.int64))
    x = sp.csr_matrix((np.ones(len(places[0]), dtype=np.float32), places), shape=(len(rows), SLOTS))
    model = Hashed(np.zeros((SLOTS, answers.shape[1]), np.float32), np.zeros(answers.shape[1], np.float32))
    for column, y in enumerate(answers.T):
        known = y != UNKNOWN
        fitted = LogisticRegression(C=strength, max_iter=300, solver="liblinear")
        fitted.fit(x[known], y[known], sample_weight=weights[known])
        model.weights[:, column], model.bias[column] = fitted.coef_[0], fitted.intercept_[0]
    return model


def fit_links(told: Sequence[Told]) -> Hashed:
    rows = [slots for one in told for slots in one.linked.slots]
    answers = np.array([answer for one in told for answer in one.link_answers], dtype=float)
    return fit_hashed(rows, answers, np.array([one.weight for one in told for _ in one.linked.slots]), 0.15)


def fit_dates(told: Sequence[Told]) -> Hashed:
    rows = [slots for one in told for slots in one.date_slots]
    answers = np.array([[answer] for one in told for answer in one.date_answers], dtype=float)
    return fit_hashed(rows, answers, np.array([one.weight for one in told for _ in one.date_slots]), 0.2)


Offers = list[list[Candidate]]


def offers_of(told: Sequence[Told], links: Hashed) -> Offers:
    probabilities = link_probabilities(links, [one.linked for one in told])
    return [one.candidates.of(one.linked, own) for one, own in zip(told, probabilities, strict=True)]


def cross_fitted(told: Sequence[Told]) -> Offers:
    """The candidates of every event, with links of a regression that saw nothing of its document."""
    parts = parts_of(told)
    found: Offers = [[] for _ in told]
    for part in range(FOLDS):
        links = fit_links([one for one, own in zip(told, parts, strict=True) if own != part])
        held = [n for n, own in enumerate(parts) if own == part]
        for n, offers in zip(held, offers_of([told[n] for n in held], links), strict=True):
            found[n] = offers
    return found


def fit_parties(told: Sequence[Told], offers: Offers) -> list[HistGradientBoostingClassifier]:
    """One classifier for sources, one for targets."""
    x = np.array([c.features for own in offers for c in own], dtype=np.float32)
    weights = np.array([one.weight for one, own in zip(told, offers, strict=True) for _ in own])
    models = []
    for side in ("sources", "targets"):
        y = [
            any(fold(c.party) in code for code in getattr(one.event, side))
            for one, own in zip(told, offers, strict=True)
            for c in own
        ]
        model = HistGradientBoostingClassifier(
            max_iter=180, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=20, l2_regularization=1.0, random_state=0
        )
        models.append(model.fit(x, np.array(y), sample_weight=weights))
    return models


def told_singly(models: Sequence[HistGradientBoostingClassifier], offers: Offers) -> list[list[tuple[float, float]]]:
    """Of every candidate the probabilities of being source and target."""
    x = np.array([c.features for own in offers for c in own], dtype=np.float32)
    p = iter(np.stack([model.predict_proba(x)[:, 1] for model in models], 1).tolist())
    return [[tuple(next(p)) for _ in own] for own in offers]


class Sets(NamedTuple):
    """The sets that an event might have: their numbers, and whether each is just right."""

    options: list[Option]
    features: list[list[float]]
    right: list[bool]


def sets_of(
    told: Sequence[Told], offers: Offers, singly: Sequence[Sequence[tuple[float, float]]], usual: Mapping[str, Profile]
) -> list[Sets]:
    found = []
    for one, own, p in zip(told, offers, singly, strict=True):
        sets = options(one.linked.asked, own, p)
        rows = features_of_sets(sets, one.linked.asked, own, p, usual[one.linked.asked.kind])
        right = [
            parties_right(one.event, _row((own[n].party for n in s.sources), (own[n].party for n in s.targets))) for s in sets
        ]
        found.append(Sets(sets, rows, right))
    return found


def fit_sets(told: Sequence[Told], sets: Sequence[Sets]) -> HistGradientBoostingClassifier:
    x = np.array([row for own in sets for row in own.features], dtype=np.float32)
    y = np.array([right for own in sets for right in own.right])
    weights = np.array([one.weight for one, own in zip(told, sets, strict=True) for _ in own.right])
    return HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=1.0, random_state=0
    ).fit(x, y, sample_weight=weights)


def parts_of(told: Sequence[Told]) -> NDArray[np.int64]:
    """The fold of every event, by its document."""
    return np.array([crc32(one.document.rsplit("__", 1)[0].encode()) % FOLDS for one in told])


def singly_cross_fitted(told: Sequence[Told], offers: Offers) -> list[list[tuple[float, float]]]:
    """Single probabilities of every candidate, by trees that saw nothing of its document."""
    parts = parts_of(told)
    found: list[list[tuple[float, float]]] = [[] for _ in told]
    for part in range(FOLDS):
        rest, held = np.flatnonzero(parts != part), np.flatnonzero(parts == part)
        models = fit_parties([told[n] for n in rest], [offers[n] for n in rest])
        for n, p in zip(held, told_singly(models, [offers[n] for n in held]), strict=True):
            found[n] = p
    return found


def profiles_of(folders: Iterable[Path], rules: RuleSet) -> dict[str, Profile]:
    """What is usual of every type that rules or annotations know."""
    seen: dict[str, list[tuple[int, int]]] = {name: [] for name in rules.types}
    for folder in folders:
        for document in load_gold(folder).values():
            for event in document.events:
                seen[event.types[0]].append((len(event.sources), len(event.targets)))
    families = sorted({name.partition(".")[0] for name in seen})
    every = [pair for pairs in seen.values() for pair in pairs]
    found = {}
    for number, (name, pairs) in enumerate(sorted(seen.items())):
        means = np.array([*pairs, np.mean(every, axis=0)]).mean(axis=0)
        family, kind = families.index(name.partition(".")[0]), rules.types[name]
        found[name] = Profile(
            number=number,
            family=family,
            symmetric=kind.symmetric,
            sources=round(float(means[0]), 3),
            targets=round(float(means[1]), 3),
        )
    return found


def right_shares(told: Sequence[Told], answers: Mapping[int, bool]) -> str:
    """Of core events with and without a rule: the share that is right."""
    groups = {"with a rule": [n for n in answers if told[n].rule], "without": [n for n in answers if not told[n].rule]}
    return ", ".join(f"{name} {np.mean([answers[n] for n in own]):.3f} of {len(own)}" for name, own in groups.items() if own)


def cross_validate(told: Sequence[Told], sets: Sequence[Sets]) -> None:
    """Print how often parties and dates are right at core triggers of documents that a fit has not seen."""
    parts = parts_of(told)
    parties: dict[int, bool] = {}
    dates: dict[int, bool] = {}
    for part in range(FOLDS):
        rest = np.flatnonzero(parts != part)
        model, dating = fit_sets([told[n] for n in rest], [sets[n] for n in rest]), fit_dates([told[n] for n in rest])
        for n in map(int, np.flatnonzero(parts == part)):
            if not told[n].event.optional:
                p = model.predict_proba(np.array(sets[n].features, dtype=np.float32))[:, 1]
                parties[n] = sets[n].right[int(p.argmax())]
                dates[n] = date_right(told[n].event, _row(date=chosen_date(told[n], dating)))
    before = {n: parties_right(told[n].event, _row(*told[n].rule)) for n in parties if told[n].rule}  # type: ignore[misc]
    print("parties right, as rules have them:", right_shares(told, before))
    print("parties right, as learned:", right_shares(told, parties))
    print(
        "dates right, as rules have them:",
        right_shares(told, {n: date_right(told[n].event, _row(date=told[n].known)) for n in dates}),
    )
    print("dates right, as learned:", right_shares(told, dates), flush=True)


def chosen_date(one: Told, dating: Hashed) -> EventDate:
    p = probabilities(dating.odds(one.date_slots))[:, 0]
    best = int(p.argmax()) if len(p) else -1
    if best < 0 or p[best] < CUTS.date or one.dates[best].date_id == one.known.date_id or one.known.method == "name":
        return one.known
    return _date_of(one.dates[best])


def write(told: Sequence[Told], offers: Offers, sets: Sequence[Sets], usual: Usual, out: Path) -> None:
    """Fit all layers and write their files."""
    out.mkdir(parents=True, exist_ok=True)
    save_hashed(fit_links(told), out / "links.npz")
    save_hashed(fit_dates(told), out / "dates.npz")
    for model, name in zip(fit_parties(told, offers), ("sources", "targets"), strict=True):
        save_trees(model, out / f"{name}.onnx")
    save_trees(fit_sets(told, sets), out / "sets.onnx")
    (out / "learned.toml").write_text(as_toml(usual), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", default="", metavar="K/N", help="the documents that --rest leaves out")
    parser.add_argument("--rest", type=Path, help="write here what the other documents give, for evidence.py")
    parser.add_argument("--check", action="store_true", help="cross-validate")
    given = parser.parse_args()
    resources = load_resources()
    profiles = profiles_of(given.texts, resources.rules)
    told, rows = collect(given.texts, resources, profiles)
    print(f"{len(told)} annotated events, {sum(len(one.linked.slots) for one in told)} possible links", flush=True)
    offers = cross_fitted(told)
    sets = sets_of(told, offers, singly_cross_fitted(told, offers), profiles)
    if given.rest:
        kept = [n for n, one in enumerate(told) if not is_held(one.document, given.hold)]
        usual = Usual(
            cuts=CUTS, limits=LIMITS, types=profiles, records=records_of(r for r in rows if not is_held(r[0], given.hold))
        )
        write([told[n] for n in kept], [offers[n] for n in kept], [sets[n] for n in kept], usual, given.rest)
    write(told, offers, sets, Usual(cuts=CUTS, limits=LIMITS, types=profiles, records=records_of(rows)), given.out)
    if given.check:
        cross_validate(told, sets)


def as_toml(usual: Usual) -> str:
    """The file as text."""
    lines = ["# What is usual of types and rules in annotated text. Written by training/finder/layers.py and evidence.py."]
    for name, table in (("cuts", usual.cuts), ("limits", usual.limits)):
        lines += ["", f"[{name}]", *(f"{key} = {value}" for key, value in table.model_dump().items())]
    lines += ["", "[types]"]
    for name, profile in usual.types.items():
        cells = ", ".join(f"{key} = {str(value).lower()}" for key, value in profile.model_dump().items())
        lines.append(f'"{name}" = {{ {cells} }}')
    lines += ["", "[records]  # right in their family, rows"]
    lines += [f'"{rule}" = [{right}, {rows}]' for rule, (right, rows) in sorted(usual.records.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
