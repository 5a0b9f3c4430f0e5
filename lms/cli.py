"""The `lms` command: each a thin call into a feature."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import Flask
from pydantic import ValidationError

from lms import clock
from lms.config import Settings
from lms.errors import DomainError


class _Group(click.Group):
    """Tells what went wrong in one line: an operator is not helped by a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        except ValidationError as error:
            lines = [
                f"LMS_{str(each['loc'][0]).upper()}: {each['msg']}" if each["loc"] else each["msg"]
                for each in error.errors()
            ]
            raise click.ClickException("These settings are wrong:\n  " + "\n  ".join(lines)) from error


@click.group(cls=_Group)
def main() -> None:
    """Spot the Signs: awareness training for local anti-slavery partnerships."""


def _app() -> Flask:
    # Imported late: `lms courses check` needs no database and no web framework's start-up time.
    from lms.app import create_app

    return create_app()


@main.group("db")
def database() -> None:
    """The database."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from flask_migrate import upgrade as run_migrations

    with _app().app_context():
        run_migrations()
    click.echo("The database is up to date.")


@main.group("courses")
def courses() -> None:
    """Course content."""


@courses.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """List every problem of the content, with file, line and what to do."""
    from lms.courses.check import check_courses, render_problems

    problems = check_courses(path or Settings().courses, clock.today())
    click.echo(render_problems(problems))
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes; default: LMS_WORKERS.")
def serve_command(host: str, port: int, workers: int | None) -> None:
    """Serve the site, with a worker for mail and other jobs beside it."""
    from lms.serve import serve

    serve(host, port, workers or Settings().workers)


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
    from lms.extensions import db

    with _app().app_context():
        person = add_person(email, name, organisation, role)
        db.session.commit()
        click.echo(f"Added {person.name} <{person.email}> as {role.replace('_', ' ')}.")


@main.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-time link that signs EMAIL in; it works for 15 minutes."""
    from lms.accounts.people import make_sign_in_link
    from lms.extensions import db

    with _app().app_context():
        link = make_sign_in_link(email, Settings().base_url)
        db.session.commit()
        click.echo(link)


@main.group("partners")
def partners() -> None:
    """The partner organisations."""


@partners.command("load")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
def load(path: Path | None) -> None:
    """Add the partner list, or the one in the CSV file PATH; partners already there are updated."""
    from lms.extensions import db
    from lms.partnership.partners import load_into_database

    with _app().app_context():
        count = load_into_database(path)
        db.session.commit()
        click.echo(f"{count} partner organisations are in the list.")


if __name__ == "__main__":
    main()
