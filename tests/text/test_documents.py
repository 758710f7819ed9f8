"""Bytes -> Documents -> blocks -> reading views: nothing is lost, glued or shifted, and bad input stops nothing."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from verbale.extractors.parse.parsed import parse
from verbale.extractors.schema import Block, Document
from verbale.extractors.text import InputError, block_view, list_sources, make_document, read_documents
from verbale.extractors.text.headings import is_title_with_stop

PIECES = [
    "[12]",
    "[a]",
    "[citation needed]",
    "\u00ad",
    "\u00ad\n",
    "-\n",
    "**",
    "''",
    "[[",
    "]]",
    "|",
    "\r\n",
    "\n\n",
    "\u200b",
    "\u00a0",
    "\u202e",
    "\x00",
    "# ",
    "== ",
    " ==",
    "* ",
    "1. ",
    "a",
    "Sahel",
    ".",
    ". ",
    "  ",
    "\t",
    "&nbsp;",
    "&amp;",
    "\u2028",
    "[x](http://y.z)",
    "<ref>",
    "</ref>",
    "{{",
    "}}",
    "[15] ",
    "1991",
    "\ufeff",
    "é",
    "ش",
    "😀",
    "---\n",
]
noisy = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)
REPLACED = {"&": "&", "<": "&", ">": "&", '"': "&", "'": "&"}  # what an entity stands for begins with "&" in the text


def views(text: str) -> list[str]:
    return [block_view(text, block).text for block in make_document("d", text).blocks]


def marked(text: str) -> list[str]:
    """Every block as the parser reads it, headings after ``#``."""
    return [("# " if block.heading else "") + block_view(text, block).text for block in make_document("d", text).blocks]


def view(text: str) -> str:
    return block_view(text, Block(0, len(text), False, "")).text


def assert_maps_back(text: str, block: Block) -> None:
    shown = block_view(text, block)
    assert len(shown.text) == len(shown.offsets)
    assert all(a <= b for a, b in zip(shown.offsets, shown.offsets[1:], strict=False))
    for char, offset in zip(shown.text, shown.offsets, strict=True):
        assert block.char_start <= offset < block.char_end
        assert char in (" ", text[offset]) or REPLACED.get(char) == text[offset]
    assert shown.text == shown.text.strip() and "  " not in shown.text
    assert all(char == " " or not char.isspace() for char in shown.text)


@given(st.one_of(noisy, st.text()))
@example("a \u00ad\n[1] b")
@example("x-\n")
def test_any_text_gives_disjoint_blocks_and_exact_views(text: str) -> None:
    end = 0
    for block in make_document("d", text).blocks:
        assert end <= block.char_start < block.char_end <= len(text)
        assert text[block.char_start : block.char_end].strip() == text[block.char_start : block.char_end]
        end = block.char_end
        assert_maps_back(text, block)


@given(noisy, st.integers(0, 10), st.integers(0, 60))
def test_any_stretch_may_be_a_block(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    assert_maps_back(text, Block(start, min(len(text), start + length), False, ""))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It joined in 2004.[8] Norway stayed out.", "It joined in 2004. Norway stayed out."),
        ("It joined in 2004.[8]Norway stayed out.", "It joined in 2004. Norway stayed out."),
        ("It joined the bank [12]. Norway, too[a], did.[note 3]", "It joined the bank. Norway, too, did."),
        ("He agreed.[1]:23 She did not.[2]: 4–7 They left.[citation needed]", "He agreed. She did not. They left."),
        ('The plan[who?], it said, was "new[1][2]".', 'The plan, it said, was "new".'),
        (
            "After the war of [1991] he spoke of [a] great day and [t]he people.",
            "After the war of [1991] he spoke of [a] great day and [t]he people.",
        ),
        ("The ships left.² Others came.", "The ships left. Others came."),
        ("The inter\u00ad\nnational court met\u200b  in\u00a0The\tHague.", "The international court met in The Hague."),
        (
            "The negotia-\ntions on a cease-\nfire; a fire would cease in mid-\n1995.",
            "The negotiations on a cease-fire; a fire would cease in mid-1995.",
        ),
        ("* **Chad** and [Mali](https://example.org/m) met [[Niger|its neighbour]].", "Chad and Mali met its neighbour."),
        ("== Trade[edit] ==", "Trade"),
        ("## 2.1 Trade", "2.1 Trade"),
        ("The two states.The third – “Mali” – left.", "The two states. The third – “Mali” – left."),
        ("The U.S.A. met R&amp;D staff at a.m. in 3.5 hours.", "The U.S.A. met R&D staff at a.m. in 3.5 hours."),
        (", Ghana left.", "Ghana left."),
        ("> The envoy\n> returned.", "The envoy returned."),
        ("5 * 3 and a_b_c stay", "5 * 3 and a_b_c stay"),
    ],
)
def test_reading_view(text: str, shown: str) -> None:
    assert view(text) == shown
    assert_maps_back(text, Block(0, len(text), False, ""))


