"""The finder's light layers, from annotated documents: who takes part, and when.

    python -m training.finder.layers --texts FOLDER ... --composed FOLDER --finders FOLDER ... --rest FOLDER ... \\
        --out extractors/data/learned

Writes ``links.npz`` (who is linked to a trigger, hashed regression), ``sources.onnx``, ``targets.onnx``, ``sets.onnx`` (boosted
trees: which party is a source, a target, which of them together), ``dates.npz`` (which expression dates a trigger, or none) and
``learned.toml`` (what is usual of types and rules). With ``--check`` it prints how often parties and dates are right at annotated
triggers of documents that a fit has not seen. Some twenty minutes on one core, half of them for ``--rest``.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from training.finder.answers import UNKNOWN, Told, as_date, as_row, collect, finders_in, records_of
from training.finder.date_choice import fit_dates, matrix_of
from training.finder.examples import is_held
from training.finder.export_trees import save_trees
from training.finder.usual import as_toml, profiles_of
from verbale.extractors import load_resources
from verbale.extractors.evaluation.agreement import date_right, parties_right
from verbale.extractors.evaluation.codes import fold
from verbale.extractors.evaluation.gold import load_gold
from verbale.extractors.events.learned.choice import Option, options
from verbale.extractors.events.learned.choice import features as features_of_sets
from verbale.extractors.events.learned.dates import date_chosen
from verbale.extractors.events.learned.models import Cuts, Limits, Profile, Usual
from verbale.extractors.events.learned.parties import Candidate, link_probabilities
from verbale.extractors.finder import Hashed, dealt, save_hashed, shares
from verbale.extractors.finder.hashed import SLOTS
from verbale.extractors.schema import EventDate

FOLDS = 3
FOUND_WEIGHT = 3.0
"""Weight of an event of ``--texts`` beside one of ``--composed`` (composed passages, articles that others annotated): which
parties writers and readers leave unsaid differs between them."""
CUTS = Cuts(none=0.5)
LIMITS = Limits(events=0.5, candidates=0.1, relations=0.75)
Numbers = NDArray[np.float64]


def fit_hashed(rows: Sequence[Sequence[int]], answers: Numbers, weights: Numbers, strength: float) -> Hashed:
    """One logistic regression per column of answers; rows that nobody can answer are left out of it."""
    x = matrix_of(rows)
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
    for side in (0, 1):
        y = np.array([answer for one, own in zip(told, offers, strict=True) for answer in answers_of(one, own, side)])
        known = y != UNKNOWN
        model = HistGradientBoostingClassifier(
            max_iter=180, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=20, l2_regularization=1.0, random_state=0
        )
        models.append(model.fit(x[known], y[known], sample_weight=weights[known]))
    return models


def answers_of(one: Told, own: Sequence[Candidate], side: int) -> list[int]:
    """Whether each candidate is a source (side 0) or target of an event.

    Of several candidates of one party those are whose words annotators named; of the others nobody can say, unless the party is
    on the other side, too: then they are not.
    """
    codes = (one.event.sources, one.event.targets)
    fits = [[any(fold(c.party) in code for code in ways) for ways in codes] for c in own]
    named = {key for unit, told in zip(one.linked.units, one.link_answers, strict=True) if told[side] == 1 for key in unit.keys}
    told_by_words = {c.party for c in own if c.key in named}
    return [
        0 if not fit[side] else 1 if c.key in named or c.party not in told_by_words else 0 if fit[1 - side] else UNKNOWN
        for c, fit in zip(own, fits, strict=True)
    ]


def told_singly(models: Sequence[HistGradientBoostingClassifier], offers: Offers) -> list[list[tuple[float, float]]]:
    """Of every candidate the probabilities of being source and target."""
    x = np.array([c.features for own in offers for c in own], dtype=np.float32)
    return dealt(zip(*(model.predict_proba(x)[:, 1].tolist() for model in models), strict=True), offers)


def misplaced(one: Told, own: Sequence[Candidate], side: int) -> frozenset[int]:
    """The candidates of a party that is on this side, who are themselves on the other one."""
    codes = (one.event.sources, one.event.targets)[side]
    answers = answers_of(one, own, side)
    return frozenset(n for n, c in enumerate(own) if answers[n] == 0 and any(fold(c.party) in code for code in codes))


class Sets(NamedTuple):
    """The sets that an event might have: their numbers, and whether each is just right."""

    options: list[Option]
    features: NDArray[np.float32]
    right: list[bool]


def sets_of(
    told: Sequence[Told], offers: Offers, singly: Sequence[Sequence[tuple[float, float]]], usual: Mapping[str, Profile]
) -> list[Sets]:
    found = []
    for one, own, p in zip(told, offers, singly, strict=True):
        sets = options(one.linked.asked, own, p)
        rows = features_of_sets(sets, one.linked.asked, own, p, usual[one.linked.asked.kind])
        amiss = [misplaced(one, own, side) for side in (0, 1)]
        right = [
            not s.sources & amiss[0] and not s.targets & amiss[1]
            and parties_right(one.event, as_row((own[n].party for n in s.sources), (own[n].party for n in s.targets)))
            for s in sets
        ]  # fmt: skip
        found.append(Sets(sets, np.array(rows, dtype=np.float32), right))
    return found


def fit_sets(told: Sequence[Told], sets: Sequence[Sets], found: Collection[str]) -> HistGradientBoostingClassifier:
    """``found``: the documents whose events count more."""
    x = np.concatenate([own.features for own in sets])
    y = np.array([right for own in sets for right in own.right])
    counts = [one.weight * (FOUND_WEIGHT if one.document in found else 1.0) for one in told]
    weights = np.repeat(counts, [len(own.right) for own in sets])
    return HistGradientBoostingClassifier(
        max_iter=350, learning_rate=0.06, max_leaf_nodes=31, min_samples_leaf=40, l2_regularization=1.0, random_state=0
    ).fit(x, y, sample_weight=weights)


def parts_of(told: Sequence[Told]) -> NDArray[np.int64]:
    """The fold of every event, by its document; other folds than those of the finders."""
    return np.array([crc32(one.document.rsplit("__", 1)[0].encode()) // 7 % FOLDS for one in told])


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


def right_shares(told: Sequence[Told], answers: Mapping[int, bool]) -> str:
    """Of core events with and without a rule: the share that is right."""
    groups = {"with a rule": [n for n in answers if told[n].rule], "without": [n for n in answers if not told[n].rule]}
    return ", ".join(f"{name} {np.mean([answers[n] for n in own]):.3f} of {len(own)}" for name, own in groups.items() if own)


def cross_validate(told: Sequence[Told], sets: Sequence[Sets], found: Collection[str]) -> None:
    """Print how often parties and dates are right at core triggers of found documents that a fit has not seen."""
    parts = parts_of(told)
    parties: dict[int, bool] = {}
    dates: dict[int, bool] = {}
    for part in range(FOLDS):
        rest = np.flatnonzero(parts != part)
        model = fit_sets([told[n] for n in rest], [sets[n] for n in rest], found)
        dating = fit_dates([told[n] for n in rest])
        for n in map(int, np.flatnonzero(parts == part)):
            if not told[n].event.optional and told[n].document in found:
                p = model.predict_proba(sets[n].features)[:, 1]
                parties[n] = sets[n].right[int(p.argmax())]
                dates[n] = date_right(told[n].event, as_row(date=chosen_date(told[n], dating)))
    before = {n: parties_right(told[n].event, as_row(*told[n].rule)) for n in parties if told[n].rule}  # type: ignore[misc]
    print("parties right, as rules have them:", right_shares(told, before))
    print("parties right, as learned:", right_shares(told, parties))
    print(
        "dates right, as rules have them:",
        right_shares(told, {n: date_right(told[n].event, as_row(date=told[n].known)) for n in dates}),
    )
    print("dates right, as learned:", right_shares(told, dates), flush=True)


def chosen_date(one: Told, dating: Hashed) -> EventDate:
    (told,) = shares(dating, [one.date_slots])
    return date_chosen(one.known, one.dates, told[:-1], CUTS, as_date)


def write(told: Sequence[Told], offers: Offers, sets: Sequence[Sets], found: Collection[str], usual: Usual, out: Path) -> None:
    """Fit all layers and write their files."""
    out.mkdir(parents=True, exist_ok=True)
    save_hashed(fit_links(told), out / "links.npz")
    save_hashed(fit_dates(told), out / "dates.npz")
    for model, name in zip(fit_parties(told, offers), ("sources", "targets"), strict=True):
        save_trees(model, out / f"{name}.onnx")
    save_trees(fit_sets(told, sets, found), out / "sets.onnx")
    (out / "learned.toml").write_text(as_toml(usual), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--composed", type=Path, nargs="*", default=[], help="annotated texts that count once")
    parser.add_argument("--finders", type=Path, nargs="*", default=[], help="of n the k-th has not seen what k/n holds")
    parser.add_argument("--parts", type=int, default=0, help="n, where there are fewer finders; the other documents are left out")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rest", type=Path, nargs="*", default=[], help="of n the k-th: what all but k/n give")
    parser.add_argument("--check", action="store_true", help="cross-validate")
    given = parser.parse_args()
    resources = load_resources()
    folders = [*given.texts, *given.composed]
    profiles = profiles_of(folders, resources.rules)
    told, rows = collect(folders, resources, profiles, finders_in(given.finders), given.parts)
    found = {name for folder in given.texts for name in load_gold(folder)}
    print(f"{len(told)} annotated events, {sum(len(one.linked.slots) for one in told)} possible links", flush=True)
    offers = cross_fitted(told)
    sets = sets_of(told, offers, singly_cross_fitted(told, offers), profiles)
    for k, folder in enumerate(given.rest, 1):
        hold = f"{k}/{len(given.rest)}"
        kept = [n for n, one in enumerate(told) if not is_held(one.document, hold)]
        usual = Usual(cuts=CUTS, limits=LIMITS, types=profiles, records=records_of(r for r in rows if not is_held(r[0], hold)))
        write([told[n] for n in kept], [offers[n] for n in kept], [sets[n] for n in kept], found, usual, folder)
    write(told, offers, sets, found, Usual(cuts=CUTS, limits=LIMITS, types=profiles, records=records_of(rows)), given.out)
    if given.check:
        cross_validate(told, sets, found)


if __name__ == "__main__":
    main()
