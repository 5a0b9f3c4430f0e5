"""Style sheets, scripts, fonts and pictures under names that carry a hash of their content.

A name that changes with the content may be kept by the browser for a year. Everything a page needs is
joined into one style sheet and one script here, so that a first visit over a slow line makes few requests.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

bp = Blueprint("assets", __name__)

STATIC = Path(__file__).parent / "static"
FONT_FOLDER = "vendor/atkinson-hyperlegible-next"
# Small enough to travel with every page: a file of their own would be one request more on a first visit.
EXERCISES = ("questions.css", "exercises.css")
BUNDLES = {
    "app.css": (
        "vendor/govuk-frontend/govuk-frontend.min.css",
        "fonts.css",
        "app.css",
        *EXERCISES,
        "print.css",
    ),
    "app.js": ("vendor/govuk-frontend/govuk-frontend.min.js", "app.js"),
    "early.js": ("early.js",),
    "favicon.svg": ("favicon.svg",),
    "quiz.css": ("quiz.css",),
    "quiz.js": ("scene.js", "quiz.js"),
    "reports.css": ("reports.css",),
    "exercises.js": ("scene.js", "exercises.js"),
    "survey.css": ("survey.css",),
    "organisation-picker.css": (
        "vendor/accessible-autocomplete/accessible-autocomplete.min.css",
        "organisation-picker.css",
    ),
    "organisation-picker.js": (
        "vendor/accessible-autocomplete/accessible-autocomplete.min.js",
        "organisation-picker.js",
    ),
}
MIMETYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
A_YEAR = "public, max-age=31536000, immutable"
FONT_URL = re.compile(r"url\(([\w-]+\.woff2)\)")
MODULE_EXPORTS = re.compile(r"export\{[^}]*\};?\s*$")


@dataclass(frozen=True)
class Asset:
    """One file as it is served. `packed` is None where compressing it again would gain nothing."""

    name: str
    digest: str
    data: bytes
    packed: bytes | None
    mimetype: str

    @property
    def path(self) -> str:
        return f"{self.digest}/{self.name}"


@dataclass(frozen=True)
class Manifest:
    """The path of each asset below the static root, by its plain name."""

    paths: Mapping[str, str]


def build_asset(name: str, data: bytes) -> Asset:
    suffix = Path(name).suffix
    packed = None if suffix == ".woff2" else gzip.compress(data, compresslevel=9, mtime=0)
    return Asset(name, hashlib.sha256(data).hexdigest()[:12], data, packed, MIMETYPES[suffix])


def build_bundle(name: str, parts: tuple[str, ...], fonts: Mapping[str, Asset]) -> Asset:
    """Join the parts. A library's exports are cut off, because what follows is in the same module."""
    texts = [(STATIC / part).read_text(encoding="utf-8") for part in parts]
    if name.endswith(".js"):
        texts = [MODULE_EXPORTS.sub("", text) for text in texts]
    if name.endswith(".css"):
        texts = [FONT_URL.sub(lambda found: f"url(../{fonts[found[1]].path})", text) for text in texts]
    return build_asset(name, "\n".join(texts).encode())


@cache
def load_assets() -> Mapping[str, Asset]:
    """All assets by plain name; read and compressed once in the life of a process."""
    files = (STATIC / FONT_FOLDER).glob("*.woff2")
    fonts = {file.name: build_asset(file.name, file.read_bytes()) for file in files}
    return fonts | {name: build_bundle(name, parts, fonts) for name, parts in BUNDLES.items()}


def build_assets(target: Path) -> Manifest:
    """Write every asset and its .gz twin below `target`, for a server that serves files itself."""
    assets = load_assets()
    for asset in assets.values():
        file = target / asset.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(asset.data)
        if asset.packed is not None:
            file.with_name(f"{file.name}.gz").write_bytes(asset.packed)
    return Manifest({asset.name: asset.path for asset in assets.values()})


def asset_url(name: str) -> str:
    """The address of an asset, for templates. Raises KeyError if there is no such file."""
    return f"{request.script_root}/static/{load_assets()[name].path}"


@bp.get("/static/<digest>/<name>")
def file(digest: str, name: str) -> Response:
    """An asset from memory, compressed if the browser can read that; 404 for an outdated address."""
    asset = load_assets().get(name)
    if asset is None or asset.digest != digest:
        abort(404)
    is_packed = asset.packed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if is_packed else asset.data, mimetype=asset.mimetype)
    response.headers["Cache-Control"] = A_YEAR
    response.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def install(app: Flask) -> None:
    """Serve the assets below /static/, and give templates `asset_url`."""
    app.register_blueprint(bp)
    app.jinja_env.globals["asset_url"] = asset_url
