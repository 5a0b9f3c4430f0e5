import pytest
from flask import render_template_string
from sqlalchemy import literal, select, union_all

from lms.web.pagination import Page, paginate, requested_page, url_with
from tests.web.tiny import Drawn


def numbers(count):
    values = union_all(*(select(literal(number).label("n")) for number in range(1, count + 1))).subquery()
    return select(values.c.n).order_by(values.c.n)


@pytest.mark.parametrize(("page", "rows"), [(1, [1, 2, 3]), (2, [4, 5, 6]), (3, [7])])
def test_a_page_has_its_rows_in_order(app, page, rows):
    assert list(paginate(numbers(7), page, 3, scalars=True).rows) == rows


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (4, 3), (10**30, 3)])
def test_a_number_outside_the_list_gives_the_nearest_page(app, asked, given):
    assert paginate(numbers(7), asked, 3).number == given


def test_all_rows_are_counted(app):
    page = paginate(numbers(7), 2, 3)
    assert (page.total, page.pages, page.first, page.last) == (7, 3, 4, 6)


def test_an_empty_list_has_one_page_without_rows(app):
    page = paginate(numbers(1).where(literal(1) == 2), 5, 3)
    assert (page.number, page.pages, page.first, page.last) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("number", "pages", "links"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 40, [1, 2, None, 40]),
        (4, 40, [1, 2, 3, 4, 5, None, 40]),
        (20, 40, [1, None, 19, 20, 21, None, 40]),
        (40, 40, [1, None, 39, 40]),
    ],
)
def test_links_lead_to_the_ends_and_the_neighbours(number, pages, links):
    assert Page([], number, 10, pages * 10).numbers == links


def test_a_page_that_is_no_number_is_the_first(tiny_app):
    with tiny_app.test_request_context("/list?page=x"):
        assert requested_page() == 1


def test_links_keep_the_filters(tiny_app):
    with tiny_app.test_request_context("/list?q=a%26b&sector=x&sector=y&page=2&_external=1"):
        assert url_with(page=3) == "/list?q=a%26b&sector=x&sector=y&_external=1&page=3"
        assert url_with(page=None) == "/list?q=a%26b&sector=x&sector=y&_external=1"


def drawn(app, address, template, **context):
    page = '<!DOCTYPE html><html lang="en-GB"><head><title>List</title></head><body>'
    with app.test_request_context(address):
        return Drawn(
            render_template_string(
                page + '{% from "lists.html" import pagination, shown, sort_header %}' + template, **context
            )
        )


def test_the_current_page_is_marked_and_the_others_are_linked(tiny_app):
    tree = drawn(tiny_app, "/list?q=a", "{{ pagination(page) }}", page=Page([1], 2, 1, 3))
    (current,) = [link for link in tree.all("a") if link.get("aria-current") == "page"]
    assert current.get("aria-label") == "Page 2"
    assert [link.get("href") for link in tree.all("a")] == [
        f"/list?q=a&page={number}" for number in (1, 1, 2, 3, 3)
    ]


def test_a_list_that_fits_has_no_navigation(tiny_app):
    assert drawn(tiny_app, "/list", "{{ pagination(page) }}", page=Page([1], 1, 10, 1)).all("nav") == []


def test_the_page_says_what_it_shows(tiny_app):
    tree = drawn(
        tiny_app,
        "/list",
        '<p id="x">{{ shown(page, "person", "people") }}</p>',
        page=Page([0] * 50, 2, 50, 1234),
    )
    assert tree.text("x") == "Showing 51 to 100 of 1,234 people"


@pytest.mark.parametrize(
    ("current", "direction", "next_sort"),
    [("name", "ascending", "-name"), ("-name", "descending", "name"), ("date", "none", "name")],
)
def test_a_heading_says_how_its_column_is_sorted_and_turns_it_round(tiny_app, current, direction, next_sort):
    template = '<table><thead><tr>{{ sort_header("Name", "name", current) }}</tr></thead></table>'
    tree = drawn(tiny_app, "/list?q=a&page=4", template, current=current)
    assert tree.all("th")[0].get("aria-sort") == direction
    assert tree.all("a")[0].get("href") == f"/list?q=a&sort={next_sort}"
