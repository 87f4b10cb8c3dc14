"""Who may do what on a desk."""

from __future__ import annotations

import pytest

from tikadesk.domain.roles import Role, Verb, may

SUPERVISORS_ONLY = {
    Verb.OVERRIDE, Verb.CORRECT_OLD, Verb.ENTER_OLD, Verb.IMPORT, Verb.ADD_OPERATOR, Verb.CLOSE_DAY, Verb.REOPEN_DAY,
    Verb.RECONCILE,
}  # fmt: skip


@pytest.mark.parametrize("verb", Verb)
def test_a_supervisor_may_do_everything(verb: Verb) -> None:
    assert may(Role.SUPERVISOR, verb)


@pytest.mark.parametrize("verb", sorted(SUPERVISORS_ONLY))
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_what_only_a_supervisor_may(role: Role, verb: Verb) -> None:
    assert not may(role, verb)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.VACCINATOR])
@pytest.mark.parametrize("verb", [Verb.REGISTER, Verb.GIVE_DOSE, Verb.CORRECT, Verb.VOID, Verb.FIND])
def test_the_people_at_the_desk_do_the_days_work(role: Role, verb: Verb) -> None:
    assert may(role, verb)


@pytest.mark.parametrize("role", [Role.LAB, Role.HELPDESK, Role.DISTRICT])
def test_those_who_only_look_write_nothing(role: Role) -> None:
    assert may(role, Verb.FIND)
    assert not any(may(role, verb) for verb in (Verb.REGISTER, Verb.GIVE_DOSE, Verb.CORRECT, Verb.VOID))


@pytest.mark.parametrize("verb", Verb)
def test_a_role_of_a_newer_release_permits_nothing(verb: Verb) -> None:
    assert not may("auditor", verb)
