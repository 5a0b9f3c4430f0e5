from datetime import UTC, date, datetime

import pytest

from lms.web.filters import long_date, moment, percent, plural, thousands


def test_a_date_is_written_in_words():
    assert long_date(date(2026, 11, 2)) == "2 November 2026"


def test_a_moment_late_in_summer_utc_is_the_next_day_in_london():
    assert long_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"


@pytest.mark.parametrize(
    ("hour", "written"),
    [
        (0, "22 November 2026 at 12:05am"),
        (9, "22 November 2026 at 9:05am"),
        (12, "22 November 2026 at 12:05pm"),
        (23, "22 November 2026 at 11:05pm"),
    ],
)
def test_a_time_is_written_with_am_and_pm(hour, written):
    assert moment(datetime(2026, 11, 22, hour, 5, tzinfo=UTC)) == written


def test_summer_time_is_an_hour_ahead():
    assert moment(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "1 July 2026 at 1:00pm"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0%"), (0.29, "29%"), (0.799, "79%"), (0.999, "99%"), (1, "100%")]
)
def test_a_share_is_never_rounded_up(share, written):
    assert percent(share) == written


def test_thousands_have_a_comma():
    assert thousands(1_234_567) == "1,234,567"


@pytest.mark.parametrize(("count", "written"), [(0, "0 people"), (1, "1 person"), (2000, "2,000 people")])
def test_a_count_has_the_right_word(count, written):
    assert plural(count, "person", "people") == written


def test_the_usual_plural_needs_no_second_word():
    assert plural(3, "course") == "3 courses"
