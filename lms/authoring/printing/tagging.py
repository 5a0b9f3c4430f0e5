"""What WeasyPrint leaves to do on the tags of a long document, so that it is read aloud as it is meant."""

from __future__ import annotations

from typing import Any

from lms.certificates.press import finish


def finish_pack(laid_out: Any, pdf: Any) -> None:
    """No glyph may be missing, and running headers and footers are no part of the text."""
    finish(laid_out, pdf)
    root = _find(pdf, pdf.catalog["StructTreeRoot"])
    reached = _list_reached(pdf, root)
    for number, refs in _list_pages(_find(pdf, root["ParentTree"])):
        lost = {place for place, reference in enumerate(refs) if _number(reference) not in reached}
        page = _find(pdf, pdf.page_references[number])
        _make_artifacts(_find(pdf, page["Contents"]), lost)
        for place in lost:
            refs[place] = "null"


def _number(reference: Any) -> int:
    """The number of the object that "12 0 R" refers to."""
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return int(text.split()[0])


def _find(pdf: Any, reference: Any) -> Any:
    return pdf.objects[_number(reference)]


def _list_reached(pdf: Any, root: Any) -> set[int]:
    """The numbers of the elements that can be read, from the root down."""
    reached: set[int] = set()
    waiting = [_number(kid) for kid in root["K"]]
    while waiting:
        number = waiting.pop()
        element = pdf.objects[number]
        if number not in reached and element.get("Type") == "/StructElem":
            reached.add(number)
            # A plain number is a stretch of the page itself.
            waiting += [_number(kid) for kid in element.get("K", ()) if not isinstance(kid, int)]
    return reached


def _list_pages(parents: Any) -> list[tuple[int, Any]]:
    """The pages with the references to the element of each stretch; what follows them is about links."""
    pairs = zip(parents["Nums"][::2], parents["Nums"][1::2], strict=True)
    return [(number, refs) for number, refs in pairs if isinstance(refs, list)]


def _make_artifacts(stream: Any, lost: set[int]) -> None:
    """Running headers and footers are marked as part of the text, and then left out of it."""
    kept = stream.stream
    for place, operator in enumerate(kept):
        if operator == b"BDC" and kept[place - 1]["MCID"] in lost:
            kept[place - 2 : place + 1] = ["/Artifact", b"", b"BMC"]
