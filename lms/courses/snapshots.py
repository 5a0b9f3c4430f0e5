"""The last good sources of each course, kept on disk for a restart while the course is broken."""

from __future__ import annotations

import io
import logging
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lms.courses.schema import KEY

logger = logging.getLogger(__name__)

Files = Mapping[str, bytes]


class Snapshots:
    """One archive per name in a folder that several processes share.

    An archive is written beside its place and renamed into it, so that a reader finds the old one or the
    new one, never half of either. When the disk refuses, the copies in memory go on serving this process.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[str, Files] = {}

    def list_names(self) -> list[str]:
        try:
            stored = {path.stem for path in self.folder.glob("*.zip") if KEY.fullmatch(path.stem)}
        except OSError:
            stored = set()
        return sorted(stored | self._kept.keys())

    def find(self, name: str) -> Files | None:
        """The files last kept under this name."""
        if name not in self._kept:
            files = self._read(name)
            if files is None:
                return None
            self._kept[name] = files
        return self._kept[name]

    def keep(self, name: str, files: Files) -> None:
        """Remember these files, writing only when they are not what is stored already."""
        if self.find(name) == files:
            return
        self._kept[name] = dict(files)
        try:
            self._write(name, _pack(files))
        except OSError as error:
            logger.warning("the last good version of %s cannot be kept in %s: %s", name, self.folder, error)

    def _read(self, name: str) -> Files | None:
        path = self.folder / f"{name}.zip"
        try:
            with zipfile.ZipFile(path) as archive:
                return {info.filename: archive.read(info) for info in archive.infolist()}
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            logger.warning("the last good version in %s cannot be read: %s", path, error)
            return None

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, waiting = tempfile.mkstemp(dir=self.folder, prefix=f".{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(waiting).replace(self.folder / f"{name}.zip")
        except OSError:
            Path(waiting).unlink(missing_ok=True)
            raise


def _pack(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            # A fixed date makes equal sources equal archives.
            archive.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
