import gzip
import re

import pytest
from flask import render_template_string

from lms.web.assets import BUNDLES, STATIC, build_assets, load_assets

GZIP = {"Accept-Encoding": "gzip, br"}


def path_of(name):
    return f"/static/{load_assets()[name].path}"


def test_an_asset_may_be_kept_for_a_year(tiny_app):
    response = tiny_app.test_client().get(path_of("app.css"), headers=GZIP)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_browser_that_can_read_it_gets_less(tiny_app):
    plain = tiny_app.test_client().get(path_of("app.js"))
    packed = tiny_app.test_client().get(path_of("app.js"), headers=GZIP)
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    "path", ["/static/000000000000/app.css", "/static/x/missing.css", "/static/vendor/README.md"]
)
def test_an_outdated_or_unknown_address_is_not_found(tiny_app, path):
    assert tiny_app.test_client().get(path).status_code == 404


@pytest.mark.parametrize("name", [name for name in BUNDLES if name.endswith(".css")])
def test_a_style_sheet_asks_only_for_files_that_exist(tiny_app, name):
    for url in re.findall(r"url\(([^)]*)\)", load_assets()[name].data.decode()):
        assert tiny_app.test_client().get(f"/static/{url.removeprefix('../')}").status_code == 200


def test_what_is_reserved_for_gov_uk_is_not_shipped():
    css = load_assets()["app.css"].data.decode()
    assert "GDS Transport" not in css
    assert "crest" not in css


def test_the_script_has_no_exports_or_maps_left():
    script = load_assets()["app.js"].data.decode()
    assert not re.search(r"export\s*\{|sourceMappingURL", script)


def test_a_page_cannot_name_a_file_that_does_not_exist(tiny_app):
    with tiny_app.test_request_context(), pytest.raises(KeyError):
        render_template_string("{{ asset_url('missing.css') }}")


def test_assets_can_be_written_out_for_a_web_server(tmp_path):
    manifest = build_assets(tmp_path)
    file = tmp_path / manifest.paths["app.css"]
    assert gzip.decompress(file.with_name("app.css.gz").read_bytes()) == file.read_bytes()


def test_everything_a_first_lesson_loads_stays_far_below_a_hundred_kilobytes():
    needed = ["app.css", "app.js", "early.js", "favicon.svg"]
    needed += [f"atkinson-hyperlegible-next-latin-{weight}.woff2" for weight in (400, 700)]
    assets = [load_assets()[name] for name in needed]
    assert sum(len(asset.packed or asset.data) for asset in assets) < 70_000


def test_what_others_made_says_its_version_and_licence():
    for folder in (STATIC / "vendor").iterdir():
        assert re.match(r"# \S+ \d+\.\d+\.\d+\n", (folder / "README.md").read_text())
        assert list(folder.glob("LICENSE*"))
