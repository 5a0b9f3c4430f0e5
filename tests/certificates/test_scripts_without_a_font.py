"""A name that the machine has no font for is refused with the package to install, never printed with gaps."""

import subprocess

import pytest

from lms.certificates.glyphs import UnprintableName, check_printable, find_missing_scripts, tidy_text
from tests.certificates.paper import open_pdf, read_text
from tests.certificates.specimen import print_specimen


@pytest.fixture
def bare_machine(tmp_path, monkeypatch):
    """Fontconfig of a machine without any font."""
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("王小明", "fonts-noto-cjk"),
        ("さくら", "fonts-noto-cjk"),
        ("김철수", "fonts-noto-cjk"),
        ("नेहा", "fonts-noto-core"),
        ("שרה", "fonts-noto-core"),
        ("สมชาย", "fonts-noto-core"),
    ],
)
def test_a_script_without_a_font_is_refused_with_its_package(bare_machine, name, package):
    with pytest.raises(UnprintableName, match=package):
        check_printable(name)


def test_the_refusal_names_the_characters_and_the_script(bare_machine):
    with pytest.raises(UnprintableName, match=r"王小明 \(Chinese, Japanese or Korean\)"):
        check_printable("Wang 王小明")


def test_the_refusal_belongs_to_the_name_field(bare_machine):
    with pytest.raises(UnprintableName) as refused:
        check_printable("王小明")
    assert refused.value.field == "name"


def test_each_missing_script_is_told_apart(bare_machine):
    assert [missing.package for missing in find_missing_scripts("王 नेहा")] == [
        "fonts-noto-cjk",
        "fonts-noto-core",
    ]


def test_a_certificate_with_a_missing_script_is_not_rendered(bare_machine):
    with pytest.raises(UnprintableName):
        print_specimen(name="王小明")


def test_an_organisation_that_cannot_be_printed_is_named_as_such(bare_machine):
    with pytest.raises(UnprintableName) as refused:
        print_specimen(organisation="王小明")
    assert refused.value.field == "organisation"


@pytest.mark.parametrize("name", ["Anna 🙂", "Anna \ue000", "Anna \U0010fffe"])
def test_a_symbol_or_unassigned_character_is_refused(name):
    with pytest.raises(UnprintableName, match="we know of no font"):
        check_printable(name)


@pytest.mark.parametrize(
    "name", ["Łukasz", "Siân Ŵyn", "Nguyễn", "Ștefan", "Özgür", "Олена", "Γιώργος", "محمد"]
)
def test_the_shipped_fonts_print_the_names_of_our_neighbours(bare_machine, name):
    check_printable(name)


def test_direction_overrides_cannot_disguise_a_name():
    assert tidy_text("\u202eannA\u202c  Smith\n") == "annA Smith"


def test_the_joiner_of_a_persian_name_stays():
    assert tidy_text("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.skipif(
    "Noto Serif Devanagari" not in subprocess.run(["fc-list"], capture_output=True, text=True).stdout,
    reason="the machine has no font for Devanagari",
)
def test_a_name_in_an_installed_font_is_printed_with_it():
    pdf = print_specimen(name="नेहा")
    assert any("Noto-Serif-Devanagari" in font[3] for font in open_pdf(pdf)[0].get_fonts())
    assert "नेहा" in read_text(pdf)
