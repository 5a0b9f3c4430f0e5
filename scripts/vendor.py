"""Renew the browser files of other projects that we keep in the repository.

Run `python scripts/vendor.py` after changing a version below. It needs npm, and writes
lms/web/static/vendor/ and tests/browser/vendor/. Licences and READMEs beside the files are written too,
so that nobody has to guess where a file came from.
"""

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "lms" / "web" / "static" / "vendor"
BROWSER_TESTS = ROOT / "tests" / "browser" / "vendor"

FONT = "Atkinson Hyperlegible Next"
FONT_FILES = "atkinson-hyperlegible-next"
SOURCE_MAP = re.compile(r"\s*(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def without_source_map(text: str) -> str:
    """A browser's developer tools would ask for a map that we do not ship."""
    return SOURCE_MAP.sub("\n", text)


def without_gov_uk_identity(css: str) -> str:
    """Only services of GOV.UK may use its typeface and crest, so both leave the style sheet here.

    Raises AssertionError if a new release names files in a way that this function does not know.
    """
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert[^*]*\*/", "", css)
    css = re.sub(r"@font-face\{font-family:GDS Transport[^}]*\}", "", css)
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", css)
    css = re.sub(r"@supports[^{]*\{\}", "", css)
    css = css.replace("GDS Transport", f'"{FONT}"')
    assert "url(" not in css, "the style sheet still asks for files that we do not ship"
    assert css.count("{") == css.count("}"), "a rule was cut in half"
    return without_source_map(css)


@dataclass(frozen=True)
class Package:
    """One npm package: which of its files we keep, under which name, and how a file is changed."""

    name: str
    version: str
    folder: Path
    files: dict[str, str]
    licence: str
    changed: str = ""
    change: dict[str, Callable[[str], str]] = field(default_factory=dict)


PACKAGES = [
    Package(
        name="govuk-frontend",
        version="6.3.0",
        folder=STATIC / "govuk-frontend",
        files={
            "dist/govuk/govuk-frontend.min.css": "govuk-frontend.min.css",
            "dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
        },
        licence="MIT (`LICENSE.txt`; the package carries none, so the text is kept from its Git repository)",
        changed=(
            "The typeface GDS Transport and the crest, both reserved for GOV.UK, are taken out of the style\n"
            f"sheet, and {FONT} named instead. The pointers to source maps are taken out of both files."
        ),
        change={
            "govuk-frontend.min.css": without_gov_uk_identity,
            "govuk-frontend.min.js": without_source_map,
        },
    ),
    Package(
        name="accessible-autocomplete",
        version="3.0.1",
        folder=STATIC / "accessible-autocomplete",
        files={
            "dist/accessible-autocomplete.min.css": "accessible-autocomplete.min.css",
            "dist/accessible-autocomplete.min.js": "accessible-autocomplete.min.js",
            "LICENSE.txt": "LICENSE.txt",
        },
        licence="MIT (`LICENSE.txt`)",
        changed="The pointers to source maps are taken out.",
        change={
            "accessible-autocomplete.min.css": without_source_map,
            "accessible-autocomplete.min.js": without_source_map,
        },
    ),
    Package(
        name="@fontsource/atkinson-hyperlegible-next",
        version="5.3.0",
        folder=STATIC / FONT_FILES,
        files={
            f"files/{FONT_FILES}-{subset}-{weight}-normal.woff2": f"{FONT_FILES}-{subset}-{weight}.woff2"
            for subset in ("latin", "latin-ext")
            for weight in (400, 700)
        }
        | {"LICENSE": "LICENSE"},
        licence="SIL Open Font License 1.1 (`LICENSE`)",
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        folder=BROWSER_TESTS,
        files={
            "axe.min.js": "axe.min.js",
            "LICENSE": "LICENSE",
            "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt",
        },
        licence="MPL 2.0 (`LICENSE`, `LICENSE-3RD-PARTY.txt`). Used by the tests only, never served",
    ),
]


def readme(package: Package) -> str:
    changed = f"\n{package.changed}\n" if package.changed else "\nThe files are as published.\n"
    return (
        f"# {package.name} {package.version}\n\n"
        f"Licence: {package.licence}.\n{changed}\n"
        "To renew: change the version in `scripts/vendor.py`, run `python scripts/vendor.py`\n"
        "(it needs npm), then the tests.\n"
    )


def renew(package: Package, workplace: Path) -> None:
    """Fetch one package through npm and write the files we keep."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=workplace,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()[-1]
    package.folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(workplace / packed) as archive:
        for source, target in package.files.items():
            member = archive.extractfile(f"package/{source}")
            assert member is not None, f"{package.name} has no {source}"
            data = member.read()
            if target in package.change:
                data = package.change[target](data.decode()).encode()
            (package.folder / target).write_bytes(data)
    (package.folder / "README.md").write_text(readme(package))


def main() -> None:
    with tempfile.TemporaryDirectory() as workplace:
        for package in PACKAGES:
            renew(package, Path(workplace))
            print(f"{package.name} {package.version} → {package.folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
