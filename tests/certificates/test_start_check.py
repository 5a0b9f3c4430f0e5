"""At start the machine is asked for what printing needs, as a missing font would end the process later."""

import pytest

from lms.certificates.glyphs import FONT_FOLDER
from lms.certificates.machine import SHIPPED_FONTS, PrintingError, check_fonts
from lms.certificates.press import DESIGN_FOLDER


def test_this_machine_can_print():
    check_fonts()


def test_a_machine_without_fontconfig_is_told_which_package_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrintingError, match="Debian package fontconfig"):
        check_fonts()


@pytest.mark.parametrize("content", [None, b"", b"version https://git-lfs.github.com/spec/v1"])
def test_a_missing_or_damaged_font_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / SHIPPED_FONTS[0]).write_bytes(content)
    with pytest.raises(PrintingError, match=SHIPPED_FONTS[0]):
        check_fonts(tmp_path)


def test_every_font_that_a_design_names_is_checked():
    named = {
        line.split("url(../fonts/")[1].split(")")[0]
        for stylesheet in DESIGN_FOLDER.glob("*/certificate.css")
        for line in stylesheet.read_text().splitlines()
        if "url(../fonts/" in line
    }
    assert named == set(SHIPPED_FONTS)


def test_the_licence_comes_with_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (FONT_FOLDER / "OFL.txt").read_text()
