"""The printing press: WeasyPrint, set up once per process, without network, one sheet at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import url2pathname

if TYPE_CHECKING:
    from weasyprint import CSS, Document

# WeasyPrint and Pango take a third of a second to load, so they are imported only by a process that prints.

Finisher = Callable[[Any, Any], None]
# The media type and the content of each picture of a document, by its address.
Pictures = Mapping[str, tuple[str, bytes]]
DESIGN_FOLDER = (Path(__file__).parent / "design").resolve()
_BASE_URL = f"{DESIGN_FOLDER.as_uri()}/"


class OutsideDesignError(ValueError):
    """A document asked for something that is not part of the designs: a web address or a file elsewhere."""


class Press:
    """Writes PDF/UA-1, one sheet at a time: all share the fonts, which no two threads may use at once."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self._lock = threading.Lock()
        self._fonts = FontConfiguration()
        self._fetcher = build_fetcher()
        self._stylesheets: dict[Path, CSS] = {}
        self._pictures: dict[str, Any] = {}

    def print_sheet(
        self, sheets: Iterable[str], stylesheet: Path, identifier: bytes, finisher: Finisher
    ) -> bytes:
        """The PDF of the first of `sheets` (the same page in HTML, ever smaller) that fits on one page.

        Raises `ValueError` when even the last needs two.
        """
        with self._lock:
            for html in sheets:
                document = self._lay_out(html, stylesheet)
                if len(document.pages) == 1:
                    return self._write(document, identifier, finisher)
        raise ValueError("The text is too long for one page, even at the smallest size.")

    def print_pages(
        self, html: str, stylesheet: Path, identifier: bytes, finisher: Finisher, pictures: Pictures
    ) -> bytes:
        """The PDF of a document of any length; its pictures are given by their addresses."""
        with self._lock:
            document = self._lay_out(html, stylesheet, build_fetcher(pictures))
            return self._write(document, identifier, finisher)

    def _lay_out(self, html: str, stylesheet: Path, fetcher: Any = None) -> Document:
        from weasyprint import HTML

        page = HTML(string=html, base_url=stylesheet.as_uri(), url_fetcher=fetcher or self._fetcher)
        return page.render(
            font_config=self._fonts,
            stylesheets=[self._stylesheet(stylesheet)],
            pdf_variant="pdf/ua-1",
            # Pictures that a document brings itself are its own.
            cache=None if fetcher else self._pictures,
        )

    def _write(self, document: Document, identifier: bytes, finisher: Finisher) -> bytes:
        written: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_version="1.7",
            pdf_tags=True,
            pdf_identifier=identifier,
            finisher=finisher,
        )
        return written

    def _stylesheet(self, path: Path) -> CSS:
        from weasyprint import CSS

        if path not in self._stylesheets:
            self._stylesheets[path] = CSS(filename=path, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._stylesheets[path]


@cache
def get_press() -> Press:
    """The one press of this process."""
    return Press()


def finish(laid_out: Any, pdf: Any) -> None:
    """What is done to every finished PDF: no glyph may be missing, and links are printed."""
    import pydyf  # type: ignore[import-untyped]

    missing = {code for font in laid_out.fonts.values() for code in font.missing}
    if missing:
        raise RuntimeError(f"no glyph for {sorted(missing)}: restart after installing fonts")
    for element in (item for item in pdf.objects if isinstance(item, pydyf.Dictionary)):
        # A link is hidden on paper unless it says that it is printed.
        if element.get("Subtype") == "/Link":
            element["F"] = 4


def build_fetcher(pictures: Pictures | None = None) -> Any:
    """What WeasyPrint opens pictures and fonts with: it serves the design folder and refuses all else.

    `pictures` are served beside it, by their addresses.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class DesignFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
            if not url.startswith("file:///"):
                raise OutsideDesignError(f"not a file: {url}")
            given = (pictures or {}).get(url.removeprefix("file://"))
            if given:
                return URLFetcherResponse(url, given[1], {"Content-Type": given[0]})
            path = Path(url2pathname(url.removeprefix("file://"))).resolve()
            if not path.is_relative_to(DESIGN_FOLDER):
                raise OutsideDesignError(f"outside the design folder: {url}")
            return URLFetcherResponse(url, path.read_bytes())

    return DesignFetcher()
