"""What axe-core finds in a page as it stands: rules of WCAG and good practice that a machine can judge."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

_AXE = Axe()


def violations(page: Any) -> list[str]:
    """One line per rule that is broken: its name, where, and why. What moves or fades is waited for, and nothing begins to."""
    page.emulate_media(reduced_motion="reduce")  # a message that goes while axe looks would be half faded
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    found = _AXE.run(page).response["violations"]
    return [f"{broken['id']}: {node['target']} {node.get('failureSummary', '')}" for broken in found for node in broken["nodes"]]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
