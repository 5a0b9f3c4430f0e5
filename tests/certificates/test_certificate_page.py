"""What a certificate says, and that it stays on one page however much it has to say."""

import pymupdf
import pytest
import segno

from tests.certificates.paper import open_pdf, read_text
from tests.certificates.specimen import SPECIMEN, print_specimen


@pytest.fixture(scope="module")
def pdf():
    return print_specimen()


@pytest.mark.parametrize(
    "said",
    [
        "Certificate of completion",
        "Siân Ŵyn",
        "Spot the Signs: the essentials",
        "Course version 3",
        "Completed on 22 November 2026",
        "Valid until 22 November 2028",
        "North Herts Council",
        "About 30 minutes",
        "Hertfordshire Modern Slavery Partnership",
        "K7QM-2XHD-9RTA",
        f"Check this certificate at {SPECIMEN.verify_url}",
        "It is not a qualification",
    ],
)
def test_a_certificate_says(pdf, said):
    assert said in read_text(pdf)


def test_a_certificate_without_an_organisation_has_no_empty_row():
    assert "Organisation" not in read_text(print_specimen(organisation=None))


def test_markup_in_a_name_is_printed_not_obeyed():
    assert "<b>Ann</b> & {{ 7 * 7 }}" in read_text(print_specimen(name="<b>Ann</b> & {{ 7 * 7 }}"))


def test_the_address_is_a_link(pdf):
    assert [link["uri"] for link in open_pdf(pdf)[0].get_links()] == [SPECIMEN.verify_url]


def test_the_title_names_the_person(pdf):
    assert open_pdf(pdf).metadata["title"] == "Certificate of completion: Siân Ŵyn"


def test_the_date_of_the_file_is_the_date_of_issue(pdf):
    assert open_pdf(pdf).metadata["creationDate"].startswith("D:20261122093000")


def test_the_qr_code_on_paper_is_the_address(pdf):
    expected = segno.make(SPECIMEN.verify_url, error="m", mask=3, micro=False, boost_error=False)
    assert _modules_on_paper(pdf, len(expected.matrix)) == [
        [bool(dark) for dark in row] for row in expected.matrix
    ]


@pytest.mark.parametrize(
    "name", ["W" * 120, "Wolfeschlegelsteinhausenbergerdorff " * 3, "محمد " * 24, "Anna-Maria " * 11]
)
def test_a_very_long_name_stays_within_one_page(name):
    document = open_pdf(print_specimen(name=name))
    assert document.page_count == 1
    assert _is_inside_margins(document[0])


def test_everything_long_at_once_stays_within_one_page():
    pdf = print_specimen(
        name="W" * 120,
        course_title="Understanding and responding to modern slavery and human trafficking " * 3,
        organisation="Association of Organisations for Housing and Homelessness in East Hertfordshire " * 2,
        partnership="Partnership against Modern Slavery and Human Trafficking of the County " * 2,
        verify_url="https://modern-slavery-training.hertfordshire-partnership.example.org.uk/verify/K7QM-2XHD-9RTA",
    )
    assert open_pdf(pdf).page_count == 1
    assert _is_inside_margins(open_pdf(pdf)[0])


def _is_inside_margins(page):
    return all(x0 > 150 and x1 < page.rect.width - 40 for x0, _, x1, *_ in page.get_text("words"))


def _modules_on_paper(pdf, size):
    """Look at the middle of each module of the QR code, as a camera would."""
    zoom = 4
    page = open_pdf(pdf)[0]
    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom))
    # The code is the drawing of most strokes; each stroke runs along the middle of its row.
    strokes = max(page.get_drawings(), key=lambda drawing: len(drawing["items"]))["rect"]
    module = strokes.width / size
    across = [int((strokes.x0 + (index + 0.5) * module) * zoom) for index in range(size)]
    down = [int((strokes.y0 + index * module) * zoom) for index in range(size)]
    return [[picture.pixel(x, y)[0] < 128 for x in across] for y in down]
