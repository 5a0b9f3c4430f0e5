"""WeasyPrint would fetch whatever a document names; ours opens nothing but the design folder."""

import pytest

from lms.certificates.press import DESIGN_FOLDER, OutsideDesignError, build_fetcher

STYLESHEET = (DESIGN_FOLDER / "1" / "certificate.css").as_uri()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/picture.png",
        "https://example.org/style.css",
        "ftp://example.org/font.ttf",
        "data:text/plain,hello",
        "file:///etc/hostname",
        "file://example.org/etc/hostname",
        f"{DESIGN_FOLDER.as_uri()}/../pdf.py",
        f"{DESIGN_FOLDER.as_uri()}/%2e%2e/pdf.py",
    ],
)
def test_an_address_outside_the_design_folder_is_refused(url):
    with pytest.raises(OutsideDesignError):
        build_fetcher().fetch(url)


def test_a_file_of_the_design_is_served():
    assert b"@font-face" in build_fetcher().fetch(STYLESHEET).read()
