"""Writes mails (RFC 5322) and call transcripts (WebVTT). Run alone: python -m sample_corpus.builder.mail_and_calls."""

import io
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

import docx

from sample_corpus.builder.mail_and_calls_letters import LETTERS, Letter
from sample_corpus.builder.mail_and_calls_transcripts import TRANSCRIPTS, Transcript
from sample_corpus.builder.sheets_package import settle

WORDS_PER_SECOND = 2.6
LONGEST_CUE = 170  # characters; longer speech becomes several cues, as recorders do
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def build(drive: Path) -> list[Path]:
    """Write all mails and transcripts under the drive folder and return them."""
    mails = [_write(drive / letter.path, render_mail(letter)) for letter in LETTERS]
    calls = [_write(drive / call.path, render_transcript(call).encode()) for call in TRANSCRIPTS]
    return mails + calls


def render_mail(letter: Letter) -> bytes:
    """The mail as a mail program saves it. Long or non-ASCII headers come out encoded (=?utf-8?...)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(letter.sender[0], addr_spec=letter.sender[1])
    message["To"] = Address(letter.recipient[0], addr_spec=letter.recipient[1])
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.fromisoformat(letter.sent_at))
    message["Message-ID"] = f"<{_slug(letter.path)}@mail.ledgerlark.example>"
    for name, value in letter.headers:
        message[name] = value
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    if letter.attachment_name:
        _attach_docx(message, letter)
    if message.is_multipart():
        message.set_boundary(f"=_{_slug(letter.path)[:40]}")
    return message.as_bytes()


def render_transcript(call: Transcript) -> str:
    """WebVTT with a cue for each breath; the speed of speech gives the times."""
    blocks = ["WEBVTT", f"NOTE\n{call.note}"]
    clock = 2.0
    for line in call.spoken.strip().splitlines():
        if line.startswith("["):
            clock = _seconds(line.strip("[]"))
            continue
        initials, speech = line.split(": ", 1)
        for part in _breaths(speech):
            ends = clock + max(1.2, len(part.split()) / WORDS_PER_SECOND)
            number = f"{len(blocks) - 1}\n" if call.numbered else ""
            blocks.append(f"{number}{_time(clock)} --> {_time(ends)}\n{_spoken_by(call, initials, part)}")
            clock = ends + 0.35
    return "\n\n".join(blocks) + "\n"


def _attach_docx(message: EmailMessage, letter: Letter) -> None:
    title, *answers = letter.attachment_paragraphs
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = letter.sender[0]
    document.core_properties.created = document.core_properties.modified = datetime.fromisoformat(letter.sent_at)
    document.add_heading(title, level=1)
    for answer in answers:
        document.add_paragraph(answer)
    saved = io.BytesIO()
    document.save(saved)
    maintype, subtype = DOCX
    message.add_attachment(
        settle(saved.getvalue()), maintype=maintype, subtype=subtype, filename=letter.attachment_name
    )


def _spoken_by(call: Transcript, initials: str, text: str) -> str:
    name = call.speakers[initials]
    return f"<v {name}>{text}</v>" if call.voice_tags else f"{name}: {text}"


def _breaths(speech: str) -> list[str]:
    parts = [""]
    for sentence in re.split(r"(?<=[.?!]) ", speech):
        if parts[-1] and len(parts[-1]) + len(sentence) > LONGEST_CUE:
            parts.append("")
        parts[-1] = f"{parts[-1]} {sentence}".strip()
    return parts


def _seconds(stamp: str) -> float:
    hours, minutes, seconds = (int(part) for part in stamp.split(":"))
    return float(hours * 3600 + minutes * 60 + seconds)


def _time(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(text).stem.lower()).strip("-")


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    for written in build(Path(__file__).parent.parent / "drive"):
        print(written)
