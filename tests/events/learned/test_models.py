"""What the files of the learned layers say of rules."""

from __future__ import annotations

import pickle
from math import log
from pathlib import Path

import pytest

from tests.events.learned.told import learned
from verbale.extractors.events.learned.models import Profile, Profiles, load_learned


def test_a_rules_record_is_held_against_that_of_all_rules() -> None:
    layers = learned()
    share = (9 + 4 * 0.8) / (10 + 4)
    assert layers.record("envoy.recall.verb") == pytest.approx((log(share / (1 - share)), log(11)))
    assert layers.record("a rule that no annotated text fires") == pytest.approx((log(0.8 / 0.2), 0.0))


def test_a_type_that_no_annotation_knows_is_like_all_others() -> None:
    known = Profiles(
        one=Profile(number=0, family=0, symmetric=True, sources=2.0, targets=0.0),
        other=Profile(number=1, family=0, symmetric=False, sources=1.0, targets=1.0),
    )
    for profiles in (known, pickle.loads(pickle.dumps(known))):
        assert profiles["own"] == Profile(number=-1, family=-1, symmetric=False, sources=1.5, targets=0.5)
        assert (profiles["one"].number, sorted(profiles)) == (0, ["one", "other"])


def test_without_files_nothing_is_learned(tmp_path: Path) -> None:
    assert load_learned(tmp_path) is None
