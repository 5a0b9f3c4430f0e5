"""Which font prints which script, and which Debian package brings it. Pure tables, no look at the machine."""

from __future__ import annotations

from dataclasses import dataclass

from fontTools import unicodedata

# Scripts in use today that Debian 12's fonts-noto-core has a Noto Serif or Noto Sans for, by ISO 15924 code.
_NOTO_CORE = frozenset(
    """
    Adlm Armn Bali Bamu Batk Beng Cakm Cans Cham Cher Copt Deva Ethi Geor Gujr Guru Hebr Java
    Kali Khmr Knda Lana Laoo Lepc Limb Lisu Mand Mlym Mong Mtei Mymr Newa Nkoo Olck Orya Osge
    Plrd Rohg Saur Sinh Sund Sylo Syrc Tale Talu Taml Tavt Telu Tfng Thaa Thai Tibt Vaii Wcho
    Yiii
    """.split()  # noqa: SIM905
)

# Each edition has every Han character, drawn as that country draws it.
_CJK_EDITIONS = {"Hira": "JP", "Kana": "JP", "Hang": "KR", "Bopo": "TC", "Hani": "SC"}

# Scripts of one living language; a name in any other script may be in one of several.
_LANGUAGES = {
    "Armn": "hy",
    "Geor": "ka",
    "Grek": "el",
    "Hang": "ko",
    "Hebr": "he",
    "Hira": "ja",
    "Kana": "ja",
    "Thai": "th",
}


@dataclass(frozen=True)
class Typeface:
    """The font families for a script, best first, and the package that brings the first of them."""

    script: str
    families: tuple[str, ...]
    package: str | None


def scripts_of(character: str) -> frozenset[str]:
    """The ISO 15924 codes of the scripts that a character is used in; empty for symbols and common marks."""
    codes = {unicodedata.script(character)} | unicodedata.script_extension(character)
    return frozenset(codes) - {"Zyyy", "Zinh", "Zzzz"}


def typeface_for(character: str, text: str) -> Typeface:
    """The typeface for one character of a text; without families when we know of none.

    The whole text decides on the edition of Chinese characters: beside kana they are Japanese.
    """
    codes = scripts_of(character)
    if codes & _CJK_EDITIONS.keys():
        return _cjk(text)
    if not codes:
        return Typeface("symbol", (), None)
    code = min(codes & _NOTO_CORE or codes)
    script = unicodedata.script_name(code).replace("_", " ")
    if code not in _NOTO_CORE:
        return Typeface(script, (), None)
    return Typeface(script, (f"Noto Serif {script}", f"Noto Sans {script}"), "fonts-noto-core")


def _cjk(text: str) -> Typeface:
    used = {unicodedata.script(character) for character in text}
    edition = next(
        edition for code, edition in (*_CJK_EDITIONS.items(), ("", "SC")) if code in used or not code
    )
    families = (f"Noto Serif CJK {edition}", f"Noto Sans CJK {edition}", "Droid Sans Fallback")
    return Typeface("Chinese, Japanese or Korean", families, "fonts-noto-cjk")


def language_of(text: str) -> str | None:
    """A BCP 47 tag for a name that is not in Latin script, or None for one that is.

    Where the script leaves the language open, the tag says so: `und-Arab` may be Arabic, Persian or Urdu.
    """
    for character in text:
        code = unicodedata.script(character)
        if code in {"Zyyy", "Zinh", "Zzzz"}:
            continue
        return None if code == "Latn" else _LANGUAGES.get(code, f"und-{code}")
    return None
