"""What the user names -> the files that are read, and the ids of their documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.text.written import BODY, by_id, write
from verbale.extractors.text import InputError, list_sources, read_documents


def test_folder_file_and_glob_name_documents(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "b.txt": BODY,
            "a.txt": BODY,
            "a.md": BODY,
            "sub/deep/c.d.html": f"<p>{BODY}",
            ".hidden.txt": BODY,
            ".git/x.txt": BODY,
            "README.md": BODY,
            "SOURCE": BODY,
            "b.licence": BODY,
            "b.events.jsonl": "{}",
            "b.meta.json": "{}",
            "x.py": "1",
            "n.jsonl": json.dumps({"id": "own/id", "text": BODY}) + "\n\n" + json.dumps({"text": BODY}),
        },
    )
    assert list(by_id(tmp_path)) == ["a.md", "a.txt", "b", "own/id", "n-3", "sub/deep/c.d"]
    assert list(by_id(tmp_path / "b.txt")) == ["b"]
    assert list(by_id(str(tmp_path / "*.txt"))) == ["a", "b"]
    assert list(by_id(str(tmp_path / "**" / "*.html"))) == ["sub/deep/c.d"]
    assert list(by_id(tmp_path / "x.py")) == ["x"]
    assert [(s.doc_id, s.size, s.meta is not None) for s in list_sources(tmp_path / "b.txt")] == [("b", len(BODY), True)]


@pytest.mark.parametrize("name", ["nothing", "*.txt", "empty"])
def test_nothing_to_read_is_one_clear_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"^[^\n]+; [^\n]+$"):
        read_documents(tmp_path / name)


def test_the_tables_of_a_run_are_no_texts(tmp_path: Path) -> None:
    run = {"run.json": "{}", "datapackage.json": "{}", "events.csv": "a,b", "html/timeline.html": f"<p>{BODY}"}
    write(tmp_path, {"a.txt": BODY, **{f"sub/tables/{name}": text for name, text in run.items()}, "sub/b.csv": f"text\n{BODY}\n"})
    assert [source.doc_id for source in list_sources(tmp_path)] == ["a", "sub/b"]
    assert [source.doc_id for source in list_sources(f"{tmp_path}/**/*.csv")] == ["sub/b"]
    with pytest.raises(InputError, match="holds the tables of a run"):
        list_sources(tmp_path / "sub" / "tables")
