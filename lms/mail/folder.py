"""Mail as files: for an installation that has no mail server, or not yet."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_message(folder: Path, name: str, content: bytes) -> Path:
    """Write a message whole or not at all; only the account that runs the platform can read it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes the file with mode 0600.
    handle, path = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    unfinished = Path(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return unfinished.replace(folder / name)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
