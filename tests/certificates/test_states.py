"""What a certificate is worth on a day: the gravest that is true."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lms.certificates.models import Certificate
from lms.certificates.verification import State, state

LAST_DAY = date(2028, 11, 25)
NEXT_DAY = date(2028, 11, 26)
A_MOMENT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("replaced_at", "revoked_at", "today", "expected"),
    [
        (None, None, date(2026, 11, 25), State.VALID),
        (None, None, LAST_DAY, State.VALID),
        (None, None, NEXT_DAY, State.EXPIRED),
        (A_MOMENT, None, LAST_DAY, State.REPLACED),
        (A_MOMENT, None, NEXT_DAY, State.REPLACED),
        (None, A_MOMENT, LAST_DAY, State.REVOKED),
        (None, A_MOMENT, NEXT_DAY, State.REVOKED),
        (A_MOMENT, A_MOMENT, NEXT_DAY, State.REVOKED),
    ],
)
def test_the_gravest_state_that_is_true_is_told(replaced_at, revoked_at, today, expected):
    certificate = Certificate(replaced_at=replaced_at, revoked_at=revoked_at, expires_on=LAST_DAY)
    assert state(certificate, today) == expected
