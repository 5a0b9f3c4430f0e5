import ssl
import subprocess
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.jobs.models import Job
from lms.jobs.queue import run_due_jobs
from tests.mail.conftest import LONG_LINK
from tests.mail.smtp_server import Kept, running_server


def send_to(kept, mail_url, write, user="", **letter):
    with running_server(kept) as port:
        mail_url(f"smtp://{user}127.0.0.1:{port}")
        write(**letter)
        run_due_jobs()
    return kept


@pytest.fixture
def encrypted(tmp_path, monkeypatch) -> Kept:
    """A server with a certificate that this process trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=here"
    )
    options = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *options], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return Kept(offers=("STARTTLS", "AUTH PLAIN"), context=context)


def test_a_letter_reaches_the_server(app, write, mail_url):
    kept = send_to(Kept(offers=("8BITMIME",)), mail_url, write)
    message = message_from_bytes(kept.letters[0], policy=policy.default)
    assert (message["To"], message["Subject"]) == ("alice@example.org", "A letter")
    assert LONG_LINK in message.get_content()


def test_an_old_server_gets_seven_bits_that_say_the_same(app, write, mail_url):
    kept = send_to(Kept(), mail_url, write)
    assert kept.letters[0].isascii()
    assert "Dear Siân," in message_from_bytes(kept.letters[0], policy=policy.default).get_content()


def test_encryption_is_used_when_it_is_offered(encrypted, write, mail_url):
    send_to(encrypted, mail_url, write)
    assert encrypted.commands.index("STARTTLS") < next(
        at for at, command in enumerate(encrypted.commands) if command.startswith("mail FROM")
    )
    assert len(encrypted.letters) == 1


def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing(
    encrypted, write, mail_url, monkeypatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    send_to(encrypted, mail_url, write)
    assert encrypted.letters == []


def test_a_password_is_given_after_encryption(encrypted, write, mail_url):
    send_to(encrypted, mail_url, write, user="post:se%40cret@")
    assert any(command.startswith("AUTH PLAIN") for command in encrypted.commands)
    assert len(encrypted.letters) == 1


def test_a_password_is_never_sent_in_the_clear(app, write, mail_url):
    kept = send_to(Kept(offers=("AUTH PLAIN",)), mail_url, write, user="post:secret@")
    assert not any(command.startswith("AUTH") for command in kept.commands)
    assert kept.letters == []


def test_a_letter_that_is_refused_for_now_is_tried_again_later(app, write, mail_url, moved_clock):
    kept = Kept(refuses=True)
    with running_server(kept) as port:
        mail_url(f"smtp://127.0.0.1:{port}")
        write()
        run_due_jobs()
        kept.refuses = False
        moved_clock.move(minutes=1)
        run_due_jobs()
    assert len(kept.letters) == 1


def test_a_server_that_is_away_costs_no_letter(app, write, mail_url):
    mail_url("smtp://127.0.0.1:1")
    write()
    run_due_jobs()
    job = db.session.scalar(select(Job))
    assert (job.done_at, job.failed_at, job.last_error) == (None, None, "ConnectionRefusedError")
