"""The pattern file is refused where it names what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.extractors.data_files import DataError, read
from verbale.extractors.timex.find.patterns import PatternFile

RIGHT = """
[groups]
any = ["year"]
[[patterns]]
kind = "year"
regex = '(?P<y>{Y})'
first = "#"
[[prefixes]]
kind = "mod"
regex = '(?P<mod>early) '
first = "early"
follow = "any"
"""


def refused(tmp_path: Path, content: str) -> str:
    path = tmp_path / "patterns.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read(PatternFile, path)
    return str(error.value)


def test_what_is_right_is_read(tmp_path: Path) -> None:
    path = tmp_path / "patterns.toml"
    path.write_text(RIGHT, encoding="utf-8")
    assert [row.kind for row in read(PatternFile, path).patterns] == ["year"]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ('["year"]', '["yaer"]', "group any names unknown kinds"),
        ("{Y}", "{YEAR}", "year: regex names unknown fragments"),
        ('follow = "any"', 'follow = "all"', "mod: there is no group 'all'"),
        ('first = "#"', 'frist = "#"', "did you mean 'first'"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    assert problem in refused(tmp_path, RIGHT.replace(right, wrong))
