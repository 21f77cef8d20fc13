"""PDFs for tests: text at places on pages, in Helvetica, written by hand so that a test sees what is in them."""

from dataclasses import dataclass

from pdfminer.fontmetrics import FONT_METRICS

WIDTHS = FONT_METRICS["Helvetica"][1]
LEFT, TOP, LEADING = 60.0, 760.0, 1.25


@dataclass(frozen=True)
class Put:
    """Words on one line: from the left and from the bottom of the page, in points."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def width(text: str, size: float) -> float:
    return sum(WIDTHS.get(c, 556) for c in text) * size / 1000


def wrapped(text: str, room: float, size: float = 11) -> list[str]:
    """The lines that a text takes in a column."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def flow(*blocks: tuple[str, str], x: float = LEFT, y: float = TOP, room: float = 470) -> list[Put]:
    """Blocks from the top of a page: (kind, text), kind one of title, heading, bold, bullet, lines and text."""
    put = []
    for kind, text in blocks:
        size = {"title": 20.0, "heading": 14.0}.get(kind, 11.0)
        indent = 14 if kind == "bullet" else 0
        lines = text.split("\n") if kind == "lines" else wrapped(text, room - indent, size)
        if kind == "bullet":
            put.append(Put(x, y, "•"))
        for line in lines:
            put.append(Put(x + indent, y, line, size, kind == "bold"))
            y -= size * LEADING
        y -= 3 if kind == "bullet" else 9
    return put


def pdf(*pages: list[Put], info: str = "", extra: str = "") -> bytes:
    """The bytes of a PDF; `info` is the content of its Info dictionary, `extra` of its catalogue."""
    fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for n, page in enumerate(pages):
        content = b"\n".join(map(_shown, page))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {fonts} >> "
            f"/Contents {6 + 2 * n} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< {info} >>".encode("cp1252"))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _shown(put: Put) -> bytes:
    text = put.text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F%d %g Tf %g %g Td (%s) Tj ET" % (2 if put.bold else 1, put.size, put.x, put.y, text)
