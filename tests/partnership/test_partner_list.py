"""The list of partners as a file: read whole, or refused with every problem."""

from __future__ import annotations

import pytest

from lms.accounts.models import Duty
from lms.partnership.partner_list import HERTFORDSHIRE, WrongPartnerList, load_partners

HEAD = "name,sector,first_responder,duty_to_notify,status,domains\n"


@pytest.fixture
def write(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "partners.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


def problems(path):
    with pytest.raises(WrongPartnerList) as caught:
        load_partners(path)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_the_partners_of_hertfordshire_are_109_in_11_sectors():
    partners = load_partners(HERTFORDSHIRE)
    assert (len(partners), len({partner.sector for partner in partners})) == (109, 11)


def test_one_partner_of_hertfordshire_has_closed():
    closed = [partner.name for partner in load_partners(HERTFORDSHIRE) if partner.is_closed]
    assert closed == ["BeNCH Community Rehabilitation Company"]


def test_a_line_is_a_partner(write):
    [partner] = load_partners(
        write(HEAD + "Northford Council,Local government,yes,part,current,a.example B.example\n")
    )
    assert (partner.first_responder, partner.duty_to_notify) == (Duty.YES, Duty.PART)
    assert partner.domains == ("a.example", "b.example")


def test_a_file_saved_by_a_spreadsheet_is_read(write):
    assert len(load_partners(write(HEAD + "Northford,Health,no,no,current,\n", encoding="utf-8-sig"))) == 1


def test_columns_that_are_not_ours_are_left_aside(write):
    text = "name,sector,first_responder,duty_to_notify,note\nNorthford,Health,no,no,ask them\n"
    assert load_partners(write(text))[0].name == "Northford"


def test_every_problem_is_named_with_its_line(write):
    text = (
        HEAD + "Northford,Health,perhaps,no,current,\n,Health,no,no,current,\nSouthford,Health,no,no,gone,\n"
    )
    found = problems(write(text))
    assert [line for line, _ in found] == [2, 3, 4]
    assert found[0][1].startswith("first_responder:")


def test_a_name_on_two_lines_is_a_problem(write):
    text = HEAD + "Northford,Health,no,no,current,\nNORTHFORD,Health,no,no,current,\n"
    assert problems(write(text)) == [(3, "'northford' is on line 2 already")]


def test_a_domain_of_two_partners_is_a_problem(write):
    text = HEAD + "Northford,Health,no,no,current,nhs.example\nSouthford,Health,no,no,current,nhs.example\n"
    assert problems(write(text)) == [(3, "'nhs.example' is on line 2 already")]


def test_an_address_is_not_a_domain(write):
    [(line, message)] = problems(write(HEAD + "Northford,Health,no,no,current,info@nhs.example\n"))
    assert (line, "is not a domain" in message) == (2, True)


def test_a_missing_column_is_named_once(write):
    assert problems(write("name,sector,first_responder\nNorthford,Health,no\n")) == [
        (1, "the column 'duty_to_notify' is missing")
    ]


def test_a_line_with_too_many_cells_is_a_problem(write):
    assert problems(write(HEAD + "Northford,Health,no,no,current,,more\n")) == [
        (2, "has more cells than the first line")
    ]


def test_an_empty_list_is_refused(write):
    assert problems(write(HEAD)) == [(1, "has no partners")]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert problems(tmp_path / "nothing.csv")[0][1].startswith("cannot be read")


def test_a_file_in_another_encoding_is_refused(write):
    path = write(HEAD + "Café,Health,no,no,current,\n", encoding="latin-1")
    assert problems(path) == [(1, "is not in UTF-8: save it as CSV UTF-8")]
