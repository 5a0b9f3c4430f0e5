"""Signing in by mail: a link and a 6-digit code, of which either works once within 15 minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from lms import clock
from lms.accounts import throttling
from lms.accounts.current import hash_token
from lms.accounts.sign_in_models import SignInToken
from lms.accounts.tokens import is_same, keyed_hash, new_code, new_token
from lms.errors import InvalidInput
from lms.extensions import db
from lms.mail.sending import send
from lms.web.settings import settings

LIFETIME = timedelta(minutes=15)
MAX_CODE_TRIES = 5
WINDOW = timedelta(minutes=15)
DAY = timedelta(days=1)
MAILS_PER_ADDRESS = 5
# Whoever types somebody else's address must not be able to fill their mailbox.
MAILS_PER_ADDRESS_AND_DAY = 20
# Offices share one address of the Internet.
MAILS_PER_CLIENT = 60
CODES_PER_CLIENT = 60
# Guesses may be spread over many addresses; a day's worth of them must not find one in six digits.
CODES_PER_CLIENT_AND_DAY = 300
# So that asking for mail after mail does not make the six digits guessable. The link still works.
CODES_PER_ADDRESS_AND_DAY = 30

TOO_MANY_MAILS = "We have sent several e-mails already. Look for the newest, also among your unwanted mail."
TOO_MANY_CODES = "Too many codes have been tried. You can still use the link in the e-mail."
NO_CODE = "Enter the 6 digits from the e-mail"
WRONG_CODE = "That code is not right. Check the newest e-mail from us"
DEAD_CODE = "This code can no longer be used. Ask for a new e-mail"


@dataclass(frozen=True)
class Issued:
    """A token together with what only the mail knows."""

    token: SignInToken
    link_token: str
    code: str


def request_mail(email: str, next_path: str | None, client: str) -> SignInToken:
    """Mail a link and a code to an address, whether or not anybody is known by it.

    `client` is the network address that asks. Raises TooManyTries.
    """
    throttling.check(f"mail:{email}", MAILS_PER_ADDRESS, WINDOW, TOO_MANY_MAILS)
    throttling.check(f"mail-day:{email}", MAILS_PER_ADDRESS_AND_DAY, DAY, TOO_MANY_MAILS)
    throttling.check(f"mail-client:{client}", MAILS_PER_CLIENT, WINDOW, TOO_MANY_MAILS)
    issued = issue(email, next_path)
    send(
        email,
        f"{issued.code} is your code for Spot the Signs",
        "accounts/mail/sign_in.txt",
        code=issued.code,
        link=f"{settings().base_url.rstrip('/')}/sign-in/link/{issued.link_token}",
        minutes=LIFETIME // timedelta(minutes=1),
    )
    return issued.token


def issue(email: str, next_path: str | None) -> Issued:
    """Make a token. Earlier ones stay good until they end: mails do not arrive in order."""
    link_token, code = new_token(), new_code()
    token = SignInToken(
        email=email,
        link_hash=hash_token(link_token),
        code_hash="",
        next_path=next_path,
        expires_at=clock.now() + LIFETIME,
    )
    db.session.add(token)
    db.session.flush()
    token.code_hash = _hash_code(token, code)
    db.session.flush()
    return Issued(token, link_token, code)


def find_by_link(link_token: str) -> SignInToken | None:
    """The token of a link, even one that can no longer be used."""
    return db.session.scalar(select(SignInToken).where(SignInToken.link_hash == hash_token(link_token)))


def can_be_used(token: SignInToken) -> bool:
    return token.used_at is None and token.expires_at > clock.now()


def use_link(link_token: str) -> SignInToken | None:
    """Use up a link and all else that was mailed to its address; None if it cannot be used any more."""
    found = find_by_link(link_token)
    if found is None:
        return None
    return next((token for token in _take(found.email) if token.id == found.id), None)


def use_code(uuids: Collection[UUID], email: str, typed: str, client: str) -> SignInToken:
    """Use up the code of one of these tokens, for which this browser asked, and all else that was mailed.

    Raises InvalidInput on the field "code": the try is counted, so the edge must commit. Raises TooManyTries.
    """
    code = "".join(typed.split()).replace("-", "")
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        raise InvalidInput("code", NO_CODE)
    throttling.check(f"code-client:{client}", CODES_PER_CLIENT, WINDOW, TOO_MANY_CODES)
    throttling.check(f"code-client-day:{client}", CODES_PER_CLIENT_AND_DAY, DAY, TOO_MANY_CODES)
    throttling.check(f"code:{email}", CODES_PER_ADDRESS_AND_DAY, DAY, TOO_MANY_CODES)
    live = [token for token in _lock(email) if token.uuid in uuids and token.code_tries < MAX_CODE_TRIES]
    right = next((token for token in live if is_same(token.code_hash, _hash_code(token, code))), None)
    if right is None:
        for token in live:
            token.code_tries += 1
        db.session.flush()
        has_more = any(token.code_tries < MAX_CODE_TRIES for token in live)
        raise InvalidInput("code", WRONG_CODE if has_more else DEAD_CODE)
    _take(email)
    return right


def get_proved(uuid: UUID, within: timedelta) -> SignInToken | None:
    """The token by which somebody has just proved that an address is theirs."""
    return db.session.scalar(
        select(SignInToken).where(SignInToken.uuid == uuid, SignInToken.used_at > clock.now() - within)
    )


def forget_ended() -> None:
    """Delete tokens of the day before and earlier: until then their page can still say what happened."""
    db.session.execute(delete(SignInToken).where(SignInToken.expires_at < clock.now() - timedelta(days=1)))


def _lock(email: str) -> list[SignInToken]:
    """The tokens of an address that can be used, held so that of two requests only one can use them."""
    query = (
        select(SignInToken)
        .where(
            SignInToken.email == email, SignInToken.used_at.is_(None), SignInToken.expires_at > clock.now()
        )
        .order_by(SignInToken.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _take(email: str) -> list[SignInToken]:
    """Use up all tokens of an address; returns those that this call has used up."""
    tokens = _lock(email)
    for token in tokens:
        token.used_at = clock.now()
    db.session.flush()
    return tokens


def _hash_code(token: SignInToken, code: str) -> str:
    return keyed_hash("code", str(token.uuid), code)
