"""Rows decided together, undone, done again; corrections are seen; heads sort; guidelines; blind in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, marks, saved
from verbale.extractors.explain import GuidedType
from verbale.extractors.rules.examples import parse_example
from verbale.extractors.rules.schema import Type
from verbale.review.log import append, compare, make, read, standing
from verbale.review.page import Review
from verbale.review.page.guidelines import guidelines
from verbale.review.page.render import static_page

TEXTS = {"d": " ".join(f"In {year}, Peru accused Chile over tin of the year {year}." for year in range(1901, 1911)) + "\n"}


@pytest.fixture
def ten(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def test_rows_are_selected_and_decided_by_one_stroke_undone_and_done_again(chromium: Any, ten: World) -> None:
    with serving(ten.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        boxes = page.locator(".row .pick input")
        boxes.nth(1).click()
        boxes.nth(4).click(modifiers=["Shift"])
        assert page.locator("#count").inner_text() == "4 of 10 selected"
        assert page.locator(".row[aria-selected=true]").count() == 4
        page.click("#bulk [data-selected=accept]")
        assert marks(page) == ["○", "✓", "✓", "✓", "✓", *"○" * 5]
        page.locator(".row").nth(6).click()
        keys(page, "x", "Shift+ArrowDown", "Shift+ArrowDown", "r")
        page.locator("dialog h2", has_text="Reject 3 events").wait_for()
        keys(page, "1")
        assert marks(page)[6:] == ["✕", "✕", "✕", "○"]
        keys(page, "z")
        assert marks(page) == ["○", "✓", "✓", "✓", "✓", *"○" * 5]
        keys(page, "z")
        assert marks(page) == ["○"] * 10
        keys(page, "Z")
        assert marks(page) == ["○", "✓", "✓", "✓", "✓", *"○" * 5]
        keys(page, "Z")
        assert marks(page)[6:] == ["✕", "✕", "✕", "○"] and page.is_disabled("#card [data-act=redo]")
        saved(page)
        log = standing(read(ten.decisions).decisions)
        assert sorted(d.action for d in log) == ["accept"] * 4 + ["reject"] * 3
        assert sorted(v.status for v in compare(ten.run, ten.decisions).verdicts.values()) == ["accepted"] * 4 + ["rejected"] * 3


def test_what_is_decided_after_an_undo_ends_the_redoing(chromium: Any, ten: World, tmp_path: Path) -> None:
    with page_of(chromium, ten.as_file(tmp_path)) as page:
        keys(page, "a", "a", "z", "z", "Z")
        assert marks(page)[:3] == ["✓", "○", "○"]
        page.reload()  # the log knows what was undone
        page.click("#card [data-act=redo]")
        assert marks(page)[:3] == ["✓", "✓", "○"]
        keys(page, "z")
        page.locator(".row").nth(4).click()
        keys(page, "a", "Z")
        assert "nothing to do again" in page.locator("#toast").inner_text()
        assert marks(page)[:5] == ["✓", "○", "○", "○", "✓"]


def test_all_are_selected_and_a_filter_drops_what_it_hides(chromium: Any, ten: World, tmp_path: Path) -> None:
    with page_of(chromium, ten.as_file(tmp_path)) as page:
        page.click("#pick-all")
        assert page.locator("#count").inner_text() == "10 of 10 selected"
        page.fill("#f-from", "1909")
        page.locator("#count", has_text="2 of 2 selected").wait_for()
        page.focus("#scroller")
        keys(page, "Escape")
        assert page.locator("#count").inner_text() == "2 events of 10" and page.input_value("#f-from") == "1909"
        keys(page, "Control+a", "m")
        page.keyboard.type("tin again")
        keys(page, "Control+Enter", "Escape")
        assert page.locator("#count").inner_text() == "10 events"
        page.locator(".row").nth(9).click()
        assert "tin again" in page.locator(".history").inner_text() and marks(page) == ["○"] * 10


def test_corrected_cells_show_in_list_and_card(chromium: Any, ten: World, tmp_path: Path) -> None:
    with page_of(chromium, ten.as_file(tmp_path)) as page:
        keys(page, "c")
        page.fill("#edit-date_edtf", "1900-12")
        page.click(".f-target_ids .chips button")
        page.fill("#edit-target_ids", "norway")
        keys(page, "Enter")
        page.click("#edit-keep")
        page.locator(".row").first.click()
        for place in (".row.chosen", "#card"):
            assert page.locator(f"{place} .mended", has_text="1900-12").is_visible()
            assert (
                page.locator(f"{place} .mended", has_text="Peru → Norway").get_attribute("title")
                == "corrected; the run says Peru → Chile"
            )


def test_heads_say_what_is_sorted_and_filters_what_makes_no_sense(chromium: Any, ten: World, tmp_path: Path) -> None:
    with page_of(chromium, ten.as_file(tmp_path)) as page:
        date = page.locator("[role=columnheader]", has_text="Date")
        assert date.get_attribute("aria-sort") == "none"
        page.click("[data-sort=date]")
        assert date.get_attribute("aria-sort") == "ascending"
        page.click("[data-sort=date]")
        assert date.get_attribute("aria-sort") == "descending"
        page.fill("#f-party", "eru")  # a part of the name is enough
        page.locator("#count", has_text="10 events of 10").wait_for()
        page.fill("#f-party", "Perul")
        page.locator("#filter-problem", has_text="No party of these texts is called “perul”").wait_for()
        page.click(".nothing button")
        page.fill("#f-from", "soon")
        page.locator("#filter-problem", has_text="a year (1991)").wait_for()


def test_guidelines_open_beside_the_text(chromium: Any, ten: World, tmp_path: Path) -> None:
    side = {"who": "who accuses"}
    kind = Type.model_validate(
        {"definition": "Says that another did wrong.", "source": side, "target": {"who": "who is accused"}}
    )
    example = parse_example("{source=PER:Peru} {trigger:blamed} {target=CHL:Chile}.")
    guided = GuidedType.model_construct(**dict(kind), examples=(example,), non_examples=("Peru was calm.",))
    marked = [["source", 0, 4], ["trigger", 5, 11], ["target", 12, 17]]
    assert guidelines({"x.y": guided})[0]["examples"] == [["Peru blamed Chile.", marked]]
    name = ten.run["events"]["relation_type"].iloc[0]
    path = tmp_path / "review.html"
    path.write_bytes(static_page(Review(ten.run, {name: guided})).html)
    with page_of(chromium, path.as_uri()) as page:
        keys(page, "g")
        told = page.locator("#guide details[open]").inner_text()
        assert "who is accused" in told and "Peru blamed Chile." in told and "Peru was calm." in told and "over tin" in told
        assert page.locator("#guide .fx").inner_text() == "blamed"
        guide, text = page.locator("#guide").bounding_box(), page.locator("#document").bounding_box()
        assert text["x"] + text["width"] <= guide["x"] + 1
        page.fill("#guide-search", "no such words")
        assert "No type is called so" in page.locator("#guide").inner_text()


def test_a_file_is_coded_blind(chromium: Any, ten: World, tmp_path: Path) -> None:
    first, second = ten.run["events"]["event_id"].tolist()[:2]
    snapshots = compare(ten.run, ten.decisions).evidence
    bob = {"action": "accept", "reviewer": "bob"}
    append(ten.decisions, [make({**bob, "event_id": e, "snapshot": snapshots.snapshot(e)}) for e in (first, second)])
    with page_of(chromium, ten.as_file(tmp_path), accept_downloads=True) as page:
        assert marks(page).count("✓") == 2
        page.click("#people")
        page.fill("#reviewer-name", "ann")
        page.check("#blind")
        page.click("#people-close")
        assert page.locator("#people").inner_text() == "ann, blind" and marks(page) == ["○"] * 10
        page.click(f".row[data-event={first}]")
        keys(page, "r", "1")
        page.reload()
        assert marks(page).count("✕") == 1 and "✓" not in marks(page)
        with page.expect_download() as download:
            page.click("#download")
        lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
        append(ten.decisions, [make(json.loads(line)) for line in lines])
        page.keyboard.press("Escape")
        page.click("#people")
        page.uncheck("#blind")
        page.click("#people-close")
        assert sorted(marks(page)) == sorted(["≠", "✓", *"○" * 8])
    found = compare(ten.run, ten.decisions).verdicts
    assert (found[first].status, found[second].status) == ("disputed", "accepted")
