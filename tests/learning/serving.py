"""A server process of its own, for the test that kills it: `python -m tests.learning.serving`.

Prints its port, then serves the application of the environment's settings until it is killed.
"""

from __future__ import annotations

import sys

from werkzeug.serving import make_server

from lms.app import create_app


def main() -> None:
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
