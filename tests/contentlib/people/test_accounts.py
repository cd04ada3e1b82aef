"""Accounts: who may come in, by what, how long, and that none of it can be guessed or kept after it was taken away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contentlib.errors import BadInput, LibraryError, UnknownRecord
from contentlib.people.accounts import (
    Account,
    add_account,
    change_role,
    disable_account,
    enable_account,
    in_use,
    list_accounts,
)
from contentlib.people.audit import AuditQuery, count_audit, forget_in_audit, list_actions, list_audit, record_audit
from contentlib.people.invitations import (
    accept_invitation,
    change_password,
    find_by_password,
    find_invited,
    link_subject,
    record_invitation,
)
from contentlib.people.lockout import FREE, FREE_BY_ADDRESS, begin_attempt, forgive
from contentlib.people.persons import Role
from contentlib.people.sessions import (
    Lifetime,
    end_other_sessions,
    end_session,
    find_session,
    list_sessions,
    note_seen,
    start_session,
)
from contentlib.storage.database import open_database
from contentlib.storage.store import Store

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PASSWORD = "a lamp under seven stairs"
LIFETIME = Lifetime(idle=timedelta(hours=72), most=timedelta(days=30))


@pytest.fixture
def db(tmp_path: Path) -> Store:
    return open_database(tmp_path / "library.db", create=True)


@pytest.fixture
def admin(db: Store) -> Account:
    return join(db, "ada@ours.example", Role.ADMIN)


def join(db: Store, email: str, role: Role) -> Account:
    """An account that was invited and has chosen its password."""
    account = add_account(db, email, role, added_at=NOON)
    record_invitation(db, account.person_id, token=email, made_at=NOON)
    return accept_invitation(db, email, PASSWORD, at=NOON)


def enter(db: Store, account: Account, token: str, *, at: datetime = NOON) -> None:
    start_session(db, account.person_id, token=token, via="password", at=at, lifetime=LIFETIME)


def find(db: Store, token: str, *, at: datetime = NOON) -> Account | None:
    found = find_session(db, token, at=at, lifetime=LIFETIME)
    return found.account if found else None


# --- accounts -------------------------------------------------------------------------------------------------------


def test_the_first_account_is_an_admins(db: Store) -> None:
    assert not in_use(db)
    with pytest.raises(BadInput, match="first account must be an admin's"):
        add_account(db, "rita@ours.example", Role.REP, added_at=NOON)
    assert not in_use(db)
    add_account(db, "ada@ours.example", Role.ADMIN, added_at=NOON)
    assert in_use(db)


def test_an_address_has_one_account_whatever_its_case(db: Store, admin: Account) -> None:
    with pytest.raises(BadInput, match="has an account already"):
        add_account(db, "ADA@ours.example", Role.REP, added_at=NOON)


def test_a_rep_known_from_the_crm_keeps_their_number(db: Store, admin: Account) -> None:
    db.table("people").insert({"id": 77, "name": "Rita Rep", "email": "rita@ours.example"})
    account = add_account(db, "rita@ours.example", Role.REP, added_at=NOON)
    assert (account.person_id, account.name) == (77, "Rita Rep")


def test_the_last_admin_can_neither_be_disabled_nor_demoted(db: Store, admin: Account) -> None:
    join(db, "rita@ours.example", Role.REP)
    with pytest.raises(BadInput, match="is the last admin"):
        change_role(db, admin.person_id, Role.MARKETER)
    with pytest.raises(BadInput, match="is the last admin"):
        disable_account(db, admin.person_id, disabled_at=NOON)
    other = join(db, "bea@ours.example", Role.ADMIN)
    assert change_role(db, admin.person_id, Role.REP).role is Role.REP
    with pytest.raises(BadInput, match="is the last admin"):
        disable_account(db, other.person_id, disabled_at=NOON)


def test_an_admin_who_never_came_in_does_not_count(db: Store, admin: Account) -> None:
    add_account(db, "bea@ours.example", Role.ADMIN, added_at=NOON)
    with pytest.raises(BadInput, match="is the last admin"):
        change_role(db, admin.person_id, Role.REP)


def test_a_disabled_person_is_out_at_once_and_needs_a_new_password(db: Store, admin: Account) -> None:
    rita = join(db, "rita@ours.example", Role.REP)
    enter(db, rita, "session")
    record_invitation(db, rita.person_id, token="reset", made_at=NOON)
    disable_account(db, rita.person_id, disabled_at=NOON)
    assert find(db, "session") is None
    assert find_invited(db, "reset", now=NOON) is None
    assert find_by_password(db, "rita@ours.example", PASSWORD) is None
    with pytest.raises(BadInput, match="is disabled"):
        record_invitation(db, rita.person_id, token="other", made_at=NOON)
    enable_account(db, rita.person_id)
    assert find_by_password(db, "rita@ours.example", PASSWORD) is None
    assert {one.state for one in list_accounts(db)} == {"in use"}


def test_an_unknown_number_is_named(db: Store) -> None:
    with pytest.raises(UnknownRecord, match="No account has the number 9"):
        change_role(db, 9, Role.REP)


# --- links ----------------------------------------------------------------------------------------------------------


def test_an_invitation_works_once(db: Store, admin: Account) -> None:
    with pytest.raises(BadInput, match="used already"):
        accept_invitation(db, "ada@ours.example", "another lamp under the stairs", at=NOON)
    assert find_by_password(db, "ada@ours.example", PASSWORD) == list_accounts(db)[0]


def test_an_invitation_ends_after_a_week_and_a_reset_after_a_day(db: Store, admin: Account) -> None:
    rita = add_account(db, "rita@ours.example", Role.REP, added_at=NOON)
    assert record_invitation(db, rita.person_id, token="new", made_at=NOON) == NOON + timedelta(days=7)
    assert record_invitation(db, admin.person_id, token="again", made_at=NOON) == NOON + timedelta(days=1)
    assert find_invited(db, "again", now=NOON + timedelta(hours=23))
    assert find_invited(db, "again", now=NOON + timedelta(days=1)) is None
    assert find_invited(db, "new", now=NOON + timedelta(days=2))


def test_a_new_link_ends_the_one_before(db: Store, admin: Account) -> None:
    record_invitation(db, admin.person_id, token="one", made_at=NOON)
    record_invitation(db, admin.person_id, token="two", made_at=NOON)
    assert find_invited(db, "one", now=NOON) is None


def test_a_reset_ends_every_session(db: Store, admin: Account) -> None:
    enter(db, admin, "session")
    record_invitation(db, admin.person_id, token="reset", made_at=NOON)
    accept_invitation(db, "reset", "another lamp under the stairs", at=NOON)
    assert find(db, "session") is None


def test_no_secret_is_kept_as_it_is(db: Store, admin: Account) -> None:
    record_invitation(db, admin.person_id, token="the-link-token", made_at=NOON)
    enter(db, admin, "the-session-token")
    begin_attempt(db, "the-typed-address", address="192.0.2.1", at=NOON)
    kept = "\n".join(db.connection.iterdump())
    for secret in (PASSWORD, "the-link-token", "the-session-token", "the-typed-address", "192.0.2.1"):
        assert secret not in kept


# --- passwords ------------------------------------------------------------------------------------------------------


def test_changing_it_needs_the_old_one_and_ends_the_other_sessions(db: Store, admin: Account) -> None:
    enter(db, admin, "here")
    enter(db, admin, "elsewhere")
    with pytest.raises(BadInput, match="not your password"):
        change_password(db, admin.person_id, old="wrong", new="another lamp under the stairs", at=NOON)
    change_password(
        db, admin.person_id, old=PASSWORD, new="another lamp under the stairs", keep_session="here", at=NOON
    )
    assert find(db, "here")
    assert find(db, "elsewhere") is None


def test_an_account_without_a_password_cannot_be_entered_by_an_empty_one(db: Store, admin: Account) -> None:
    add_account(db, "rita@ours.example", Role.REP, added_at=NOON)
    assert find_by_password(db, "rita@ours.example", "") is None
    assert find_by_password(db, "nobody@ours.example", "") is None


# --- sessions -------------------------------------------------------------------------------------------------------


def test_a_session_ends_unused_and_in_any_case(db: Store, admin: Account) -> None:
    enter(db, admin, "session")
    assert find(db, "session", at=NOON + timedelta(hours=71))
    assert find(db, "session", at=NOON + timedelta(hours=73)) is None
    for day in range(1, 31):
        found = find_session(db, "session", at=NOON + timedelta(days=day), lifetime=LIFETIME)
        assert found
        note_seen(db, found, at=NOON + timedelta(days=day))
    assert find(db, "session", at=NOON + timedelta(days=30, minutes=1)) is None


def test_being_seen_is_written_seldom(db: Store, admin: Account) -> None:
    enter(db, admin, "session")
    found = find_session(db, "session", at=NOON, lifetime=LIFETIME)
    assert found
    assert not note_seen(db, found, at=NOON + timedelta(minutes=1))
    assert note_seen(db, found, at=NOON + timedelta(minutes=6))


def test_signing_out_ends_it_here_or_elsewhere(db: Store, admin: Account) -> None:
    for token in ("one", "two", "three"):
        enter(db, admin, token)
    assert end_other_sessions(db, admin.person_id, "one") == 2
    assert [one.via for one in list_sessions(db, admin, at=NOON, lifetime=LIFETIME)] == ["password"]
    end_session(db, "one")
    assert find(db, "one") is None


def test_a_person_is_linked_to_one_subject(db: Store, admin: Account) -> None:
    link_subject(db, admin.person_id, "https://sso.example ada")
    link_subject(db, admin.person_id, "https://sso.example ada")
    with pytest.raises(BadInput, match="signs in as somebody else"):
        link_subject(db, admin.person_id, "https://sso.example eve")


# --- guessing -------------------------------------------------------------------------------------------------------


def test_after_some_wrong_tries_the_next_must_wait_longer_each_time(db: Store) -> None:
    at, waits = NOON, []
    for _ in range(FREE):
        assert not begin_attempt(db, "ada@ours.example", address="a", at=at)
    for _ in range(4):
        wait = begin_attempt(db, "ada@ours.example", address="a", at=at)
        waits.append(wait // timedelta(minutes=1))
        at += wait
        assert not begin_attempt(db, "ADA@ours.example ", address="a", at=at)
    assert waits == [1, 2, 4, 8]


def test_one_address_cannot_try_many_names(db: Store) -> None:
    for number in range(FREE_BY_ADDRESS):
        assert not begin_attempt(db, f"rep{number}@ours.example", address="192.0.2.1", at=NOON)
    assert begin_attempt(db, "rep99@ours.example", address="192.0.2.1", at=NOON)
    assert not begin_attempt(db, "rep99@ours.example", address="192.0.2.2", at=NOON)


def test_a_right_password_and_an_admins_link_give_new_tries(db: Store, admin: Account) -> None:
    for _ in range(FREE):
        begin_attempt(db, admin.email, address="a", at=NOON)
    assert begin_attempt(db, admin.email, address="a", at=NOON)
    forgive(db, admin.email)
    assert not begin_attempt(db, admin.email, address="a", at=NOON)
    for _ in range(FREE):
        begin_attempt(db, admin.email, address="a", at=NOON)
    record_invitation(db, admin.person_id, token="reset", made_at=NOON)
    assert not begin_attempt(db, admin.email, address="a", at=NOON)


# --- the log --------------------------------------------------------------------------------------------------------


def test_a_line_of_the_log_can_be_neither_changed_nor_taken_out(db: Store) -> None:
    record_audit(db, "ada@ours.example", "invited", about="rita@ours.example", at=NOON)
    for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'eve'", "UPDATE audit SET about = 'eve'"):
        with pytest.raises(LibraryError, match="only grows"):
            db.execute(statement)


def test_a_contact_is_forgotten_and_the_line_stays(db: Store) -> None:
    record_audit(db, "ada@ours.example", "exported", about="Bob@Buyer.example", detail="x", at=NOON)
    assert forget_in_audit(db, lambda text: "bob@buyer.example" in text.lower()) == 1
    line = list_audit(db)[0]
    assert (line.about, line.detail, line.who) == ("(forgotten)", "x", "ada@ours.example")


def test_the_log_is_filtered(db: Store) -> None:
    record_audit(db, "ada@ours.example", "invited", about="rita@ours.example", at=NOON)
    record_audit(db, "", "sent", about="asset 7", at=NOON + timedelta(hours=1))
    assert [line.who for line in list_audit(db)] == ["this machine", "ada@ours.example"]
    assert [line.action for line in list_audit(db, AuditQuery(who="ADA@ours.example"))] == ["invited"]
    assert [line.action for line in list_audit(db, AuditQuery(text="ASSET 7"))] == ["sent"]
    assert [line.action for line in list_audit(db, AuditQuery(since=NOON + timedelta(minutes=1)))] == ["sent"]
    assert count_audit(db, AuditQuery(action="sent", until=NOON)) == 0
    assert list_actions(db) == ("invited", "sent")
