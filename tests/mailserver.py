"""A true mail server on this machine: STARTTLS, a certificate of its own, a login, and a letter box to look into."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiosmtpd", reason="no aiosmtpd; get it with: pip install aiosmtpd")
pytest.importorskip("cryptography", reason="no cryptography; get it with: pip install cryptography")

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from contentlib.library.opened import Library, open_library
from tests.fakes import WordEmbedder

USER, PASSWORD = "contentlib", "open sesame"


@dataclass
class Box:
    """What came in. Addresses in ``unknown`` are refused, as a server refuses who does not live there."""

    unknown: set[str] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.unknown:
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        with self.lock:
            self.mails.append(mail)
            self.encrypted.append(session.ssl is not None)
        return "250 Taken"


@dataclass(frozen=True)
class Server:
    """Where it is, whose certificate to trust, and what it got."""

    port: int
    certificate: Path
    box: Box


@contextmanager
def serve_mail(folder: Path) -> Iterator[Server]:
    """The server until the end of the block."""
    certificate, key = make_certificate(folder)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    box = Box()
    controller = Controller(
        box, hostname="127.0.0.1", port=0, tls_context=tls, require_starttls=True, auth_required=True,
        authenticator=judge, auth_require_tls=True,
    )  # fmt: skip
    # The library asks for a free port only where it is told one, so it is found out afterwards.
    controller.port = free_port()
    controller.start()
    try:
        yield Server(controller.port, certificate, box)
    finally:
        controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def judge(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
    right = isinstance(said, LoginPassword) and said.login == USER.encode() and said.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody but the test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "mail.pem", folder / "mail.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


def reopen_with_mail(library: Library, server: Server, **more: Any) -> Library:
    """The same library with settings that mail through this server; the one it is made of is closed."""
    settings = replace(
        library.settings, smtp_host="localhost", smtp_port=server.port, smtp_user=USER, smtp_password=PASSWORD,
        smtp_ca=str(server.certificate), **{"smtp_from": "sales@ours.example"} | more,
    )  # fmt: skip
    library.close()
    return open_library(settings, make_embedder=lambda _: WordEmbedder())
