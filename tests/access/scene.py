"""One of everything, all of it Alice's or of her council, so that there is something to be refused."""

from __future__ import annotations

from dataclasses import dataclass

from lms import clock
from lms.accounts.models import Invitation, Role
from lms.certificates.codes import make_code
from lms.certificates.models import Certificate
from lms.courses import live
from lms.courses.model import Course
from lms.extensions import db
from lms.learning import attempts, enrolments
from lms.learning.models import Completion, Enrolment
from lms.learning.own_attempts import OwnAttempt
from lms.learning.validity import last_valid_day
from tests.cast import Cast
from tests.learning.journey import start_by_rules

QUIZ = "looking/quiz"


@dataclass
class Scene:
    """Addresses by the name of what the address is of."""

    values: dict[str, str]


def make_scene(cast: Cast) -> Scene:
    course = live.catalogue().get_course("first-steps")
    done = make_completion(cast, make_ended_enrolment(cast, 1))
    undone = make_completion(cast, make_ended_enrolment(cast, 2))
    certificate = make_certificate(done)
    enrolment = enrolments.enrol(cast.alice, course)
    submitted, open_attempt = submit_attempt(enrolment, cast, course), start_attempt(enrolment, course)
    to_council = Invitation(
        organisation_id=cast.council.id, email="new@example.org", invited_by_id=cast.lena.id
    )
    to_alice = Invitation(
        organisation_id=cast.hospital.id,
        email=cast.alice.email,
        role=Role.LEARNER,
        invited_by_id=cast.harold.id,
    )
    db.session.add_all([to_council, to_alice])
    db.session.commit()
    una = cast.una.memberships[0]
    values = {
        "attempt": open_attempt.uuid,
        "submitted": submitted.uuid,
        "certificate": certificate.uuid,
        "code": certificate.code,
        "completion": undone.uuid,
        "council": cast.council.uuid,
        "membership": una.uuid,
        "invitation": to_council.uuid,
        "invitation_to_alice": to_alice.uuid,
    }
    return Scene({name: str(value) for name, value in values.items()})


def make_ended_enrolment(cast: Cast, number: int) -> Enrolment:
    enrolment = Enrolment(
        person_id=cast.alice.id, course="first-steps", number=number, resume_at="quiz", ended_at=clock.now()
    )
    db.session.add(enrolment)
    db.session.flush()
    return enrolment


def make_completion(cast: Cast, enrolment: Enrolment) -> Completion:
    completion = Completion(
        enrolment_id=enrolment.id,
        person_id=cast.alice.id,
        course="first-steps",
        course_version=2,
        is_qualifying=True,
        organisation_id=cast.council.id,
        membership_id=cast.alice.memberships[0].id,
        expires_on=last_valid_day(clock.today(), 24),
    )
    db.session.add(completion)
    db.session.flush()
    return completion


def make_certificate(completion: Completion) -> Certificate:
    certificate = Certificate(
        code=make_code(),
        completion_id=completion.id,
        person_id=completion.person_id,
        name="Alice Adeyemi",
        course_title="First steps",
        course_version=3,
        minutes=10,
        organisation_name="Northford Borough Council",
        partnership_name="The tests",
        verify_url="http://localhost/verify/TEST",
        design=1,
        completed_on=clock.today(),
        expires_on=completion.expires_on,
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def start_attempt(enrolment: Enrolment, course: Course) -> OwnAttempt:
    return start_by_rules(enrolment, course, QUIZ)


def submit_attempt(enrolment: Enrolment, cast: Cast, course: Course) -> OwnAttempt:
    """An attempt that failed, so that another can be started."""
    attempt, quiz = start_attempt(enrolment, course), course.get_quiz(QUIZ)
    for response in attempt.responses:
        question = quiz.get_question(response.question)
        wrong = next(option.key for option in question.options if not option.is_correct)
        attempts.save_responses(attempt, quiz, {response.position: [wrong]})
    attempts.submit(attempt, cast.alice, course, quiz)
    return attempt
