"""What the partnership did before this platform: told beside the goal, and never counted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

HISTORY = Path(__file__).parent / "data" / "history.yaml"


class History(BaseModel):
    """`professionals` is a number in words, since nobody knows it exactly."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partnership: str
    heading: str
    period: str
    professionals: str
    text: str
    source: str


@cache
def load_history(path: Path = HISTORY) -> History:
    return History.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def find_history(partnership: str) -> History | None:
    """The history of the partnership of this name; another's is not ours to tell."""
    history = load_history()
    return history if history.partnership == partnership else None
