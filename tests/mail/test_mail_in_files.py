from email import message_from_bytes, policy

import pytest

from lms.extensions import db
from lms.jobs.models import Job
from lms.jobs.queue import run_due_jobs
from lms.mail.delivery import deliver as deliver_job
from lms.mail.folder import write_message
from tests.mail.conftest import LONG_LINK, deliver


def read(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_is_plain_text_and_nothing_is_escaped(write, mail_folder):
    write()
    (raw,) = deliver(mail_folder)
    message = read(raw)
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines()[:3] == ["Dear Siân,", "", "  all & sundry <are> well."]


def test_its_head_names_sender_receiver_and_subject(write, mail_folder):
    write(subject="Your code\nis here")
    message = read(deliver(mail_folder)[0])
    assert (message["From"], message["To"]) == ("Spot the Signs <training@localhost>", "alice@example.org")
    assert message["Subject"] == "Your code is here"


def test_it_says_that_a_machine_wrote_it(write, mail_folder):
    write()
    assert read(deliver(mail_folder)[0])["Auto-Submitted"] == "auto-generated"


def test_a_long_link_is_whole_in_the_raw_file(write, mail_folder):
    write()
    assert LONG_LINK.encode() in deliver(mail_folder)[0]


def test_no_letter_is_sent_when_the_transaction_rolls_back(write, app, mail_folder):
    write()
    deliver(mail_folder)
    from lms.mail.sending import send

    send("alice@example.org", "Never", "letter.txt")
    db.session.rollback()
    assert len(deliver(mail_folder)) == 1


def test_only_the_owner_can_read_a_letter(write, mail_folder):
    write()
    deliver(mail_folder)
    (file,) = mail_folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_names_sort_by_time(write, mail_folder, moved_clock):
    for subject in ("first", "second"):
        write(subject=subject)
    moved_clock.move(seconds=0.5)
    write(subject="third")
    assert [read(raw)["Subject"] for raw in deliver(mail_folder)] == ["first", "second", "third"]


def test_a_letter_delivered_twice_is_one_file_with_the_same_content(write, mail_folder, moved_clock):
    payload = write().payload
    (first,) = deliver(mail_folder)
    moved_clock.move(minutes=5)
    deliver_job(payload)
    assert deliver(mail_folder) == [first]


def test_two_letters_have_different_ids(write, mail_folder):
    write()
    write()
    first, second = deliver(mail_folder)
    assert read(first)["Message-ID"] != read(second)["Message-ID"]


def test_what_was_in_the_letter_is_not_kept_in_the_queue(write, mail_folder):
    job_id = write().id
    run_due_jobs()
    assert db.session.get_one(Job, job_id).payload == {}


def test_a_letter_that_cannot_be_written_leaves_no_half_of_it(tmp_path):
    (tmp_path / "taken.eml").mkdir()
    with pytest.raises(OSError):
        write_message(tmp_path, "taken.eml", b"text")
    assert [each.name for each in tmp_path.iterdir()] == ["taken.eml"]


def test_a_folder_can_be_chosen(write, mail_url, tmp_path):
    mail_url(f"file://{tmp_path}/letters")
    write()
    assert len(deliver(tmp_path / "letters")) == 1
