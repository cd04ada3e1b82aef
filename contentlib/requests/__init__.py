"""What reps say back and ask for, and what became of it."""

from contentlib.requests.content_requests import (
    STATUSES,
    Ask,
    ContentRequest,
    RequestStatus,
    ask_for,
    find_request,
    find_waiting,
    list_requests,
    record_progress,
    record_request,
)
from contentlib.requests.feedback_words import (
    VERDICTS,
    Feedback,
    Verdict,
    list_feedback,
    record_answer,
    record_feedback,
)
from contentlib.requests.news import News, list_news, mail_news, record_seen

__all__ = [
    "STATUSES", "VERDICTS", "Ask", "ContentRequest", "Feedback", "News", "RequestStatus", "Verdict", "ask_for",
    "find_request", "find_waiting", "list_feedback", "list_news", "list_requests", "mail_news", "record_answer",
    "record_feedback", "record_progress", "record_request", "record_seen",
]  # fmt: skip
