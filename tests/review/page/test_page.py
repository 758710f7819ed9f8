"""The page in a browser: one key per decision, nothing lost, nothing leaves the machine."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.review.browser import page_of, serving
from tests.review.page.world import World, keys, marks, saved
from verbale.extractors import tables
from verbale.review.files.timeline_page import timeline_page
from verbale.review.log.decision_files import append, read
from verbale.review.log.decisions import make, standing
from verbale.review.log.evidence import Evidence
from verbale.review.log.verdicts import verdicts
from verbale.review.page.render import static_page


def test_deciding_with_the_keys_reloading_and_a_rerun(chromium: Any, world: World) -> None:
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        assert page.url == reviewing.address and page.locator("#count").inner_text() == "72 events"
        first, second, third = page.locator(".row").evaluate_all("rows => rows.slice(0, 3).map(r => r.dataset.event)")
        keys(page, "a", "r")
        page.locator("dialog .choices button").first.wait_for()
        keys(page, "6", "c")
        page.fill("#edit-date_edtf", "1875-13")
        assert "no month 13" in page.locator("#edit-form .error").inner_text()
        page.fill("#edit-date_edtf", "1875-03")
        page.click("#edit-keep")
        keys(page, "a", "z")  # the fourth: accepted, and taken back
        saved(page)
        assert marks(page)[:4] == ["✓", "✕", "✎", "○"]
        assert page.locator("#progress-text").inner_text() == "3 of 72 reviewed"
        log = standing(read(world.decisions).decisions)
        assert [(d.event_id, d.action, d.reason, dict(d.values)) for d in log] == [
            (first, "accept", "", {}), (second, "reject", "wrong_date", {}), (third, "correct", "", {"date_edtf": "1875-03"}),
        ]  # fmt: skip
        assert all(d.reviewer == "ann" and d.snapshot["sentence"] for d in log)
        page.reload()
        assert marks(page)[:4] == ["✓", "✕", "✎", "○"]

        # The text is edited: a paragraph on top, a typo in the first sentence, and the second one is gone.
        quotes = dict(zip(world.run["events"]["event_id"], world.run["events"]["quote"], strict=True))
        name = next(iter(world.texts))
        text = world.texts[name].replace(quotes[first], quotes[first].replace("paper", "papre")).replace(quotes[second], "")
        world.texts[name] = "In 1999, Peru praised Chile over an entirely new matter.\n\n" + text
        world.extract()
        page.wait_for_selector("#reload", timeout=15_000)
        page.click("#reload")
        page.wait_for_selector("[data-queue=re_anchored]")
        queues = {q.get_attribute("data-queue"): q.locator("b").inner_text() for q in page.locator("#queues button").all()}
        assert queues == {"all": "72", "todo": "71", "re_anchored": "1", "orphaned": "1"}
        page.goto(f"{reviewing.address}#{third}")
        assert page.locator(".row.chosen .mark").inner_text() == "✎"
        page.click("[data-queue=re_anchored]")
        assert "papre" in page.locator("#card ins").inner_text() and "paper" in page.locator("#card del").inner_text()
        keys(page, "a")
        saved(page)
        found = verdicts(world.judged().carried)
        assert sorted(v.status for v in found.values()) == ["accepted", "corrected"]
        assert first not in found and found[third].values == {"date_edtf": "1875-03"}
        page.click("[data-queue=orphaned]")
        assert quotes[second][:40] in page.locator("#card dl").inner_text()
        keys(page, "r")  # to withdraw what has lost its sentence asks first, and is an act that can be undone
        page.click("#withdraw-go")
        page.locator("[data-queue=orphaned] b", has_text="0").wait_for()
        keys(page, "z")
        page.locator("[data-queue=orphaned] b", has_text="1").wait_for()
        saved(page)
        assert len(standing(read(world.decisions).decisions)) == 3


def test_filters_search_sort_and_deep_links(chromium: Any, world: World, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_bytes(static_page(world.review()).html)
    events = tables.as_text(world.run["events"])
    with page_of(chromium, path.as_uri()) as page:

        def shown() -> int:
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # what it waits for
            return int(page.locator("#count").inner_text().split()[0])

        page.select_option("#f-type", "sanction")
        assert shown() == sum(events["relation_type"].str.startswith("sanction."))
        page.select_option("#f-type", "envoy.recall")
        assert shown() == sum(events["relation_type"] == "envoy.recall")
        keys(page, "Tab")
        page.click("button[type=reset]")
        assert shown() == 72
        page.fill("#f-party", "Peru")
        assert shown() == sum((events["source_parties"] == "PER") | (events["target_parties"] == "PER"))
        page.fill("#f-party", "")
        page.fill("#f-from", "1900")
        page.fill("#f-to", "1949-12")
        assert shown() == sum((events["date_end"] >= "1900") & (events["date_start"] < "1950") & (events["date_start"] != ""))
        page.fill("#f-from", "")
        page.fill("#f-to", "")
        page.fill("#f-low", "0.8")
        assert shown() == sum(events["confidence"].astype(float) >= 0.8)
        page.fill("#f-low", "")
        page.fill("#f-search", "lighthouse survey")
        expected = sum(events["quote"].str.contains("lighthouse") & events["quote"].str.contains("survey"))
        assert shown() == expected > 0
        page.fill("#f-search", "no such words")
        assert shown() == 0 and "Nothing fits" in page.locator(".nothing").first.inner_text()
        page.click("button[type=reset]")
        confidence = events["confidence"].astype(float)
        unsure = (confidence - 0.5).abs().idxmin()
        for order, first in (("confidence+", confidence.idxmin()), ("doubt+", unsure), ("confidence-", confidence.idxmax())):
            page.select_option("#order", order)
            page.wait_for_timeout(60)
            top = page.locator(".row").evaluate_all("rows => rows.sort((a, b) => a.offsetTop - b.offsetTop)[0].dataset.event")
            assert top == events.loc[first, "event_id"]
        wanted = events["event_id"].tolist()[40]
        page.fill("#f-search", "no such words")
        page.goto(f"{path.as_uri()}#{wanted}")
        assert page.locator(".row.chosen").get_attribute("data-event") == wanted
        assert page.locator(".text .fx").inner_text() == events["trigger"].tolist()[40]
        assert page.locator(".text .fs").first.inner_text() == events["sources"].tolist()[40]


def test_the_file_keeps_decisions_in_the_browser_and_gives_them_out(chromium: Any, world: World, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_bytes(static_page(world.review()).html)
    with page_of(chromium, path.as_uri(), accept_downloads=True) as page:
        keys(page, "a", "a", "r", "1")
        assert "3 decisions are not saved to the project" in page.locator("#saving").inner_text()
        other = page.context.new_page()
        other.goto(path.as_uri())
        assert other.locator(".row .mark").all_inner_texts()[:3] == ["✓", "✓", "✕"]
        keys(other, "u", "a")
        page.locator("#progress-text", has_text="4 of").wait_for()
        with page.expect_download() as download:
            page.click("#download")
        lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
        made = [make(json.loads(line)) for line in lines]
        assert [d.action for d in made] == ["accept", "accept", "reject", "accept"] and {d.reviewer for d in made} == {"reviewer"}
        append(world.decisions, made)
        path.write_bytes(static_page(world.review(), world.judged()).html)
        page.reload()
        assert page.locator("#saving").inner_text() == "Decisions stay in this browser"
        assert marks(page)[:4] == ["✓", "✓", "✕", "✓"]


def test_bulk_says_what_it_covers(chromium: Any, world: World) -> None:
    events = tables.as_text(world.run["events"])
    wanted = set(events.loc[events["relation_type"] == "aid.grant", "event_id"])
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.select_option("#f-type", "aid.grant")
        page.wait_for_timeout(60)
        page.click("#bulk button")
        scope = page.locator("dialog").inner_text()
        assert f"Accept {len(wanted)} events?" in scope and "type aid.grant" in scope
        page.click("#bulk-go")
        saved(page)
        log = read(world.decisions).decisions
        assert {d.event_id for d in log} == wanted and all("type aid.grant" in d.comment for d in log)
        keys(page, "z")
        page.locator("#progress-text", has_text="0 of 72").wait_for()
        saved(page)
        assert standing(read(world.decisions).decisions) == ()


def test_two_reviewers_differ_and_one_settles_it(chromium: Any, world: World) -> None:
    event = world.run["events"]["event_id"].tolist()[0]
    snapshot = Evidence.of(world.run["events"], world.run["sentences"]).snapshot(event)
    append(
        world.decisions,
        [make({"action": "reject", "reason": "no_event", "event_id": event, "reviewer": "bob", "snapshot": snapshot})],
    )
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.goto(f"{reviewing.address}#{event}")
        assert page.locator(".row.chosen .mark").inner_text() == "✕"
        keys(page, "a")
        page.wait_for_selector("[data-queue=disputed]")
        page.click("[data-queue=disputed]")
        page.click("text=Settle")
        page.locator("dialog .choices button", has_text="bob").click()
        saved(page)
        found = verdicts(world.judged().carried)
        assert found[event].status == "rejected" and {d.reviewer for d in found[event].decisions} == {"ann"}


def test_actors_are_corrected_by_search(chromium: Any, world: World) -> None:
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "c")
        page.click("#edit-form .chips button")
        page.keyboard.type("norw")
        page.keyboard.press("Enter")
        page.keyboard.type("League of Cities")
        page.keyboard.press("Enter")
        page.click("#edit-keep")
        saved(page)
        (decision,) = read(world.decisions).decisions
        assert (
            decision.values["source_ids"] == "NOR;League of Cities"
            and decision.values["source_parties"] == "NOR;League of Cities"
        )
        assert decision.values["sources"] == "Norway;League of Cities"


HOSTILE = [
    "<script>window.hacked = 1</script>", "</script><script>window.hacked = 1</script>", "<img src=x onerror='window.hacked=1'>",
    '=HYPERLINK("http://evil.example")', "\u202egnirts\u202c", "\u0000\u0007\u001b[31m", "\U0001f600 astral",
    "@@DATA@@ @@SCRIPT@@", "x" * 1_000_000, "javascript:alert(1)", "\u2028\u2029", "<!--", "]]>",
]  # fmt: skip


def test_hostile_text_is_shown_as_text(chromium: Any, world: World, tmp_path: Path) -> None:
    parts = [f"Peru praised Chile over {part} in 1901." for part in HOSTILE]
    world.texts = {
        "<script>window.hacked=1</script>": "\n\n".join(parts),
        "plain": "\U0001f600 In 1901, Peru accused Chile over copper.",
    }
    world.extract()
    path = tmp_path / "review.html"
    path.write_bytes(static_page(world.review()).html)
    events = world.run["events"]
    with page_of(chromium, path.as_uri()) as page:
        for event_id, trigger in zip(events["event_id"], events["trigger"], strict=True):
            page.goto(f"{path.as_uri()}#{event_id}")
            assert page.locator(".text .fx").inner_text() == trigger
        assert page.evaluate("window.hacked") is None
        assert page.locator("script:not([type])").count() == 1 and page.locator("img").count() == 0
        assert page.locator(".row").count() == len(events)


def test_the_timeline_fits_the_screen_and_hostile_text_stays_text(chromium: Any, world: World, tmp_path: Path) -> None:
    world.texts = {str(number): f"In 1066, Peru praised Chile over {part[:200]} again." for number, part in enumerate(HOSTILE)}
    world.extract()
    path = tmp_path / "timeline.html"
    path.write_bytes(timeline_page(world.run))
    for width in (390, 1280):
        with page_of(chromium, path.as_uri()) as page:
            page.set_viewport_size({"width": width, "height": 800})
            marks = page.locator(".families a")
            assert marks.count() == len(world.run["events"])
            marks.last.focus()
            assert marks.last.locator(".tip").is_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            labels = [box for one in page.locator(".axis text:visible").all() if (box := one.bounding_box())]
            assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in labels)
            assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(labels))
            assert page.evaluate("window.hacked") is None and page.locator("img, script").count() == 0


def test_a_screen_that_is_turned_keeps_the_chosen_row_in_sight(chromium: Any, world: World) -> None:
    with serving(world.reviewing()) as reviewing, page_of(chromium, reviewing.address) as page:
        page.wait_for_selector(".row.chosen")
        keys(page, "End")
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_function("scroller.querySelector('.row.chosen')?.offsetHeight === 84")
        row, room = (page.locator(name).bounding_box() for name in (".row.chosen", "#scroller"))
        assert room["y"] < row["y"] and row["y"] + row["height"] <= room["y"] + room["height"] + 1
