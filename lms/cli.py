"""The `lms` command: each a thin call into a feature, which is imported only when the command runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pydantic import ValidationError

from lms import clock
from lms.config import Settings
from lms.errors import DomainError

FEWEST_PROFESSIONALS, MOST_PROFESSIONALS = 1, 1_000_000


class _Group(click.Group):
    """Tells what went wrong in a line or two: an operator is not helped by a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        except ValidationError as error:
            raise click.ClickException(_explain(error)) from error


def _explain(error: ValidationError) -> str:
    problems = (
        f"LMS_{str(each['loc'][0]).upper()}: {each['msg']}" if each["loc"] else each["msg"]
        for each in error.errors()
    )
    return "These settings are wrong:\n  " + "\n  ".join(problems)


@contextmanager
def _transaction() -> Iterator[Settings]:
    """The application's context; what was done in it is committed at the end, or not at all."""
    from lms.app import create_app
    from lms.extensions import db

    settings = Settings()
    with create_app(settings).app_context():
        yield settings
        db.session.commit()


@click.group(cls=_Group)
def main() -> None:
    """Spot the Signs: awareness training for local anti-slavery partnerships."""


@main.command("first-run")
def first_run() -> None:
    """Bring the database up to date, load the partners and the first coordinator, and say how to sign in."""
    from lms.migrating import upgrade
    from lms.partnership.first_run import first_run

    with _transaction() as settings:
        upgrade()
        click.echo(first_run(settings))


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes; default: LMS_WORKERS.")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the site, with a worker for mail and other jobs beside it."""
    # What is loaded at start stays. Looking for garbage among it takes a seventh of the time.
    gc.disable()
    from lms.serve import serve

    serve(host, port, workers or Settings().workers)


@main.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-time link that signs EMAIL in; it works for 15 minutes."""
    from lms.accounts.people import sign_in_link

    with _transaction() as settings:
        link = sign_in_link(email, settings.base_url)
    click.echo(link)


@main.command("demo")
@click.option(
    "--professionals",
    default=2000,
    show_default=True,
    type=click.IntRange(FEWEST_PROFESSIONALS, MOST_PROFESSIONALS),
    help="How many fictional professionals.",
)
@click.option("--seed", default=1, show_default=True, help="Another number gives other people.")
def demo(professionals: int, seed: int) -> None:
    """Fill an empty installation with fictional people at the real organisations."""
    from lms.demo.fill import fill

    with _transaction():
        summary = fill(professionals, seed)
    click.echo(summary.render())


@main.group("db")
def database() -> None:
    """The database."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from lms.migrating import upgrade

    with _transaction():
        upgrade()
    click.echo("The database is up to date.")


@main.group("courses")
def courses() -> None:
    """Course content."""


@courses.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """List every problem of the content, with file, line and what to do.

    PATH is the folder of the courses, or of one course. Default: LMS_COURSES, else the project's courses.
    """
    from lms.courses.check import check_courses, render_problems

    problems = check_courses(path or Settings().courses, clock.today())
    click.echo(render_problems(problems))
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


@courses.command("new")
@click.argument("key")
@click.option("--title", required=True, help="The course's title.")
@click.option("--owner", default="Course author", show_default=True, help="Who looks after it.")
def new(key: str, title: str, owner: str) -> None:
    """Write a small course to begin with, in the folder KEY; nothing is overwritten."""
    from lms.authoring.new_course import write_course

    for path in write_course(Settings().courses, key, title, owner, clock.today()):
        click.echo(f"Written: {path}")
    click.echo("It passes the check as it is. See it while you write: lms courses preview")


@courses.command("preview")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on."
)
def preview(path: Path | None, port: int) -> None:
    """Show the courses with answers and feedback on this machine, and again whenever a file is saved.

    PATH is the folder of the courses, or of one course. Default: LMS_COURSES, else the project's courses.
    """
    from lms.authoring.preview import open_preview
    from lms.authoring.preview_app import serve_preview

    serve_preview(open_preview(path or Settings().courses, clock.today), port)


