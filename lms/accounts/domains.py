"""Domains of organisations' e-mail addresses, as a coordinator types them."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from lms.errors import InvalidInput

# Addresses here say nothing about where somebody works.
OPEN_TO_EVERYBODY = frozenset(
    {
        *("aol.com", "btinternet.com", "fastmail.com", "gmail.com", "gmx.com", "googlemail.com"),
        *("hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com"),
        *("msn.com", "ntlworld.com", "outlook.com", "proton.me", "protonmail.com", "sky.com"),
        *("talktalk.net", "tiscali.co.uk", "virginmedia.com", "yahoo.co.uk", "yahoo.com"),
        # Suffixes under which organisations of many kinds have their own domains.
        *("ac.uk", "co.uk", "gov.uk", "nhs.uk", "nhs.net", "org.uk", "police.uk", "sch.uk"),
    }
)


def parse_domains(typed: str) -> list[str]:
    """One domain a line, with or without an @.

    Raises InvalidInput on the field "domains", naming each wrong line.
    """
    found: dict[str, None] = {}
    wrong = []
    for number, line in enumerate(typed.splitlines(), start=1):
        domain = line.strip().lower().removeprefix("@").rstrip(".")
        if domain in OPEN_TO_EVERYBODY:
            wrong.append(f"Line {number}: {domain} is used by people of many organisations")
        elif domain and (checked := _checked(domain)):
            found[checked] = None
        elif domain:
            wrong.append(f"Line {number}: “{domain}” is not a domain like example.org")
    if wrong:
        raise InvalidInput("domains", ". ".join(wrong))
    return list(found)


def _checked(domain: str) -> str | None:
    try:
        return validate_email(f"somebody@{domain}", check_deliverability=False).ascii_domain
    except EmailNotValidError:
        return None
