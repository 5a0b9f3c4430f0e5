"""Two years in the life of the partnership: who joined, learned, completed, renewed and moved on. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lms import clock
from lms.courses.model import Course
from lms.demo.names import make_address, make_name
from lms.demo.places import Place
from lms.demo.professionals import Attested, Professional, Stay
from lms.demo.seasons import Season, moment_after, moment_on, pick_joining_day
from lms.demo.taking import Habits, take, take_in_part
from lms.learning import validity

# Of all who sign up, so many mean to complete, give up on the way, or were taught elsewhere; the rest never
# start.
FINISHERS = 0.62
STARTERS = 0.18
TAUGHT_ELSEWHERE = 0.025
TAUGHT_FACE_TO_FACE = 0.7
ZEAL_OF_LEADS = 1.45
BEGIN_AT_ONCE = 0.75
RENEW = 0.6
TAKE_FURTHER_COURSES = 0.35
MOVE = 0.04
LEAVE = 0.02
SETTLED = timedelta(days=60)
HOUR = timedelta(hours=1)
# Those who were invited are confirmed at once; the others wait for a lead, a few for ever.
INVITED = 0.55
NEVER_CONFIRMED = 0.03
NEVER_CONFIRMED_WITHOUT_A_LEAD = 0.25


class History:
    """The professionals of all places, made one after another from one source of chance."""

    def __init__(
        self, season: Season, places: Sequence[Place], courses: Sequence[Course], chance: random.Random
    ) -> None:
        self.season = season
        self.places = places
        self.courses = courses
        self.chance = chance
        self.addresses: set[str] = set()

    def __iter__(self) -> Iterator[Professional]:
        """Place by place, the training leads of each before its other people."""
        for place in self.places:
            since = moment_on(place.opens, self.chance)
            for number in range(place.size):
                is_lead = number < place.leads
                joined_at = since + number * HOUR if is_lead else self._join(place, since)
                yield self._live(place, joined_at, is_lead=is_lead)

    def _live(self, place: Place, joined_at: datetime, *, is_lead: bool) -> Professional:
        name = make_name(self.chance)
        email = make_address(name, place.domain, self.addresses)
        person = Professional(name.full, email, [self._stay(place, joined_at, is_lead)])
        self._learn(person, place.zeal * (ZEAL_OF_LEADS if is_lead else 1))
        if not is_lead:
            self._move_on(person)
        return person

    def _join(self, place: Place, since: datetime) -> datetime:
        """When somebody signs up: never before the place's first lead."""
        joined_at = moment_on(pick_joining_day(self.season, place.opens, self.chance), self.chance)
        if joined_at >= self.season.ends_at:
            joined_at -= timedelta(days=7)
        return max(joined_at, since + timedelta(minutes=self.chance.randint(20, 120)))

    def _stay(self, place: Place, started_at: datetime, is_lead: bool) -> Stay:
        never = NEVER_CONFIRMED if place.leads else NEVER_CONFIRMED_WITHOUT_A_LEAD
        roll = self.chance.random()
        if is_lead or roll < INVITED:
            return Stay(place, is_lead, started_at, started_at)
        if roll > 1 - never:
            return Stay(place, is_lead, started_at, None)
        days = 1 + int(self.chance.expovariate(1 / 4))
        confirmed_at = moment_after(started_at, days, self.chance)
        return Stay(place, is_lead, started_at, confirmed_at if confirmed_at < self.season.ends_at else None)

    def _learn(self, person: Professional, zeal: float) -> None:
        begins_at = self._begin(person.joined_at)
        habits = Habits(accuracy=self.chance.uniform(0.82, 0.99), pace=self.chance.uniform(0.6, 1.4))
        finishers = FINISHERS * zeal
        roll = self.chance.random()
        if begins_at >= self.season.ends_at:
            return
        if roll < finishers:
            self._complete(person, self.courses[0], begins_at, habits)
            self._take_further_courses(person, habits)
        elif roll < finishers + STARTERS:
            ends_at = self.season.ends_at
            person.taken.append(take_in_part(self.courses[0], begins_at, ends_at, habits, self.chance))
        elif roll < finishers + STARTERS + TAUGHT_ELSEWHERE:
            is_face_to_face = self.chance.random() < TAUGHT_FACE_TO_FACE
            person.attested = Attested(self.courses[0], begins_at, is_face_to_face)

    def _begin(self, joined_at: datetime) -> datetime:
        if self.chance.random() < BEGIN_AT_ONCE:
            return joined_at + timedelta(seconds=self.chance.randint(40, 200))
        return moment_after(joined_at, self.chance.randint(0, 40), self.chance)

    def _complete(self, person: Professional, course: Course, begins_at: datetime, habits: Habits) -> None:
        """Take the course, and again each time that it is about to expire, as long as there is time."""
        number = 1
        while begins_at < self.season.ends_at:
            taken = take(course, number, begins_at, self.season.ends_at, habits, self.chance)
            person.taken.append(taken)
            if taken.ended_at is None or self.chance.random() >= RENEW:
                return
            expires_on = validity.last_valid_day(clock.london_date(taken.ended_at), course.valid_months)
            day = expires_on - validity.DUE_BEFORE + timedelta(days=self.chance.randint(0, 80))
            begins_at, number = moment_on(day, self.chance), number + 1

    def _take_further_courses(self, person: Professional, habits: Habits) -> None:
        first = person.taken[0].ended_at
        for course in self.courses[1:]:
            if first and self.chance.random() < TAKE_FURTHER_COURSES:
                begins_at = moment_after(first, self.chance.randint(0, 120), self.chance)
                self._complete(person, course, begins_at, habits)

    def _move_on(self, person: Professional) -> None:
        roll = self.chance.random()
        stay = person.stays[0]
        if roll < LEAVE:
            self._end(stay, self._between(person.active_at, self.season.ends_at))
        elif roll < LEAVE + MOVE and stay.started_at + SETTLED < self.season.ends_at:
            moved_at = self._between(stay.started_at + SETTLED, self.season.ends_at)
            if others := [
                each for each in self.places if self._is_open(each, moved_at) and each != stay.place
            ]:
                (place,) = self.chance.choices(others, [each.size for each in others])
                self._end(stay, moved_at)
                person.stays.append(self._stay(place, moved_at, is_lead=False))

    def _between(self, first: datetime, last: datetime) -> datetime:
        seconds = int((last - first).total_seconds())
        return first + timedelta(seconds=self.chance.randint(1, max(1, seconds - 1)))

    @staticmethod
    def _is_open(place: Place, at: datetime) -> bool:
        return place.opens < clock.london_date(at)

    @staticmethod
    def _end(stay: Stay, at: datetime) -> None:
        stay.ended_at = at
        if stay.confirmed_at and stay.confirmed_at >= at:
            stay.confirmed_at = None
