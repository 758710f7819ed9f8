"""No list of six or more words stands twice or nearly twice in the bundled rules."""

from __future__ import annotations

from pathlib import Path

from verbale.extractors.rules.lint import repeated_lists
from verbale.extractors.rules.lint.repetition import near_duplicates, spelled_lists

ROYALS = ["king", "queen", "duke", "duchess", "earl", "count", "emperor"]


def rule(words: list[str]) -> dict[str, object]:
    return {
        "id": "a.b.c",
        "trigger": {"lemma": ["crown"]},
        "with": {"object": words},
        "source": {"from": ROYALS, "head": ["heir"]},
    }


def test_lists_are_found_with_their_places() -> None:
    data = {"words": {"royals": ROYALS}, "rules": [rule(["@royals", "heir"])]}
    assert [(one.place, one.words) for one in spelled_lists("a.toml", data)] == [
        ("words.royals", tuple(ROYALS)),
        ("rule a.b.c: trigger.lemma", ("crown",)),
        ("rule a.b.c: with.object", ("@royals", "heir")),
        ("rule a.b.c: source.head", ("heir",)),
    ]


def test_what_is_alike() -> None:
    lists = [
        *spelled_lists("a.toml", {"rules": [rule(ROYALS)]}),
        *spelled_lists("b.toml", {"rules": [rule([*ROYALS[1:], "pope"])]}),
    ]
    (found,) = near_duplicates(lists)
    assert (found.first.file, found.second.file, found.alike) == ("a.toml", "b.toml", 6 / 8)
    assert not list(near_duplicates(lists, alike=0.8)) and not list(near_duplicates(lists, least=8))


def test_no_list_stands_twice() -> None:
    assert list(map(str, repeated_lists())) == []


def test_lists_of_a_users_own_rules_count(tmp_path: Path) -> None:
    royals, peers = ["king", "queen", "duke", "earl", "count", "heir"], ["queen", "duke", "earl", "count", "king", "pope"]
    (tmp_path / "knitting.toml").write_text(
        f'family = "knitting"\n[words]\nroyals = {royals}\npeers = {peers}\n', encoding="utf-8"
    )
    assert list(map(str, repeated_lists(tmp_path))) == [
        "knitting.toml: words.peers: shares 71% of its words with knitting.toml: words.royals; give both one name"
    ]
