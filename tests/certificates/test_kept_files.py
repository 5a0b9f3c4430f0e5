"""A certificate's file is kept, and can be lost without any harm."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from lms.certificates.files import build_document
from lms.certificates.pdf import render_certificate
from lms.extensions import db


@pytest.fixture
def folder(app):
    return app.config["LMS"].instance / "certificates"


@pytest.fixture
def kept(folder, certificate):
    return folder / f"{certificate.uuid}.pdf"


@pytest.fixture
def first(alices, certificate):
    """The bytes of the first download."""
    return download(alices, certificate)


def download(browser, certificate):
    response = browser.fetch(f"/certificates/{certificate.uuid}.pdf")
    assert response.status_code == 200
    return response.data


def test_the_first_download_keeps_a_file_that_only_we_can_read(first, kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_kept_file_is_a_pdf_too(first, kept):
    assert kept.read_bytes().startswith(first)


def test_nothing_unfinished_is_left_behind(first, folder):
    assert list(folder.glob(".*")) == []


def test_the_kept_file_is_what_is_sent_the_next_time(alices, certificate, first, kept):
    written = kept.stat().st_mtime_ns
    assert download(alices, certificate) == first
    assert kept.stat().st_mtime_ns == written


def test_a_file_that_is_gone_is_printed_again_byte_for_byte(alices, certificate, first, kept):
    kept.unlink()
    assert download(alices, certificate) == first


def test_it_is_the_same_after_course_person_and_organisation_have_changed(
    alices, cast, certificate, first, kept
):
    kept.unlink()
    cast.alice.name, cast.council.name = "Somebody Else", "Southford Council"
    db.session.commit()
    assert download(alices, certificate) == first


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[:-500], id="cut off"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda whole: whole[:900] + b"?" + whole[901:], id="one byte changed"),
        pytest.param(lambda whole: whole + b"more", id="added to"),
        pytest.param(lambda _: b"\xff" * 1000, id="something else"),
    ],
)
def test_a_damaged_file_is_printed_again_and_mended(alices, certificate, first, kept, damage):
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert download(alices, certificate) == first
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_does_not_come_between_a_learner_and_the_certificate(
    alices, certificate, folder
):
    aside = folder.with_name("certificates-aside")
    if folder.exists():
        folder.rename(aside)
    folder.write_text("a file where the folder should be")
    try:
        assert download(alices, certificate).startswith(b"%PDF-")
    finally:
        folder.unlink()
        if aside.exists():
            aside.rename(folder)


def test_two_who_print_at_once_get_the_same(app, cast, alices, certificate):
    with ThreadPoolExecutor(2) as pool:
        cookies = [alices.client, app.test_client()]
        with cookies[0].session_transaction() as one, cookies[1].session_transaction() as other:
            other.update(one)
        path = f"/certificates/{certificate.uuid}.pdf"
        answers = list(pool.map(lambda client: client.get(path).data, cookies))
    assert answers[0] == answers[1]
    assert answers[0].startswith(b"%PDF-")


def test_the_row_alone_is_enough_to_print(certificate, first):
    assert render_certificate(build_document(certificate)) == first
