"""PDFs whose fonts say by a table of their own which letters their signs stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def lettered_pdf(lines: Sequence[str], letters: Mapping[str, str]) -> bytes:
    """A page with lines of signs, from left to right, and what each sign stands for."""
    pairs = "\n".join(f"<{ord(sign):02X}> <{text.encode('utf-16-be').hex()}>" for sign, text in letters.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n"
        f"{pairs}\nendbfchar endcmap end end"
    )
    drawn = "\n".join(f"BT /F1 12 Tf 72 {720 - 20 * at} Td ({line}) Tj ET" for at, line in enumerate(lines))
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
    )
    body = "\n".join(f"{number} 0 obj\n{one}\nendobj" for number, one in enumerate(objects, start=1))
    # Without a list of places: readers make that themselves.
    return f"%PDF-1.4\n{body}\ntrailer << /Root 1 0 R /Size 7 >>\n%%EOF".encode("latin-1")
