"""The page as a file does all that the served one does: parties corrected from the text, passages, audits, quality, adjudication,
and what was said is carried over to a run on edited texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import page_of
from tests.review.page.test_adding import fill_in
from tests.review.page.world import World, keys, marks, select
from verbale.review.log import append, compare, make, read, standing
from verbale.review.quality import audit, format_quality, quality

TEXTS = {
    "d": "In 1901, Kenya accused Ghana over cotton. An envoy of Lima called on Chile.\n\n"
    "In 1902, Laos accused Japan over tin. In 1903, Peru accused Chile over salt. Nothing more was heard.\n"
}


@pytest.fixture
def small(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def imported(page: Any, world: World) -> None:
    """What the browser gives out goes into the log."""
    with page.expect_download() as download:
        page.click("#download")
    page.keyboard.press("Escape")
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    append(world.decisions, [make(json.loads(line)) for line in lines])


def test_all_that_a_reviewer_says_in_a_file_holds_on_an_edited_text(chromium: Any, small: World, tmp_path: Path) -> None:
    drawn = audit(compare(small.run, small.decisions), 3, 7, "reviewer")
    assert drawn
    append(small.decisions, [drawn])
    with page_of(chromium, small.as_file(tmp_path), accept_downloads=True) as page:
        keys(page, "c")  # a party from the text
        page.click(".f-target_ids .chips button")
        select(page, "Lima")
        page.click("#picked [data-use=target]")
        page.click("#edit-keep")
        select(page, "called on")  # an event that the run missed
        keys(page, "n")
        fill_in(page)
        page.click("#edit-keep")
        page.click("[data-queue=audit]")
        for number in range(3):
            page.locator(".row.sentence").nth(number).click()
            still_open = page.locator("#card .held", has=page.locator(".mark.todo")).count()
            keys(page, "w")
            if still_open:
                page.click("#card .held [data-act=Accept]")
        page.locator("#count", has_text="3 of 3 drawn").wait_for()
        page.click("[data-queue=all]")
        page.locator(".row", has_text="Laos").click()
        keys(page, "a")
        page.locator(".row", has_text="salt").click()
        keys(page, "r", "1", "W")
        page.locator("dialog .choices button", has_text="document").click()
        page.locator("#complete", has_text="5 of 5 complete").wait_for()
        imported(page, small)

        told = format_quality(quality(compare(small.run, small.decisions), {}))
        assert "3 of 5 sentences, drawn at random, judged whole" in told and "[" in told
        before = {(d.action, d.event_id) for d in standing(read(small.decisions).decisions)}
        small.texts["d"] = "A new opening.\n\n" + small.texts["d"] + "And a new end.\n"
        small.extract()
        page.goto(small.as_file(tmp_path))
        page.reload()
        assert sorted(marks(page)) == sorted("✎✓✕+")
        assert page.locator("#complete").inner_text() == "5 of 7 complete…"
        queues = page.locator("#queues button").evaluate_all("all => all.map((tab) => tab.dataset.queue)")
        assert not {"recheck", "re_anchored", "stale", "orphaned"} & set(queues)
        assert {(d.action, d.event_id) for d in standing(read(small.decisions).decisions)} == before


def test_two_who_differ_are_settled_in_a_file(chromium: Any, small: World, tmp_path: Path) -> None:
    event = small.run["events"]["event_id"].iloc[0]
    evidence = compare(small.run, small.decisions).evidence
    said = {"event_id": event, "snapshot": evidence.snapshot(event)}
    append(small.decisions, [make({**said, "action": "reject", "reason": "no_event", "reviewer": "bob"}),
                             make({**said, "action": "accept", "reviewer": "ann"})])  # fmt: skip
    with page_of(chromium, small.as_file(tmp_path), accept_downloads=True) as page:
        page.click("[data-queue=disputed]")
        page.locator("button", has_text="Settle").click()
        page.locator("dialog .choices button", has_text="bob").click()
        imported(page, small)
    assert compare(small.run, small.decisions).verdicts[event].status == "rejected"
