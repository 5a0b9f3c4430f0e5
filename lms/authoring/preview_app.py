"""The preview's own small site: no database, no sign-in, for the author's own machine alone."""

from __future__ import annotations

import socket
from typing import Any

import click
from flask import Flask, Response, abort, jsonify, make_response, render_template, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from lms.authoring.preview import Preview, Shown
from lms.courses.facts import describe_check
from lms.courses.model import Course
from lms.errors import InvalidInput, NotFound
from lms.web import assets, filters
from lms.web.headers import HEADERS

HOST = "127.0.0.1"
RATINGS = {"best": "green", "acceptable": "yellow", "unsafe": "red"}


def create_preview_app(preview: Preview) -> Flask:
    """The site for one folder of courses."""
    app = Flask("lms.authoring", static_folder="static", static_url_path="/preview-files")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(ratings=RATINGS, describe_check=describe_check)
    app.jinja_env.filters["kind"] = lambda part: type(part).__name__
    app.jinja_env.filters["opened"] = _open_details
    assets.install(app)
    filters.install(app)
    app.before_request(_refuse_other_names)
    app.after_request(_add_headers)
    app.register_error_handler(404, lambda _: (_render_missing(preview), 404))
    app.register_error_handler(NotFound, lambda _: (_render_missing(preview), 404))
    _add_pages(app, preview)
    return app


def _add_pages(app: Flask, preview: Preview) -> None:
    @app.get("/")
    @app.get("/courses")
    def index() -> str:
        return _render(preview, "index.html")

    @app.get("/-/mark")
    def mark() -> Response:
        return jsonify(mark=preview.current().mark)

    @app.get("/courses/<key>")
    def course(key: str) -> str:
        return _render(preview, "course.html", key)

    @app.get("/courses/<key>/pictures/<name>")
    def picture(key: str, name: str) -> Response:
        found = preview.current().get_course(key).get_picture(name)
        response = make_response(found.content)
        response.content_type = found.media_type
        return response

    @app.get("/courses/<key>/quiz", defaults={"module": None})
    @app.get("/courses/<key>/<module>/quiz")
    def quiz(key: str, module: str | None) -> str:
        step = f"{module}/quiz" if module else "quiz"
        return _render(preview, "quiz.html", key, quiz=lambda course: course.get_quiz(step), step=step)

    @app.get("/courses/<key>/changes/<int:version>")
    def change(key: str, version: int) -> str:
        return _render(preview, "lesson.html", key, lesson=lambda course: _get_update(course, version))

    @app.get("/courses/<key>/survey")
    def survey(key: str) -> str:
        return _render(preview, "survey.html", key)

    @app.get("/courses/<key>/<module>/<name>")
    def lesson(key: str, module: str, name: str) -> str:
        return _render(
            preview,
            "lesson.html",
            key,
            lesson=lambda course: course.get_lesson(module, name),
            step=f"{module}/{name}",
        )


def _render(preview: Preview, template: str, key: str | None = None, step: str = "", **found: Any) -> str:
    """A page; what is `found` is looked up in the course of the same moment as the rest of the page."""
    shown = preview.current()
    course = shown.get_course(key) if key else None
    return render_template(
        f"preview/{template}",
        shown=shown,
        course=course,
        problems=shown.list_problems(key) if key else shown.problems,
        next_step=course.find_next_step(step) if course and step else None,
        **{name: find(course) for name, find in found.items()},
    )


def _render_missing(preview: Preview) -> str:
    """A page that is none, or one of a course that has an error and was never without one."""
    shown, key = preview.current(), str((request.view_args or {}).get("key"))
    if key not in shown.keys or key in shown.courses:
        return _render(preview, "missing.html")
    problems = shown.list_problems(key)
    return render_template(
        "preview/not_shown.html", shown=shown, course=None, key=key, problems=problems, next_step=None
    )


def _get_update(course: Course, version: int) -> object:
    for update in course.updates:
        if update.version == version:
            return update.lesson
    raise NotFound(f"There is no change {version}.")


def _open_details(html: str) -> str:
    """An author wants to see what is folded, too."""
    return html.replace("<details ", "<details open ")


def _refuse_other_names() -> None:
    """A page of the web could point a name of its own at this machine and read what is shown here."""
    if request.host.rpartition(":")[0] not in (HOST, "localhost"):
        abort(400)


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The page asks twice a second whether something has changed: nobody wants to read that."""


def describe_hidden(shown: Shown) -> list[str]:
    """One line for each course that is not shown, and why."""
    hidden = [key for key in shown.keys if key not in shown.courses]
    counts = {key: filters.plural(len(shown.list_errors(key)), "error") for key in hidden}
    return [f"{key} is not shown: it has {counts[key]}, which the preview lists." for key in hidden]


def open_server(preview: Preview, port: int) -> BaseWSGIServer:
    """The server, which listens already; port 0: any that is free. Raises InvalidInput when it is taken."""
    try:
        # Werkzeug would say in words of its own that a port is taken, and end the program.
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise InvalidInput("port", f"Port {port} cannot be had. Choose another one with --port.") from error
    with listening:
        app = create_preview_app(preview)
        return make_server(HOST, port, app, threaded=True, request_handler=_Quiet, fd=listening.fileno())


def serve_preview(preview: Preview, port: int) -> None:
    """Serve until Ctrl-C. Raises InvalidInput when the port is taken."""
    server = open_server(preview, port)
    for line in describe_hidden(preview.current()):
        click.echo(line)
    click.echo(f"The preview is at http://{HOST}:{server.server_address[1]}/ – stop it with Ctrl-C.")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
