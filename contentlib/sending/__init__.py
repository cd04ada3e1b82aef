"""Sends by link and mail, the gate before a buyer, and what counts as reading."""

from contentlib.sending.account_mails import mail_account_link
from contentlib.sending.clicks import Click, list_clicks, record_clicks
from contentlib.sending.delivery import (
    MAILED,
    Delivery,
    Names,
    Parcel,
    deliver,
    list_failures,
    name_file,
    read_recipients,
    record_failure,
    write_mail,
)
from contentlib.sending.discretion import OWNER, STRANGER, Confidant, may_have_link
from contentlib.sending.file_asking import look_through
from contentlib.sending.handing_out import HandingOut, Way, find_handing_out, write_handed
from contentlib.sending.link_codes import may_read, read_allowed, record_code, try_mailed_code
from contentlib.sending.link_guesses import (
    WrongPasscodes,
    find_wrong_passcodes,
    forgive_passcodes,
    is_shut_out,
    note_wrong_link,
    try_passcode,
)
from contentlib.sending.link_looks import Sharing, read_logo, read_sharing, replace_sharing
from contentlib.sending.links import (
    BuyerPage,
    Gate,
    Link,
    SharedAsset,
    Terms,
    extend_link,
    find_links,
    find_shared,
    find_shared_of,
    hash_passcode,
    list_choosable,
    list_shared_pages,
    revoke_link,
    send_link,
)
from contentlib.sending.mailbox_sends import (
    KnownVersion,
    MailedFile,
    find_known,
    is_recorded,
    list_known,
    record_mailed,
)
from contentlib.sending.mailer import OutgoingMail, compose, has_mail_server, mail_server, post, to_html
from contentlib.sending.messages import Message, fill_fields, read_messages
from contentlib.sending.named_customer import check_customer, find_named_customer, find_other_contacts
from contentlib.sending.sends import (
    check_not_expired,
    check_sendable,
    count_sends,
    find_cautions,
    find_send,
    find_send_by_token,
    last_sends,
    list_recent_contacts,
    list_sends,
    record_send,
)
from contentlib.sending.view_grades import FOLLOW_UP, FollowUp, Grade, Why, find_follow_up, find_machine, looks_ahead
from contentlib.sending.views import (
    MOST_PAGES,
    list_downloads,
    list_followed,
    list_followed_up,
    list_readings,
    record_download,
    record_followed_up,
    record_request,
    record_seen,
    record_view,
)

__all__ = [
    "FOLLOW_UP", "MAILED", "MOST_PAGES", "OWNER", "STRANGER", "BuyerPage", "Click", "Confidant", "Delivery",
    "FollowUp", "Gate", "Grade", "HandingOut", "KnownVersion", "Link", "MailedFile", "Message", "Names",
    "OutgoingMail", "Parcel", "SharedAsset", "Sharing", "Terms", "Way", "Why", "WrongPasscodes",
    "check_customer", "check_not_expired", "check_sendable", "compose", "count_sends", "deliver", "extend_link",
    "fill_fields", "find_cautions", "find_follow_up", "find_handing_out", "find_known", "find_links",
    "find_machine", "find_named_customer", "find_other_contacts", "find_send", "find_send_by_token",
    "find_shared", "find_shared_of", "find_wrong_passcodes", "forgive_passcodes", "has_mail_server",
    "hash_passcode", "is_recorded", "is_shut_out", "last_sends", "list_choosable", "list_clicks",
    "list_downloads", "list_failures", "list_followed", "list_followed_up", "list_known", "list_readings",
    "list_recent_contacts", "list_sends", "list_shared_pages", "look_through", "looks_ahead",
    "mail_account_link", "mail_server", "may_have_link", "may_read", "name_file", "note_wrong_link", "post",
    "read_allowed", "read_logo", "read_messages", "read_recipients", "read_sharing", "record_clicks",
    "record_code", "record_download", "record_failure", "record_followed_up", "record_mailed", "record_request",
    "record_seen", "record_send", "record_view", "replace_sharing", "revoke_link", "send_link", "to_html",
    "try_mailed_code", "try_passcode", "write_handed", "write_mail",
]  # fmt: skip