SENTENCES = [
    "It left.",
    "Relations improved.",
    "The treaty lapsed.",
    "Talks failed in May.",
    "Chad protested.",
    "Talks resume.",
    "Mali withdraws in 1994.",
    "Togo accepts the ruling.",
    "Niger recalls its envoys.",
    "War looms.",
    "No deal.",
    "Both embassies closed.",
    "Diplomats expelled.",
    "They met in 1990.",
    "Benin broke off relations.",
    "This was new.",
    "The U.N. troops left.",
    "Peru recognised Chad in 2008.",
]
TITLES = [
    "Prior to 1960.",
    "Chad–Mali relations.",
    "Present situation (1999 onwards).",
    "Relations with the African Union.",
    "Relations with others.",
    "Law of the sea.",
    "Closure of the Legation and Departure, 1940.",
    "Relations Broken Off, 1971.",
    "4 May 1961.",
    "Background.",
    "Trade with Togo.",
    "Border disputes.",
    "The Congo crisis of 1960.",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_short_sentence_is_no_heading(line: str) -> None:
    assert is_title_with_stop(line) == (False, False)
    body = "The two governments had quarrelled about the border for several years before the court in The Hague decided."
    assert marked(f"{body}\n\n{line}\n\n{body}") == [body, line, body]
    assert marked(f"{body}\n{line}\n{body}") == [body, line, body]


@pytest.mark.parametrize("line", TITLES)
def test_a_title_with_a_stop_is_a_heading(line: str) -> None:
    body = "The two governments had quarrelled about the border for several years before the court in The Hague decided."
    text = f"{body}\n{line}\n{body}"
    assert marked(text) == [body, f"# {line}", body]
    assert make_document("d", text).blocks[2].section == line.rstrip(".")


BODY = "Chad and Mali signed a treaty on trade, and the envoys of both states returned."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Mali\n\n{BODY}\n\n## Trade ##\n{BODY}", ["# Mali", BODY, "# Trade", BODY]),
        (f"Mali\n====\n\n{BODY}\n\nTrade\n-----\n{BODY}", ["# Mali", BODY, "# Trade", BODY]),
        (f"== Mali ==\n{BODY}\n=== U.S. aid[edit] ===\n{BODY}", ["# Mali", BODY, "# U.S. aid", BODY]),
        (
            f"Chronology\n\n25 August 2008\n{BODY}\n\nBAMAKO, 3 May 1991\n\n{BODY}",
            ["# Chronology", "# 25 August 2008", BODY, "# BAMAKO, 3 May 1991", BODY],
        ),
        (f"2. Trade\n{BODY}\n\n2.1 Fish\n\n{BODY}", ["# Trade", BODY, "# Fish", BODY]),
        (f"**Trade**\n\n{BODY}", ["# Trade", BODY]),
        (f"- Chad left\n- Mali stayed\n\n{BODY}", ["Chad left", "Mali stayed", BODY]),
        (f"Chad\nMali\nTogo\nBenin\nGhana\n{BODY}", ["Chad", "Mali", "# Togo", "# Benin", "# Ghana", BODY]),
        (f"By Jane Roe\nSource: agency\n{BODY}", ["By Jane Roe", "Source: agency", BODY]),
        (f"| Chad | 1960 |\n|--|--|\n{BODY}\n***\n[[Category:Mali]]", [BODY]),
        (f"{BODY}\n\n[3] Roe, J. A history. 1999.\n[15] http://example.org. Retrieved 5 May 2001.", [BODY]),
        (f"[1] {BODY}\n[2] {BODY}", [BODY, BODY]),
        (f"{BODY}\n\nFurther reading\n* Roe, Jane. A history.\n\nTrade\n\n{BODY}", [BODY, "# Further reading", "# Trade", BODY]),
        (f"{BODY}\r\n\r\nTrade\r\n{BODY}", [BODY, "# Trade", BODY]),
    ],
)
def test_headings_and_blocks(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_sections_are_named_without_markup() -> None:
    text = f"{BODY}\n== U.S. [edit] ==\n{BODY}\nTrade with Togo:\n{BODY}\n2008\n{BODY}"
    assert [block.section for block in make_document("d", text).blocks if not block.heading] == [
        "",
        "U.S.",
        "Trade with Togo",
        "2008",
    ]


WRAPPED = """\
BACKGROUND

The two states, which had quarrelled about the border for many years,
signed a treaty in Geneva on 4 May 1991. The President of Chad called
Mali a friend.

Relations improved.

   Both recalled their military attachés in the following year. The
Union welcomed the step.
   A commission was set up.
- It meets in Bamako and once a year in
  Geneva.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    assert marked(WRAPPED) == [
        "# BACKGROUND",
        "The two states, which had quarrelled about the border for many years, signed a treaty in Geneva on 4 May 1991. "
        "The President of Chad called Mali a friend.",
        "Relations improved.",
        "Both recalled their military attachés in the following year. The Union welcomed the step.",
        "A commission was set up.",
        "It meets in Bamako and once a year in Geneva.",
    ]
    assert marked(WRAPPED.replace("\n", "\r\n")) == marked(WRAPPED)


def test_one_sentence_a_line_stays_so() -> None:
    lines = [f"The envoy of state number {i} left the capital on day {i}." for i in range(9)]
    assert views("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "piece", ["word [1] ", "[", "[[a", "**", "&", "a-\n", "\u00ad", "<ref>", "{{", "]( ", "Foo. Bar ", "*a", "_a", "''", "[a](b"]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    begin = time.process_time()
    for block in make_document("d", text).blocks:
        block_view(text, block)
    assert time.process_time() - begin < 5  # of this process alone: about 1 s; quadratic would take minutes


def test_tokens_map_back_to_the_original(nlp: Language) -> None:
    text = f"{WRAPPED}\n\nTrade[edit]\n{BODY}[12]  The inter\u00ad\nnational court[a] met.[13]Togo left."
    parsed = parse(nlp, make_document("d", text))
    assert len(parsed.offsets) in (len(parsed.doc.text), len(parsed.doc.text) + 1)
    for token in parsed.doc:
        assert parsed.quote(token.i, token.i + 1).replace("\u00ad\n", "") == token.text
    assert [s.text for s in parsed.sentences][-3:] == [f"{BODY}", "The inter\u00ad\nnational court[a] met.", "Togo left."]
    assert {s.section for s in parsed.sentences[-3:]} == {"Trade"}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def by_id(source: str | Path) -> dict[str, Document]:
    documents = list(read_documents(source))
    assert len({document.doc_id for document in documents}) == len(documents)
    for document in documents:
        assert "\n" not in document.error and bool(document.error) == (document.status != "ok")
    return {document.doc_id: document for document in documents}


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


ACCENTED = "Côte d’Ivoire – and Mali – signed a treaty.\r\nIt holds."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTED.encode(), "utf-8"),
        (ACCENTED.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + ACCENTED.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), "utf-16-be"),
        (ACCENTED.encode("utf-16-le"), "utf-16-le"),
        (ACCENTED.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + ACCENTED.encode("utf-32-le"), "utf-32-le"),
        (ACCENTED.encode("cp1252"), "cp1252"),
    ],
)
def test_decoding_keeps_the_text_as_it_is(tmp_path: Path, data: bytes, encoding: str) -> None:
    document = by_id(write(tmp_path, {"a.txt": data}))["a"]
    assert (document.text, document.encoding, document.status) == (ACCENTED, encoding, "ok")
    line = json.dumps({"id": "j", "text": ACCENTED}, ensure_ascii=False).encode(encoding)
    mark = data[: len(data) - len(ACCENTED.encode(encoding.removesuffix("-sig")))]
    written = mark + line if "utf-8" not in encoding else line
    assert by_id(write(tmp_path / "lines", {"l.jsonl": written}))["j"].text == ACCENTED


def test_a_broken_byte_does_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    data = ("é" * 30).encode() + b"\xe9 " + BODY.encode()
    document = by_id(write(tmp_path, {"a.txt": data}))["a"]
    assert (document.encoding, document.text) == ("utf-8-replaced", "é" * 30 + "\ufffd " + BODY)


def test_bad_input_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("read_files", "read_lines"):
        monkeypatch.setattr(f"verbale.extractors.text.{module}.MAX_CHARS", 5_000)
        monkeypatch.setattr(f"verbale.extractors.text.{module}.MAX_BYTES", 20_000)
    lines = [
        {"id": "one", "text": BODY},
        {"id": "one", "text": BODY},
        {"id": "x", "text": 3},
        [1],
        {"id": "d", "text": BODY, "date": "tomorrow"},
        {"id": "white", "text": " "},
        {"id": "long", "text": "word " * 2_000},
        {"id": "huge", "text": "word " * 9_000},
        {"id": 7, "text": "\ud800 " + BODY},
    ]
    write(
        tmp_path,
        {
            "binary.txt": bytes(range(256)) * 9,
            "paper.txt": b"%PDF-1.4 abc",
            "empty.txt": b"",
            "blank.md": b" \r\n\t\n",
            "huge.txt": "word " * 5_000,
            "meta.txt": BODY,
            "meta.meta.json": '{"title": }',
            "list.txt": BODY,
            "list.meta.json": "[]",
            "toml.md": "+++\ntitle = \n+++\n" + BODY,
            "good.txt": BODY,
            "void.jsonl": "\n\n",
            "x.jsonl": "\n".join(json.dumps(line) for line in lines) + '\n{"id": "cut", "te',
        },
    )
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = by_id(tmp_path)
    assert {doc_id for doc_id, document in found.items() if document.status == "ok"} == {"good", "one", "7"}
    assert {doc_id for doc_id, document in found.items() if document.status == "empty"} == {"blank", "empty", "void", "white"}
    assert found["7"].text == "\ufffd " + BODY
    errors = {
        doc_id: document.error.removeprefix(f"{tmp_path.as_posix()}/") for doc_id, document in found.items() if document.error
    }
    binary, convert = "binary data, not text; convert it to UTF-8 text or leave it out", "convert it to UTF-8 text first"
    fill, too_long = "fill it or leave it out", "more than 20,000,000 characters; cut it into documents"
    assert errors == {
        "binary": f"binary.txt: {binary}",
        "blank": f"blank.md: no text to read; {fill}",
        "empty": f"empty.txt: no text to read; {fill}",
        "gone": "gone.txt: cannot be read (no such file or directory); check the file and its permissions",
        "huge": f"huge.txt: {too_long}",
        "list": 'list.meta.json: not a JSON object; write {"title": ..., "document_date": ..., "topic": [...]}',
        "meta": "meta.meta.json: not valid JSON (line 1, column 11); mend it or remove it",
        "paper": f"paper.txt: this is a PDF, not text; {convert}",
        "toml": "toml.md: the front matter between +++ is not valid TOML (Invalid value (at end of document)); mend it",
        "void": f"void.jsonl: no lines to read; {fill}",
        "x-2": f"x.jsonl:2: the id 'one' is already that of {tmp_path.as_posix()}/x.jsonl:1; give every document its own",
        "x-3": 'x.jsonl:3: no "text" (a string) in this line; add it or remove the line',
        "x-4": 'x.jsonl:4: not a JSON object; write {"id": ..., "text": ...}',
        "x-5": "x.jsonl:5: the date 'tomorrow' is not YYYY-MM-DD; write it so or leave it out",
        "white": "x.jsonl:6: no text to read; fill it or remove the line",
        "x-7": f"x.jsonl:7: {too_long}",
        "x-8": f"x.jsonl:8: {too_long}",
        "x-10": "x.jsonl:10: not valid JSON (Unterminated string starting at, column 15); mend or remove the line",
    }


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'Mali and Chad'\ndate: 2012-02-28\ntopic: [MLI, TCD]\nlayout: post\n---\n",
        "---\r\ntitle: Mali and Chad\r\ndate: 28 February 2012\r\ntopic:\r\n  - MLI\r\n  - TCD\r\n---\r\n",
        '+++\ntitle = "Mali and Chad"\ndocument_date = 2012-02-28\ntopic = ["MLI", "TCD"]\n+++\n',
    ],
)
def test_front_matter_is_read_and_the_text_kept(tmp_path: Path, front: str) -> None:
    document = by_id(write(tmp_path, {"a.md": front + BODY}))["a"]
    assert (document.title, document.document_date, document.topic) == ("Mali and Chad", "2012-02-28", ("MLI", "TCD"))
    assert document.text == front + BODY
    assert [document.text[block.char_start : block.char_end] for block in document.blocks] == [BODY]


def test_a_rule_above_prose_is_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{BODY}\n---\n{BODY}"
    assert len(by_id(write(tmp_path, {"a.md": text}))["a"].blocks) == 2


def test_meta_beside_a_text_and_keys_of_a_line(tmp_path: Path) -> None:
    meta = {"title": "Beside", "document_date": "2012-02", "topic": "MLI; TCD", "source": [1]}
    line = {"id": "l", "text": BODY, "title": "Line", "date": "2012-02-28T10:00:00Z", "topic": None}
    for name in ("a", "n"):
        write(tmp_path, {f"{name}.meta.json": json.dumps(meta)})
    found = by_id(write(tmp_path, {"a.txt": "---\ntitle: Inside\n---\n" + BODY, "n.jsonl": json.dumps(line)}))
    assert (found["a"].title, found["a"].document_date, found["a"].topic) == ("Beside", "2012-02", ("MLI", "TCD"))
    assert (found["l"].title, found["l"].document_date, found["l"].topic) == ("Line", "2012-02-28", ("MLI", "TCD"))


def test_html_gives_its_prose(tmp_path: Path) -> None:
    page = f"""<!doctype html><html><head><title>Mali &amp; Chad</title>
    <meta property="article:published_time" content="2012-02-28T10:00Z">
    <style>p {{}}</style></head><body><nav><a>Home</a></nav><h1>Relations</h1><p>It   ended
    in 1991.<sup>[1]</sup> It <b>resumed</b>.</p><h2>Trade<span>[edit]</span></h2><ul><li>{BODY}</li></ul>
    <table><tr><th>Year</th><td>1991</td></tr></table><script>x = "<p>no</p>"</script></body></html>"""
    document = by_id(write(tmp_path, {"a.html": page}))["a"]
    assert (document.title, document.document_date) == ("Mali & Chad", "2012-02-28")
    assert marked(document.text) == ["# Relations", "It ended in 1991. It resumed.", "# Trade", BODY]


def test_the_first_text_keeps_its_headings() -> None:
    text = (Path(__file__).parent.parent.parent / "raw_text" / "belarus.txt").read_text(encoding="utf-8")
    blocks = make_document("belarus", text).blocks
    assert [block.section for block in blocks if block.heading] == [
        "Prior to 2001",
        "Belarus–Russia relations",
        "Belarus–European Union relations",
        "Belarus–United States relations",
        "Present situation (2001 onwards)",
        "Relations with the European Union",
        "Relations with Russia",
        "Relations with the United States",
        "Relations with other countries",
        "Hong Kong national security law",
    ]
    assert len(blocks) == len([line for line in text.splitlines() if line.strip()])
