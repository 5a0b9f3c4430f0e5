"""Real names, each printed, then checked as a reader, a screen reader and a printer would find it."""

import io

import page
import pikepdf
import pytest
from outloud import check

from lms.certificates.pdf import direction_of
from tests.certificates.paper import open_pdf, read_text
from tests.certificates.specimen import print_specimen

NAMES = [
    "Łukasz Kowalczyk",
    "Siân Ŵyn",
    "Nguyễn Thị Ánh",
    "Ștefan Țăranu",
    "Özgür Şahin",
    "Олена Шевченко",
    "Γιώργος Παπαδόπουλος",
    "محمد",
    "Anna محمد",
    "محمد Smith",
    "D’Arcy O'Neill-Smythe",
    "Ẹ́niọlá Adébáyọ̀",
]


@pytest.fixture(scope="module", params=NAMES)
def printed(request):
    return request.param, print_specimen(name=request.param)


def test_a_printed_name_can_be_copied_out_again(printed):
    name, pdf = printed
    text = read_text(pdf)
    assert all(word in text for word in name.split())


def test_a_certificate_is_pdf_ua_1(printed):
    report = page.validate_pdf_bytes(printed[1], profile="ua1")
    assert [failure.message for failure in report.failures] == []


def test_a_certificate_reads_well_aloud(printed, tmp_path):
    (tmp_path / "certificate.pdf").write_bytes(printed[1])
    result = check(str(tmp_path / "certificate.pdf"))
    assert [finding.message for finding in result.sorted_findings()] == []


def test_every_font_is_embedded(printed):
    with pikepdf.open(io.BytesIO(printed[1])) as pdf:
        descriptors = [item for item in pdf.objects if _is_font_descriptor(item)]
        assert descriptors
        assert all("/FontFile2" in descriptor for descriptor in descriptors)


def test_a_certificate_is_one_page(printed):
    assert open_pdf(printed[1]).page_count == 1


def test_a_decomposed_name_is_printed_composed():
    assert "Ŵyn" in read_text(print_specimen(name="W\u0302yn"))


def test_an_arabic_name_is_not_read_out_as_english():
    assert _language_of_name(print_specimen(name="محمد")) == "und-Arab"


def test_a_greek_name_is_read_out_as_greek():
    assert _language_of_name(print_specimen(name="Γιώργος")) == "el"


def test_a_name_in_latin_letters_claims_no_language_of_its_own():
    assert _language_of_name(print_specimen(name="Nguyễn")) is None


@pytest.mark.parametrize(
    ("name", "direction"), [("محمد Smith", "rtl"), ("Anna محمد", "ltr"), ("123 שרה", "rtl")]
)
def test_the_first_letter_decides_the_direction_of_a_name(name, direction):
    assert direction_of(name) == direction


def _is_font_descriptor(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def _language_of_name(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (name,) = [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H2"
        ]
        return str(name.Lang) if "/Lang" in name else None
