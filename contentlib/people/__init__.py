"""Who may sign in, see and do what, and the log of who did what."""

from contentlib.people.accounts import (
    Account,
    add_account,
    change_role,
    disable_account,
    enable_account,
    find_account,
    find_account_by_email,
    find_account_by_subject,
    in_use,
    is_given_by_provider,
    list_accounts,
    need_account,
)
from contentlib.people.attempts import NO_WAIT, Tally, find_wait, note_attempt, take_back
from contentlib.people.audit import AuditQuery, count_audit, forget_in_audit, list_actions, list_audit, record_audit
from contentlib.people.exclusions import Exclusion, exclude, include, list_exclusions, list_uncounted
from contentlib.people.groups import (
    Limit,
    add_group,
    add_to_group,
    find_drive_id,
    limit_folder,
    list_groups,
    list_limits,
    remove_from_group,
    remove_group,
    tidy_folder,
    unlimit_folder,
)
from contentlib.people.hashes import TOKEN_BYTES, hash_name, hash_token, hash_tried
from contentlib.people.invitations import (
    accept_invitation,
    change_password,
    find_by_password,
    find_invited,
    link_subject,
    name_password,
    record_invitation,
    record_reset,
)
from contentlib.people.limit_moves import DriveChange, expect_moves, follow_moves, foresee_moves, keep_closed
from contentlib.people.limit_places import (
    How,
    LimitPlace,
    count_waiting,
    keep_limited,
    list_waiting,
    open_place,
    spell_out,
)
from contentlib.people.lockout import begin_attempt, forgive, may_ask_for_reset
from contentlib.people.passwords import LENGTHS, check_password, is_tried_first
from contentlib.people.persons import (
    EMAIL,
    ROLES,
    Person,
    Role,
    check_email,
    find_or_add_person,
    list_people,
    read_role,
)
from contentlib.people.scrypt import FOR_PASSCODES, fits_secret, hash_secret
from contentlib.people.second_step import (
    RECOVERY_BYTES,
    RECOVERY_CODES,
    SECRET_BYTES,
    SecondStep,
    end_second_step,
    find_second_step,
    replace_recovery,
    set_up_second_step,
    to_base32,
    try_code,
    write_app_address,
    write_recovery,
)
from contentlib.people.sessions import (
    Lifetime,
    end_at_provider,
    end_other_sessions,
    end_session,
    find_session,
    has_left,
    list_sessions,
    note_seen,
    start_session,
)
from contentlib.people.tokens import (
    EXTERNAL_ONLY,
    MARK,
    SCOPES,
    Token,
    add_token,
    find_token,
    list_tokens,
    revoke_token,
)
from contentlib.people.visibility import lifted, restrict, unrestrict

__all__ = [
    "EMAIL", "EXTERNAL_ONLY", "FOR_PASSCODES", "LENGTHS", "MARK", "NO_WAIT", "RECOVERY_BYTES", "RECOVERY_CODES",
    "ROLES", "SCOPES", "SECRET_BYTES", "TOKEN_BYTES", "Account", "AuditQuery", "DriveChange", "Exclusion", "How",
    "Lifetime", "Limit", "LimitPlace", "Person", "Role", "SecondStep", "Tally", "Token", "accept_invitation",
    "add_account", "add_group", "add_to_group", "add_token", "begin_attempt", "change_password", "change_role",
    "check_email", "check_password", "count_audit", "count_waiting", "disable_account", "enable_account",
    "end_at_provider", "end_other_sessions", "end_second_step", "end_session", "exclude", "expect_moves",
    "find_account", "find_account_by_email", "find_account_by_subject", "find_by_password", "find_drive_id",
    "find_invited", "find_or_add_person", "find_second_step", "find_session", "find_token", "find_wait",
    "fits_secret", "follow_moves", "foresee_moves", "forget_in_audit", "forgive", "has_left", "hash_name",
    "hash_secret", "hash_token", "hash_tried", "in_use", "include", "is_given_by_provider", "is_tried_first",
    "keep_closed", "keep_limited", "lifted", "limit_folder", "link_subject", "list_accounts", "list_actions",
    "list_audit", "list_exclusions", "list_groups", "list_limits", "list_people", "list_sessions", "list_tokens",
    "list_uncounted", "list_waiting", "may_ask_for_reset", "name_password", "need_account", "note_attempt",
    "note_seen", "open_place", "read_role", "record_audit", "record_invitation", "record_reset",
    "remove_from_group", "remove_group", "replace_recovery", "restrict", "revoke_token", "set_up_second_step",
    "spell_out", "start_session", "take_back", "tidy_folder", "to_base32", "try_code", "unlimit_folder",
    "unrestrict", "write_app_address", "write_recovery",
]  # fmt: skip
