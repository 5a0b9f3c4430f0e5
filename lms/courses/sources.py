"""The files of a courses folder, read into memory once: all the rest is pure."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from lms.courses.model import Problem
from lms.courses.problems import FileProblems

TEXT_ENDINGS = (".md", ".yaml")
PICTURE_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
LARGEST_FILE = 1_000_000
# Far more than a course needs. What reads Markdown takes minutes for tens of thousands of them.
MOST_LINES = 5_000
MOST_BRACKETS = 2_000
# A course folder, a module or picture folder in it, and a file in that.
DEEPEST = 3

# Controls and the separators that some readers take for the end of a line, which would put line numbers out.
_INVISIBLE = ("Cc", "Zl", "Zp")
# What turns the direction of the text after it: words and numbers would not be those that the reviewer saw.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
Entry = os.DirEntry[str]
Fingerprint = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True)
class Sources:
    """Files by path below the courses folder ("x/course.yaml"). `label` stands before it in problems."""

    label: str
    files: Mapping[str, bytes]

    @property
    def folders(self) -> list[str]:
        """The names of the folders at the top: one per course."""
        return sorted({path.split("/", 1)[0] for path in self.files if "/" in path})

    def below(self, folder: str) -> dict[str, bytes]:
        """The files of one folder, by path below the courses folder."""
        return {path: self.files[path] for path in sorted(self.files) if path.startswith(f"{folder}/")}

    def problems_for(self, path: str) -> FileProblems:
        return FileProblems(f"{self.label}/{path}")

    def read_text(self, path: str, problems: FileProblems) -> str | None:
        """The file as text with plain line ends, or None with a problem that says why not."""
        content = self.files[path]
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            problems.error(line, "the file is not UTF-8 text", "save it with the encoding UTF-8")
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if _is_readable(text.split("\n"), problems) else None


def _is_readable(rows: Sequence[str], problems: FileProblems) -> bool:
    """Whether nothing in the rows is hidden from their author, and reading them comes to an end."""
    brackets = 0
    for number, row in enumerate(rows, 1):
        brackets += row.count("[")
        if not row.isprintable() and any(char != "\t" and category(char) in _INVISIBLE for char in row):
            problems.error(number, "there is an invisible control character", "delete it, or retype the line")
        elif not _TURNS.isdisjoint(row):
            problems.error(
                number,
                "an invisible mark turns the text around",
                "delete it, or retype the line",
            )
        elif number > MOST_LINES:
            problems.error(number, f"there are more than {MOST_LINES} lines", "make several files of it")
        elif brackets > MOST_BRACKETS:
            problems.error(number, f"there are more than {MOST_BRACKETS} '['", "take some of them out")
        else:
            continue
        return False
    return True


def digest(parts: Iterable[str | bytes]) -> str:
    """A short hash of the parts and of where each of them ends."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "backslashreplace") if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:16]


def read_sources(root: Path) -> tuple[Sources, list[Problem]]:
    """Every file below `root` that a course can use. What cannot be read is a problem, never an exception."""
    label = root.name or root.resolve().name or "courses"
    top = FileProblems(label)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    try:
        for path, entry in _walk(root):
            found = FileProblems(f"{label}/{_printable(path)}")
            content = _read_entry(root, path, entry, found)
            problems += found.found
            if content is not None:
                files[path] = content
    except OSError as error:
        top.error(
            1, f"the folder cannot be read ({error.strerror})", "check that it exists and who may read it"
        )
    return Sources(label, files), top.found + problems


def take_fingerprint(root: Path) -> Fingerprint:
    """What changes when a file does, without reading any. Empty when the folder cannot be read."""
    marks = []
    try:
        for path, entry in _walk(root):
            try:
                if isinstance(entry, OSError):
                    raise entry
                found = entry.stat()
            except OSError:
                marks.append((path, 0, 0, 0, 0))
                continue
            marks.append((path, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino))
    except OSError:
        return ()
    return tuple(marks)


def _walk(root: Path) -> Iterator[tuple[str, Entry | OSError]]:
    """Every entry that is not hidden and not a folder to look into, in a stable order.

    A folder that cannot be read comes as its path with a slash at the end, and the error; the root raises it.
    """
    waiting = [("", os.fspath(root))]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not prefix:
                raise
            yield prefix, error
            continue
        for entry in ordered:
            if entry.name.startswith((".", "_", "#")) or entry.name.endswith("~"):
                continue
            path = prefix + entry.name
            if path.count("/") + 1 < DEEPEST and entry.is_dir() and not entry.is_symlink():
                waiting.append((f"{path}/", entry.path))
            else:
                yield path, entry


def _read_entry(root: Path, path: str, entry: Entry | OSError, problems: FileProblems) -> bytes | None:
    """The content of a file; empty for one that no course uses, so that it is at least known by name."""
    try:
        if isinstance(entry, OSError):
            raise entry
        if entry.is_symlink() and not _is_inside(root, Path(entry.path)):
            problems.error(
                1, "this is a link to something outside the courses folder", "put a copy of it here"
            )
            return None
        found = entry.stat()
        if not _is_acceptable(path, found, problems):
            return None
        used = path.endswith(TEXT_ENDINGS) or Path(path).suffix.lower() in PICTURE_TYPES
        return Path(entry.path).read_bytes() if used else b""
    except OSError as error:
        problems.error(1, f"it cannot be read ({error.strerror})", "check that it exists and who may read it")
        return None


def _is_inside(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _is_acceptable(path: str, found: os.stat_result, problems: FileProblems) -> bool:
    if stat.S_ISDIR(found.st_mode):
        problems.error(
            1, "this folder is not looked into", "move its files up: course, module, lesson is all there is"
        )
    elif not stat.S_ISREG(found.st_mode):
        problems.error(1, "this is not an ordinary file", "delete it")
    elif found.st_size > LARGEST_FILE:
        problems.error(1, "the file is larger than 1 MB", "make it smaller; phones have to load it")
    elif _printable(path) != path:
        problems.error(
            1, "the file's name has characters that cannot be read", "rename it: lower case, digits, hyphens"
        )
    else:
        return True
    return False


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode() if path.isprintable() else ascii(path)
