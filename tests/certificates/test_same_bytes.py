"""A certificate is not stored as a file: it is rendered again, and must be the same to the last byte."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from lms.config import ROOT
from tests.certificates.specimen import SPECIMEN, print_specimen

NAMES = ["Siân Ŵyn", "محمد", "Łukasz", "Олена", "Nguyễn", "Γιώργος", "Ștefan", "Özgür"]
PRINT_DIGEST = (
    "import hashlib; from tests.certificates.specimen import print_specimen; "
    "print(hashlib.sha256(print_specimen()).hexdigest())"
)


def test_a_machine_elsewhere_without_fonts_of_its_own_prints_the_same_bytes(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "FONTCONFIG_FILE": str(config),
    }
    other = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env=os.environ | elsewhere,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(print_specimen()).hexdigest()


def test_what_was_printed_before_does_not_show():
    first = print_specimen()
    print_specimen(name="محمد " * 20, organisation=None)
    assert print_specimen() == first


def test_the_same_moment_in_another_time_zone_prints_the_same_bytes():
    in_tokyo = SPECIMEN.issued_at.astimezone(timezone(timedelta(hours=9)))
    assert print_specimen(issued_at=in_tokyo) == print_specimen()


def test_two_certificates_differ():
    assert print_specimen(uuid="9a0d8a61-0c42-4fb0-a9a4-5ac8a0a9a1a4") != print_specimen()


def test_eight_threads_print_what_one_prints():
    alone = [print_specimen(name=name) for name in NAMES]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda name: print_specimen(name=name), NAMES * 2))
    assert together == alone * 2


def test_a_date_of_issue_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        print_specimen(issued_at=datetime(2026, 11, 22, 9, 30))  # noqa: DTZ001


def test_a_design_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no certificate design 99"):
        print_specimen(design=99)
