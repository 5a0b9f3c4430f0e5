import pytest
import system_packages
from system_packages import (
    RUNNING,
    TESTING,
    Need,
    SetupError,
    build_missing_message,
    build_one_line,
    is_stale,
    list_unmet,
)

MET = Need("here", "anything", lambda: True)
UNMET = Need("absent", "certificates", lambda: False)


def test_only_what_is_missing_is_listed():
    assert list_unmet([MET, UNMET]) == [UNMET]


def test_the_one_line_brings_the_lists_up_to_date_and_asks_nothing():
    assert build_one_line(["a", "b"], has_sudo=True) == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends -y a b"
    )


def test_without_sudo_the_one_line_asks_for_the_password_of_root():
    assert build_one_line(["a"], has_sudo=False) == (
        "su -c 'apt-get update && apt-get install --no-install-recommends -y a'"
    )


def test_the_message_says_what_each_package_is_for_and_ends_on_the_line_to_type():
    message = build_missing_message([UNMET], "and we lack the rights to install it.")
    assert "absent  (for certificates)" in message
    assert message.rstrip().splitlines()[-1].rstrip("'").endswith("-y absent")


@pytest.mark.parametrize(("age", "stale"), [(60, False), (2 * 86_400, True)])
def test_package_lists_are_stale_after_a_day(age, stale):
    assert is_stale(1_000_000 - age, now=1_000_000) is stale


def test_absent_package_lists_are_stale():
    assert is_stale(None, now=1_000_000)


def test_a_library_that_is_not_there_is_noticed():
    assert not system_packages.has_library("libnobody-has-this.so.9")


def test_a_machine_that_runs_these_tests_lacks_nothing():
    assert list_unmet((*RUNNING, *TESTING)) == []


def test_without_apt_get_the_packages_are_still_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match="absent"):
        system_packages.provide([UNMET])
