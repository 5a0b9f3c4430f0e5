"""Words that mean nothing in Markdown skip its parser, and come out as it would have written them."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.courses.facts import Facts
from lms.courses.markdown import Page, Renderer
from lms.courses.places import Places

renderer = Renderer(Facts())
SIGNS = "ab1 2.,:;-–()'\"“”‘’…/%£?\n#>*_|+=&<[`\\ é"


def render(text: str) -> str:
    return renderer.render(text, Page(Places("c/l.md", [], {}), lambda *_: None))


@settings(max_examples=300, deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=60).map(str.strip).filter(bool))
@example("Yes.\nTell somebody.")
@example("One row\n- and what could be a list")
@example("2. A list of one")
@example("In\n2. there is a row that begins with a number")
@example("A break  \nin a row")
@example("A\n---")
@example("1) one")
@example("a\n\nb")
@example("a\n\n\nb")
def test_a_short_cut_changes_nothing(text: str):
    # What follows has to be parsed, and so everything is.
    ending = '<p class="govuk-body"><em>x</em></p>'
    assert render(f"{text}\n\n*x*").removesuffix(ending).strip() == render(f"\n{text}\n")
