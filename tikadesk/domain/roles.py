"""Who may do what. A desk works with the role of the operator who signed in; the server checks scope, not roles."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an operator is trusted with."""

    REGISTRAR = "registrar"
    VACCINATOR = "vaccinator"
    SAMPLER = "sampler"
    SUPERVISOR = "supervisor"
    LAB = "lab"
    HELPDESK = "helpdesk"
    DISTRICT = "district"


class Verb(StrEnum):
    """What can be done on a desk."""

    REGISTER = "register"
    GIVE_DOSE = "give_dose"
    CORRECT = "correct"
    VOID = "void"
    OVERRIDE = "override"
    CORRECT_OLD = "correct_old"
    ENTER_OLD = "enter_old"
    SET_UP_SESSION = "set_up_session"
    FIND = "find"
    EXPORT = "export"
    IMPORT = "import"
    ADD_OPERATOR = "add_operator"
    COLLECT = "collect"
    PACK = "pack"
    RECEIVE = "receive"
    MANAGE_STOCK = "manage_stock"
    REPORT_AEFI = "report_aefi"
    ENTER_PAPER = "enter_paper"
    CLOSE_DAY = "close_day"
    REOPEN_DAY = "reopen_day"
    RECONCILE = "reconcile"


_DESK = frozenset(
    {
        Verb.REGISTER, Verb.GIVE_DOSE, Verb.CORRECT, Verb.VOID, Verb.SET_UP_SESSION, Verb.FIND, Verb.COLLECT,
        Verb.PACK, Verb.MANAGE_STOCK, Verb.REPORT_AEFI, Verb.ENTER_PAPER,
    }
)  # fmt: skip
_MAY: dict[Role, frozenset[Verb]] = {
    Role.REGISTRAR: _DESK,
    Role.VACCINATOR: _DESK,
    Role.SAMPLER: frozenset({Verb.REGISTER, Verb.CORRECT, Verb.VOID, Verb.FIND, Verb.COLLECT, Verb.PACK}),
    Role.SUPERVISOR: frozenset(Verb),
    Role.LAB: frozenset({Verb.FIND, Verb.RECEIVE}),
    Role.HELPDESK: frozenset({Verb.FIND}),
    Role.DISTRICT: frozenset({Verb.FIND, Verb.EXPORT}),
}


def may(role: str, verb: Verb) -> bool:
    """Whether ``role`` permits ``verb``; a role of a newer release permits nothing here."""
    return role in _MAY and verb in _MAY[Role(role)]
