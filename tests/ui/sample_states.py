"""Puts the samples page into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from tests.ui.busy_desk import typed_person
from tests.ui.busy_samples import every_journey
from tikadesk.actions import register, samples
from tikadesk.ui.page import Page
from tikadesk.ui.samples_page import SamplesPage


def _page(page: Page) -> SamplesPage:
    assert isinstance(page, SamplesPage)
    if not samples.tally(page.desk).today:
        every_journey(page.desk)
    page.collect.clear()
    page.open_new()
    return page


def known(page: Page) -> None:
    """One person by mobile."""
    _page(page).collect.look_up("9839043211")


def several(page: Page) -> None:
    """Two people of one mobile, to choose from."""
    for name in ("GITA DEVI", "RAMU"):
        typed = typed_person(name=name, mobile="9839043299")
        register.register(page.desk, typed, intent=page.desk.ids.new())
    _page(page).collect.look_up("9839043299")


def somebody_new(page: Page) -> None:
    """A new person, half typed."""
    card = _page(page).collect
    card.look_up("9839077777")
    card.form.set_values({"name": "ANITA YADAV", "age": "27", "sex": "F"})


def with_problems(page: Page) -> None:
    """Things to fix."""
    card = _page(page).collect
    card.look_up("9839077777")
    card.form.set_values({"name": "A", "age": "340"})
    card.save(label=False)


def whole_form(page: Page) -> None:
    """The referral form unfolded, every question answered with yes."""
    card = _page(page).collect
    card.look_up("9839043211")
    card.unfold()
    card.form.set_values(
        dict.fromkeys(("contact", "travelled", "quarantined", "hospitalised", "prescribed"), "Y")
    )


def listed(page: Page) -> None:
    """Samples in every state."""
    _page(page).open_list()
    page.refresh()


def _open(page: Page, journey: str, which: str = "all") -> SamplesPage:
    shown = _page(page)
    shown.open(next(row for row in samples.listing(page.desk, which) if row.journey == journey))
    return shown


def opened(page: Page) -> None:
    """One sample with its whole way, rejected at its end."""
    _open(page, "rejected")


def two_boxes(page: Page) -> None:
    """One sample that two desks put into two boxes."""
    shown = _page(page)
    shown.open(samples.listing(page.desk, "two_boxes")[0])


def losing(page: Page) -> None:
    """The question how a sample was lost."""
    _open(page, "collected").view.lose_it.click()


def corrected(page: Page) -> None:
    """The correction of a sample."""
    _open(page, "collected").view.correct.click()


def voided(page: Page) -> None:
    """The question why a sample is void."""
    _open(page, "collected").view.void.click()


def nothing_found(page: Page) -> None:
    """A search without an answer."""
    _page(page).look_for("nobody of that name")


SAMPLES = (
    ("known", known),
    ("several", several),
    ("new", somebody_new),
    ("problems", with_problems),
    ("whole", whole_form),
    ("listed", listed),
    ("opened", opened),
    ("two boxes", two_boxes),
    ("losing", losing),
    ("corrected", corrected),
    ("voided", voided),
    ("nothing", nothing_found),
)
