import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNNING = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
LOCKED = {
    "requirements.lock": RUNNING,
    "requirements-dev.lock": [*RUNNING, *PROJECT["dependency-groups"]["dev"]],
    "requirements-uv.lock": PROJECT["dependency-groups"]["uv"],
}


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKED)
def test_every_declared_dependency_is_locked(lock):
    names = {re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower() for requirement in LOCKED[lock]}
    assert names - pins(lock).keys() == set(), "run `make lock`"


def test_running_and_developing_have_the_same_releases():
    running = pins("requirements.lock")
    assert {name: pins("requirements-dev.lock").get(name) for name in running} == running


def test_the_build_tool_is_the_one_in_the_lock():
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


@pytest.mark.parametrize("lock", LOCKED)
def test_a_lock_names_no_server_and_no_folder(lock):
    assert not re.search(r"https?:|file:|--index|--find-links", (ROOT / lock).read_text(encoding="utf-8"))
