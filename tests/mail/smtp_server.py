"""A tiny mail server, the fake at the process edge: it keeps what it is given."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Kept:
    """What the server was told; `offers` are the extensions it names."""

    offers: tuple[str, ...] = ()
    context: ssl.SSLContext | None = None
    refuses: bool = False
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    kept: Kept

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            self.kept.commands.append(line.decode().strip())
            verb = line.decode().split()[0].upper()
            getattr(self, f"on_{verb.lower()}", self.on_anything)()
            if verb == "QUIT":
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def on_anything(self) -> None:
        self.say("250 fine")

    def on_ehlo(self) -> None:
        *others, last = ["here", *self.kept.offers]
        for each in others:
            self.say(f"250-{each}")
        self.say(f"250 {last}")

    def on_starttls(self) -> None:
        assert self.kept.context
        self.say("220 go on")
        self.request = self.kept.context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)

    def on_auth(self) -> None:
        self.say("235 welcome")

    def on_rcpt(self) -> None:
        self.say("451 later" if self.kept.refuses else "250 fine")

    def on_data(self) -> None:
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.kept.letters.append(b"".join(lines))
        self.say("250 kept")

    def on_quit(self) -> None:
        self.say("221 bye")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up, as one should on a certificate that nobody vouches for, is no news."""


@contextmanager
def running_server(kept: Kept) -> Iterator[int]:
    """Serve on a free port of this machine."""
    handler = type("OwnConversation", (Conversation,), {"kept": kept})
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
