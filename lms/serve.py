"""The server with its production settings, and beside it the worker that runs the jobs."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from functools import cache
from multiprocessing.process import BaseProcess

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from sqlalchemy.orm import configure_mappers

from lms.accounts.tidying import forget_ended
from lms.app import create_app
from lms.certificates import pdf
from lms.certificates.machine import check_fonts
from lms.errors import InvalidInput
from lms.extensions import db
from lms.jobs.queue import run_due_jobs
from lms.partnership.fact_notices import tell_of_due_facts

POLL_SECONDS = 0.5
TIDY_SECONDS = 3600
MAX_WORKER_MB = 400
# For requests under way. A worker that is told to stop while it starts would never stop by itself.
SECONDS_TO_STOP = 10
# Long enough for a bad mobile line, short enough that half-open connections do not pile up.
HEADER_TIMEOUT_MS = 10_000

logger = logging.getLogger(__name__)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until stopped. The job worker is a process of its own, started again whenever it ends.

    Raises InvalidInput when the port is taken.
    """
    _require_free(host, port)
    _load()
    supervisor = JobWorkerSupervisor()
    supervisor.start()
    try:
        run_server("lms.serve:create_served_app", host, port, workers)
    finally:
        supervisor.stop()


def _require_free(host: str, port: int) -> None:
    """The server itself would share the port with another one, and each would answer every other request."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As a server does, so that connections which have just ended are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Port {port} of {host} cannot be had: {error.strerror}. Choose another one."
            raise InvalidInput("port", message) from error


def _load() -> None:
    """Load what the processes need before they part: what none of them changes they have in common.

    The press is not among it. It takes half a second to load, which each server process spends while it
    answers already; and Pango starts threads, which would be missing in the other processes.
    """
    check_fonts()
    _app()
    configure_mappers()
    # Collecting garbage writes to all that it looks at, and would give each process a copy of its own.
    gc.freeze()
    gc.enable()


@cache
def _app() -> Flask:
    return create_app()


def run_server(factory: str, host: str, port: int, workers: int) -> None:
    """Serve a WSGI application with our production settings. `factory` is "module:function"."""
    Granian(
        factory,
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        # Each keeps a connection to SQLite; the pool has 15.
        blocking_threads=4,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS),
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        workers_max_rss=MAX_WORKER_MB,
        # Addresses hold one-time links and verification codes, so that requests are not logged.
        log_access=False,
    ).serve()


def create_served_app() -> Flask:
    """The application as a server process runs it: with the certificates' press warmed up behind its back.

    The first certificate of a process would otherwise wait for the press.
    """
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True, name="parent-watcher").start()
    threading.Thread(target=pdf.warm, daemon=True, name="press-warmer").start()
    return _app()


def _end_with(parent: int) -> None:
    """Stop this server process when the one that started it was killed, and could not stop it."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    # One that was still starting does not hear that, and nobody else is left to stop it.
    time.sleep(SECONDS_TO_STOP)
    os.kill(os.getpid(), signal.SIGKILL)


def work() -> None:
    """Run jobs as they come due, and tidy now and then, until the process that started us is gone."""
    # One that is started again later has the server's answers to signals, which stop a server and not this.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Ctrl-C reaches every process of the terminal; the server then stops this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    app = _app()
    tidy_at = time.monotonic()
    while os.getppid() == parent:
        is_time_to_tidy = time.monotonic() >= tidy_at
        if is_time_to_tidy:
            tidy_at = time.monotonic() + TIDY_SECONDS
        with app.app_context():
            if not _work_once(tidy=is_time_to_tidy):
                time.sleep(POLL_SECONDS)


def _work_once(*, tidy: bool) -> int:
    """How many jobs were run. The database may be away for a moment; the work is still there afterwards."""
    try:
        if tidy:
            for rule in (forget_ended, tell_of_due_facts):
                rule()
                db.session.commit()
        return run_due_jobs()
    except Exception as error:
        logger.error("The worker could not work: %s", type(error).__name__)
        db.session.rollback()
        return 0


class JobWorkerSupervisor:
    """Keeps one job worker running."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_running, daemon=True, name="job-worker-supervisor")
        self._process = _start_job_worker()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        self._thread.join(timeout=5)

    def _keep_running(self) -> None:
        while True:
            self._process.join()
            if self._stopping.wait(1):
                break
            self._process = _start_job_worker()


def _start_job_worker() -> BaseProcess:
    # Forked like the server's processes, so that it shares what is loaded.
    process = multiprocessing.get_context("fork").Process(target=work, name="job-worker", daemon=True)
    process.start()
    return process
