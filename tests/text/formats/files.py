"""Small files of many kinds, made here."""

from __future__ import annotations

import io
import zipfile


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {resources} /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def docx(title: str, body: str, rows: list[tuple[str, ...]]) -> bytes:
    """A Word document with a heading, a paragraph, a list item and a table."""
    import docx as library

    document = library.Document()
    document.core_properties.title = title
    document.add_heading("Ties", 2)
    document.add_paragraph(body)
    document.add_paragraph("Mali left.", style="List Bullet")
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 " + body + r"\par C\'f4te left.\par}").encode()


def epub(title: str, *pages: str) -> bytes:
    """An e-book whose pages are listed in the other order than they are read."""
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>' for n in reversed(range(len(pages)))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    about = f"<metadata><dc:title>{title}</dc:title><dc:date>1994-05-03</dc:date></metadata>"
    package = f'<package xmlns:dc="http://purl.org/dc/elements/1.1/">{about}<manifest>{items}</manifest><spine>{spine}</spine></package>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
        book.writestr("META-INF/container.xml", container)
        book.writestr("OEBPS/book.opf", package)
        for n, page in enumerate(pages):
            book.writestr(f"OEBPS/p{n}.xhtml", f"<html><body><p>{page}</p></body></html>")
    return out.getvalue()
