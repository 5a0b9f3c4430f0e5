from datetime import date, timedelta

import pytest
from flask import render_template_string

from lms.web.charts import Bar, build_bar_chart, build_burn_up, thinned, tick_step
from tests.web.tiny import Drawn

START, END = date(2025, 4, 1), date(2027, 3, 31)


def burn_up(counts, goal=2000, today=date(2026, 11, 22)):
    return build_burn_up(counts, goal, START, END, today)


def test_a_bar_is_the_share_of_its_total():
    assert [row.width for row in build_bar_chart([Bar("Health", 30, 40), Bar("Fire", 0, 0)]).rows] == [75, 0]


def test_bars_without_a_total_are_measured_against_the_longest():
    assert [row.width for row in build_bar_chart([Bar("Health", 30), Bar("Fire", 60)]).rows] == [50, 100]


def test_a_bar_never_leaves_the_chart():
    assert build_bar_chart([Bar("Health", 50, 40)]).rows[0].width == 100


def test_the_figures_are_said_in_words():
    chart = build_bar_chart(
        [Bar("Health", 1200, 2400), Bar("Police", 1200), Bar("Fire", 0, 9, text="fewer than 5")]
    )
    assert chart.summary == "Health: 1,200 of 2,400 (50%); Police: 1,200; Fire: fewer than 5"


def test_a_long_name_is_wrapped_and_pushes_the_rest_down():
    name = "Hertfordshire Partnership University NHS Foundation Trust"
    long, short = build_bar_chart([Bar(name, 1), Bar("Fire", 1)]).rows
    assert len(long.lines) == 2
    assert short.lines[0][0] > long.top + 20


def test_no_bars_make_an_empty_chart():
    assert build_bar_chart([]).height == 0


def test_the_line_starts_at_nothing_and_ends_today():
    chart = burn_up([(date(2025, 6, 1), 10), (date(2026, 1, 1), 500)])
    assert (chart.line[0].x1, chart.line[0].y1) == (0, chart.bottom)
    assert chart.now_text == "500 on 22 November 2026"


def test_the_even_pace_leads_to_the_goal_on_the_last_day():
    chart = burn_up([])
    assert (chart.pace.x2, chart.pace.y2) == (100, chart.goal_y)


def test_days_outside_the_window_are_left_out():
    chart = burn_up([(date(2024, 1, 1), 7), (date(2026, 1, 1), 20), (date(2026, 12, 1), 900)])
    assert chart.now_text == "20 on 22 November 2026"


@pytest.mark.parametrize(("today", "x"), [(date(2020, 1, 1), 0), (date(2030, 1, 1), 100)])
def test_the_line_stays_inside_the_window(today, x):
    assert burn_up([(START, 0)], today=today).now[0] == x


def test_more_than_the_goal_still_fits():
    chart = burn_up([(date(2026, 1, 1), 2600)])
    assert min(segment.y2 for segment in chart.line) >= 0
    assert chart.now[1] < chart.goal_y


def test_the_summary_says_how_it_stands():
    assert burn_up([(date(2026, 1, 1), 500)]).summary == (
        "500 on 22 November 2026. The goal is 2,000 by 31 March 2027; "
        "at an even pace it would be 1,646 by now."
    )


def test_many_days_are_thinned_but_the_last_is_kept():
    days = [(START + timedelta(days=number), number) for number in range(700)]
    assert len(thinned(days)) <= 120
    assert thinned(days)[-1] == days[-1]


@pytest.mark.parametrize(("highest", "step"), [(0, 1), (4, 1), (9, 2), (100, 20), (2000, 500), (2600, 1000)])
def test_grid_lines_stand_at_round_numbers(highest, step):
    assert tick_step(highest) == step


@pytest.mark.parametrize("kind", ["bar_chart", "burn_up"])
def test_a_chart_is_named_and_described_for_those_who_do_not_see_it(tiny_app, kind):
    chart = build_bar_chart([Bar("R & D", 3, 4)]) if kind == "bar_chart" else burn_up([(START, 1)])
    html = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Chart</title></head><body>
        {{% from "charts.html" import {kind} %}}{{{{ {kind}(chart, "c", "Trained so far") }}}}
        </body></html>"""
    with tiny_app.test_request_context():
        drawn = Drawn(render_template_string(html, chart=chart))
    assert drawn.text("c-title") == "Trained so far"
    assert drawn.text("c-desc") == chart.summary
