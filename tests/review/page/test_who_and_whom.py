"""Sources and targets: swapped by one action, told as the text tells them, corrected where they are clicked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, saved, select
from verbale.review.log.decision_files import read
from verbale.review.log.decisions import Decision, standing

TEXTS = {"d": "In 1901, Kenya accused Ghana over cotton. In 1902, Laos accused Japan over copper.\n"}
SWAPPED = {
    "source_ids": "GHA", "sources": "Ghana", "source_parties": "GHA",
    "target_ids": "KEN", "targets": "Kenya", "target_parties": "KEN",
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def said(world: World) -> tuple[Decision, ...]:
    return tuple(standing(read(world.decisions).decisions))


def test_one_key_swaps_the_sides_and_swapped_twice_they_are_as_the_run_says(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "s")
        page.locator(".row", has_text="Laos").and_(page.locator(".chosen")).wait_for()  # on to the next one
        saved(page)
        (decision,) = said(small)
        assert (decision.action, dict(decision.values)) == ("correct", SWAPPED)
        keys(page, "k")
        assert page.locator("#card h2").inner_text() == "Ghana → Kenya"
        assert [page.locator(f".text .{name}").inner_text() for name in ("fs", "ft")] == ["Ghana", "Kenya"]
        keys(page, "c")  # what else is wrong is corrected with it, and stays so when the sides are turned back
        page.fill("#edit-date_edtf", "1903")
        page.click("#edit-keep")
        keys(page, "k")
        page.click("#card [data-act=swap]")
        saved(page)
        (decision,) = said(small)
        assert dict(decision.values) == {"date_edtf": "1903"}
        keys(page, "s")
        page.locator("#card h2", has_text="Japan → Laos").wait_for()
        keys(page, "s")
        page.locator("#card h2", has_text="Laos → Japan").wait_for()
        saved(page)
        assert said(small) == (decision,), "swapped back nothing is corrected"


def test_sides_are_swapped_in_the_form_and_in_what_was_added(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.click("#edit-swap")
        shown = [page.locator(f".f-{side}_ids .chips span").text_content() for side in ("source", "target")]
        assert shown == ["Ghana×", "Kenya×"]
        page.click("#edit-keep")
        saved(page)
        assert dict(said(small)[0].values) == SWAPPED
        keys(page, "k")
        select(page, "over cotton")
        keys(page, "n")
        page.keyboard.type("visi")
        keys(page, "Enter")
        for side, name in (("source", "Peru"), ("target", "Chile")):
            page.fill(f"#edit-{side}_ids", name)
            keys(page, "Enter")
        page.click("#edit-keep")
        page.click("[data-queue=added]")
        keys(page, "s")
        page.locator("#card h2", has_text="Chile → Peru").wait_for()
        saved(page)
        (added,) = (decision for decision in said(small) if decision.action == "add")
        assert (added.values["sources"], added.values["target_ids"], added.values["trigger"]) == ("Chile", "Peru", "over cotton")


def test_a_party_that_no_words_stand_for_is_found_in_the_quote_or_told_to_be_implied(chromium: Any, small: World) -> None:
    """A treaty names its parties in its own name, which is nobody's mention."""
    events = small.run["events"]
    first = events["date_edtf"] == "1901"
    small.run["events"] = events.assign(
        sources=events["sources"].mask(first, "(implied) KEN"), targets=events["targets"].mask(first, "(implied) LAO"),
        target_ids=events["target_ids"].mask(first, "LAO"), target_parties=events["target_parties"].mask(first, "LAO"),
    )  # fmt: skip
    mentions = small.run["mentions"]
    small.run["mentions"] = mentions[mentions["actor_id"] != "KEN"]
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        assert page.locator("#card dl dd").first.inner_text() == "Kenya → Laos (not named, implied)"
        assert page.locator(".text .fs").inner_text() == "Kenya" and page.locator(".text .ft").count() == 0


@pytest.mark.parametrize(("where", "field"), [
    ("h2 .source", "source_ids"), ("h2 .target", "target_ids"), (".meta .chip", "relation_type"), (".meta b", "date_edtf"),
])  # fmt: skip
def test_what_is_wrong_is_clicked(chromium: Any, small: World, where: str, field: str) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        page.click(f"#card {where}")
        assert page.evaluate("document.activeElement.id") == f"edit-{field}"
        page.fill("#edit-place", "Accra")
        page.click("#card .meta b")  # a form that is open is entered, and nothing that was filled in is lost
        assert page.evaluate("document.activeElement.id") == "edit-date_edtf" and page.input_value("#edit-place") == "Accra"


def test_how_sure_the_parties_are_is_told_beside_the_confidence(chromium: Any, small: World) -> None:
    small.run["events"] = small.run["events"].assign(parties_confidence="0.834")
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        sure = page.locator("#card .meta span", has_text="parties")
        assert page.locator("#card h2").inner_text() == "Kenya → Ghana" and sure.inner_text() == "parties 0.83"
        assert "are the parties of the event" in sure.get_attribute("title")
        assert "Of a hundred such choices of parties about 83 are just right." in page.locator("#card .why").text_content()
        keys(page, "s", "k")
        assert page.locator("#card h2").inner_text() == "Ghana → Kenya" and sure.count() == 0


def test_candidates_are_seen_in_the_text_counted_as_none_and_not_added_anew(chromium: Any, small: World) -> None:
    events = small.run["events"]
    doubtful = events["date_edtf"] == "1902"
    small.run |= {"events": events[~doubtful].reset_index(drop=True), "candidates": events[doubtful].reset_index(drop=True)}
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        candidate = page.locator(".text .maybe")
        assert candidate.inner_text() == "accused" and "a candidate" in page.locator(".legend").inner_text()
        keys(page, "W")
        assert "1 candidate counts as none until you accept it" in page.locator("dialog .choices").inner_text()
        page.locator("dialog .choices button", has_text="document").click()
        page.locator(".text .whole").nth(1).wait_for()
        select(page, "Laos accused Japan")
        keys(page, "n")
        told = page.locator("#edit-there")
        assert "A candidate stands at these words already" in told.inner_text()
        select(page, "copper")
        page.click("#picked [data-use=trigger]")
        assert told.is_hidden()
        select(page, "Laos accused")
        page.click("#picked [data-use=trigger]")
        assert page.locator("#edit-types").is_visible(), "the types are open still, and cover nothing that is told"
        told.locator("button").click()
        assert page.locator("[data-queue=candidates]").get_attribute("aria-selected") == "true"
        keys(page, "a", "W")
        assert "candidate" not in page.locator("dialog .choices").inner_text()
        saved(page)
        assert [decision.action for decision in said(small)] == ["complete", "accept"]


def test_what_is_added_where_a_row_stands_says_so(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        select(page, "accused")
        keys(page, "n")
        assert "A row stands at these words already: Kenya → Ghana" in page.locator("#edit-there").inner_text()
        fill_in_and_keep(page)
        saved(page)
        assert [decision.action for decision in said(small)] == ["add"], "it is told, and forbids nothing"


def fill_in_and_keep(page: Any) -> None:
    page.keyboard.type("visi")
    keys(page, "Enter")
    page.click("#edit-keep")
