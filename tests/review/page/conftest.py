"""The browser and the texts of the tests of the page."""

from tests.review.page.world import chromium, world

__all__ = ["chromium", "world"]
