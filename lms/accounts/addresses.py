"""E-mail addresses: checked, and always kept in the one form that is compared."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from lms.errors import InvalidInput

NOT_AN_ADDRESS = "Enter an e-mail address in the right form, like name@example.org"


def parse_email(typed: str) -> str:
    """The address in lower case, its domain in ASCII. Raises InvalidInput on the field "email".

    Only the form is checked: whether mail arrives there, the mail itself shows.
    """
    try:
        checked = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidInput("email", NOT_AN_ADDRESS) from error
    return (checked.ascii_email or checked.normalized).lower()


def domain_of(email: str) -> str:
    return email.rpartition("@")[2]


def enclosing_domains(domain: str) -> list[str]:
    """The domain and those it is part of, longest first, down to two labels: a.b.org, b.org."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]
