"""Review: what a supervisor has looked at, as it stood then."""

from __future__ import annotations

from tests.desk import MORNING
from tests.sentences import assert_all_said
from tikadesk.domain import reference
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.fields import read_all
from tikadesk.domain.kinds.review import REVIEW, TOPICS


def test_its_topics_are_those_of_the_words() -> None:
    assert reference.options("review_topic") == TOPICS


def test_it_says_what_it_is_about() -> None:
    values, misfits = read_all(REVIEW.fields, {}, FixedClock(MORNING).now().date())
    assert (values, set(misfits)) == ({}, {"topic", "subject"})
    assert_all_said(misfits.values())
