"""HTML -> its prose."""

from __future__ import annotations

from pathlib import Path

from tests.text.written import BODY, by_id, marked, write


def test_html_gives_its_prose(tmp_path: Path) -> None:
    page = f"""<!doctype html><html><head><title>Mali &amp; Chad</title>
    <meta property="article:published_time" content="2012-02-28T10:00Z">
    <style>p {{}}</style></head><body><nav><a>Home</a></nav><h1>Relations</h1><p>It   ended
    in 1991.<sup>[1]</sup> It <b>resumed</b>.</p><h2>Trade<span>[edit]</span></h2><ul><li>{BODY}</li></ul>
    <table><tr><th>Year</th><td>1991</td></tr></table><script>x = "<p>no</p>"</script></body></html>"""
    document = by_id(write(tmp_path, {"a.html": page}))["a"]
    assert (document.title, document.document_date) == ("Mali & Chad", "2012-02-28")
    assert marked(document.text) == ["# Relations", "It ended in 1991. It resumed.", "# Trade", BODY]
