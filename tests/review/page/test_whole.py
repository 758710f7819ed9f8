"""Sentences judged whole on the page: those without a row, passages, audits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import page_of, serving
from tests.review.page.test_adding import fill_in
from tests.review.page.world import World, keys, saved, select
from verbale.review.log import append, audited, compare, read, standing
from verbale.review.quality import audit, quality

TEXTS = {
    "d": "The cotton years\n\nIn 1901, Kenya accused Ghana over cotton. An envoy of Lima called on Chile.\n\nThe tin years\n\n"
    "In 1902, Laos accused Japan over tin. Nothing more was heard.\n"
}


@pytest.fixture
def small(tmp_path: Path) -> World:
    return World.of(tmp_path, TEXTS)


def test_sentences_without_a_row_are_a_queue(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=bare]")
        assert page.locator(".row.sentence").all_inner_texts() == [
            "○\nno row\nAn envoy of Lima called on Chile.", "○\nno row\nNothing more was heard.",
        ]  # fmt: skip
        assert page.is_disabled("#f-type") and page.is_enabled("#f-search")
        select(page, "called on")
        keys(page, "n")
        fill_in(page)
        page.click("#edit-keep")
        page.locator("[data-queue=bare] b", has_text="1").wait_for()
        keys(page, "w")
        page.locator("[data-queue=bare] b", has_text="0").wait_for()
        assert "No sentence is left" in page.locator(".nothing").first.inner_text()
        keys(page, "z")
        page.locator("[data-queue=bare] b", has_text="1").wait_for()
        keys(page, "w")
        saved(page)
        page.click("[data-queue=all]")
        assert page.locator(".text .whole").count() == 1
        assert [d.action for d in standing(read(small.decisions).decisions)] == ["add", "complete"]


def test_a_section_and_a_document_are_marked_complete(chromium: Any, small: World) -> None:
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "W")
        choices = page.locator("dialog .choices button").all_inner_texts()
        said = ["This sentence", "The section “The cotton years”", "The whole document"]
        assert [choice.split("\n")[0] for choice in choices] == said
        assert "4 sentences; 2 rows wait for a decision" in choices[2]
        page.locator("dialog .choices button").nth(1).click()
        page.locator("#complete", has_text="2 of 4 complete").wait_for()
        keys(page, "W")
        page.locator("dialog .choices button", has_text="document").click()
        page.locator("#complete", has_text="4 of 4 complete").wait_for()
        assert page.locator(".text .whole").count() == 4
        keys(page, "a", "a")
        saved(page)
        found = quality(compare(small.run, small.decisions), {}).chosen
        assert (found.sentences, found.families[0].recall.n) == (4, 2)
        keys(page, "z", "z", "z")
        page.locator("#complete", has_text="2 of 4 complete").wait_for()
        small.texts["d"] = small.texts["d"].replace("An envoy", "One envoy")
        small.extract()
        page.reload()
        page.locator("#complete", has_text="1 of 4 complete").wait_for()


def test_an_audit_is_a_queue_in_which_rows_are_decided(chromium: Any, small: World) -> None:
    drawn = audit(compare(small.run, small.decisions), 4, 7, "ann")
    assert drawn
    append(small.decisions, [drawn])
    order = [next(t for i, t in zip(small.run["sentences"]["sentence_id"], small.run["sentences"]["text"], strict=True) if i == s)
             for s in audited([drawn])]  # fmt: skip
    with serving(small.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=audit]")
        assert page.locator(".row .words").all_inner_texts() == order
        assert page.locator("#count").inner_text() == "0 of 4 drawn sentences judged whole"
        for words in order:
            page.locator(".row.sentence", has_text=words).click()
            if "accused" in words:
                keys(page, "w")
                page.locator(".row.chosen .mark", has_text="◐").wait_for()
                page.click("#card [data-act=Accept]")
            elif "envoy" in words:
                select(page, "called on")
                keys(page, "n")
                fill_in(page)
                page.click("#edit-keep")
                page.locator("#card .held .tag", has_text="added").wait_for()
                keys(page, "w")
            else:
                keys(page, "w")
        page.locator("#count", has_text="4 of 4 drawn").wait_for()
        saved(page)
        found = quality(compare(small.run, small.decisions), {}).drawn
        assert (found.sentences, found.waiting, found.of) == (4, 0, 4)
        assert (str(found.families[0].there), str(found.families[0].recall)) == ("1.0 [.34, 1.0]", ".67 [.21, .94]")


def test_two_code_blind_and_then_settle_where_they_differ(chromium: Any, small: World) -> None:
    for name in ("ann", "bob"):
        blind = replace(small.reviewing(name), blind=True)
        with serving(blind) as reviewing, page_of(chromium, reviewing.address) as page:
            page.wait_for_selector(".row.chosen")
            assert page.locator("#people").inner_text() == f"{name}, blind"
            assert page.locator(".row .mark").all_inner_texts() == ["○", "○"] and page.locator(".text .whole").count() == 0
            keys(page, "a")
            if name == "ann":
                select(page, "called on")
                keys(page, "n")
                fill_in(page)
                page.click("#edit-keep")
            else:
                keys(page, "r", "1")
            keys(page, "W")
            page.locator("dialog .choices button", has_text="document").click()
            saved(page)
    with serving(small.reviewing("cid")) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=disputed]")
        assert page.locator(".row .mark").all_inner_texts() == ["+"]
        assert "bob read this sentence to its end and did not tell it" in page.locator("#card").inner_text()
    with serving(small.reviewing("bob")) as reviewing, page_of(chromium, reviewing.address) as page:
        page.click("[data-queue=disputed]")
        keys(page, "r", "1")
        page.locator(".row .mark", has_text="≠").wait_for()
        page.locator("button", has_text="Settle").click()
        page.locator("dialog .choices button", has_text="ann").click()
        saved(page)
    judged = compare(small.run, small.decisions).verdicts
    assert sorted(v.status for v in judged.values()) == ["accepted", "accepted", "rejected"]
    assert [d.reviewer for d in standing(read(small.decisions).decisions) if d.action == "add"] == ["bob"]