@courses.command("import")
@click.argument("bank", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="The quiz to write, such as a quiz.md.",
)
@click.option("--title", default="Check yourself", show_default=True, help="The quiz's title.")
def import_questions(bank: Path, target: Path, title: str) -> None:
    """Write the questions of BANK, a GIFT or Moodle XML file, as a quiz, and say what could not be taken."""
    from lms.authoring.importing import import_bank
    from lms.courses.catalogue import load_catalogue

    facts = load_catalogue(Settings().courses, clock.today())[0].facts
    click.echo(import_bank(bank, target, title, facts).render())


@courses.command("print")
@click.argument("key")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Default: KEY.pdf")
@click.option("--with-answers", is_flag=True, help="Add a part for the trainer: answers and feedback.")
def print_pack(key: str, target: Path | None, with_answers: bool) -> None:
    """Print the course KEY as a PDF, for sessions face to face and for people without a screen."""
    from lms.authoring.printing.printing import print_course

    settings, path = Settings(), target or Path(f"{key}.pdf")
    if not path.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {path.parent}.")
    pdf = print_course(
        settings.courses, key, settings.partnership_name, clock.today(), with_answers=with_answers
    )
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
    click.echo(f"Written: {path}")


@courses.command("sign-off")
@click.option("--check", "is_check", is_flag=True, help="Only say whether the file is up to date.")
def sign_off(is_check: bool) -> None:
    """Write SIGN-OFF.md: what practitioners have to confirm before launch, and where that stands."""
    from lms.partnership.signing_off import build_sign_off

    path = Settings().courses
    file, text = build_sign_off(path, clock.today())
    if is_check:
        is_current = file.is_file() and file.read_text(encoding="utf-8") == text
        click.echo(f"{file} is {'up to date' if is_current else 'not up to date: run lms courses sign-off'}.")
        sys.exit(0 if is_current else 1)
    file.write_text(text, encoding="utf-8")
    click.echo(f"Written: {file}")


@main.command("facts")
@click.option(
    "--due-within",
    default=30,
    show_default=True,
    type=click.IntRange(min=0),
    help="List what is due within so many days.",
)
@click.option("--all", "everything", is_flag=True, help="List the facts that are in order, too.")
def facts(due_within: int, everything: bool) -> None:
    """List the facts that somebody has to review or sign off: when, who, and where they are used."""
    from lms.courses.catalogue import load_catalogue
    from lms.courses.fact_reviews import render_reviews
    from lms.partnership.fact_list import list_fact_reviews

    path, today = Settings().courses, clock.today()
    reviews = list_fact_reviews(path, load_catalogue(path, today)[0], today, due_within)
    click.echo(render_reviews(each for each in reviews if everything or each.needs_attention))


@main.group("people")
def people() -> None:
    """People."""


@people.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True, help="As it is to stand on a certificate.")
@click.option("--organisation", help="A partner's name, as the partner list has it.")
@click.option("--role", type=click.Choice(["learner", "training_lead", "coordinator"]), default="learner")
def add(email: str, name: str, organisation: str | None, role: str) -> None:
    """Add a person; a membership made here is confirmed."""
    from lms.accounts.people import add_person

    with _transaction():
        person = add_person(email, name, organisation, role)
    click.echo(f"Added {person.name} <{person.email}> as {role.replace('_', ' ')}.")


@main.group("partners")
def partners() -> None:
    """The partner organisations."""


@partners.command("load")
@click.argument("path", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(path: Path | None) -> None:
    """Add the partners of the list, or of the CSV file PATH; those already there are updated."""
    from lms.partnership.partner_list import HERTFORDSHIRE, load_partners
    from lms.partnership.partners import load

    with _transaction():
        loaded = load(load_partners(path or HERTFORDSHIRE))
    click.echo(f"{loaded.added} added, {loaded.changed} changed, {loaded.unchanged} as they were.")


if __name__ == "__main__":
    main()
