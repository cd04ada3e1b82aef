"""A small OpenID provider on this machine, which says what a test lets it say and signs with keys of its own."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

CLIENT = "contentlib"


def make_key(name: str) -> RSAKey:
    """A new pair of keys of this name."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"}, private=True)


@dataclass
class Provider:
    """``people`` are the claims of each subject; ``answers`` are parameters added to its answers."""

    address: str = ""
    keys: list[RSAKey] = field(default_factory=lambda: [make_key("one")])
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    told_apart: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    id_token: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign(self, claims: dict[str, Any], *, key: RSAKey | None = None, **header: Any) -> str:
        """Claims as a signed token."""
        key = key or self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": key.kid, **header}, claims, key, algorithms=["RS256"])

    def farewell(self, **changes: Any) -> dict[str, Any]:
        """The claims of a logout token; those that are changed to None are left out."""
        moment = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.address, "aud": CLIENT, "iat": moment, "exp": moment + 120, "jti": f"number {time.time_ns()}",
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, "sub": "r1",
        }  # fmt: skip
        return {name: value for name, value in (claims | changes).items() if value is not None}


def make_app(provider: Provider) -> Flask:
    app = Flask("provider")

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        at = provider.address
        told = {
            "issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo", "jwks_uri": f"{at}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
        }  # fmt: skip
        return jsonify(told | provider.metadata)

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify(keys=[key.as_dict(private=False) for key in provider.keys])

    @app.post("/authorize")
    def authorize() -> Response:
        subject = request.form["sub"]
        provider.asked[subject] = request.args.to_dict()
        more = "".join(f"&{name}={value}" for name, value in provider.answers.items())
        state = request.args["state"]
        return redirect(f"{request.args['redirect_uri']}?code={subject}&state={state}{more}")

    @app.post("/token")
    def token() -> Response:
        subject, moment = request.form["code"], int(time.time())
        asked = provider.asked[subject]
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        claims = {
            "iss": provider.address, "aud": CLIENT, "sub": subject, "iat": moment, "exp": moment + 600,
            "nonce": asked["nonce"], **provider.people[subject], **provider.id_token,
        }  # fmt: skip
        return jsonify(access_token=subject, token_type="Bearer", expires_in=600, id_token=provider.sign(claims))

    @app.get("/userinfo")
    def userinfo() -> Response:
        subject = request.headers["Authorization"].removeprefix("Bearer ")
        return jsonify({"sub": subject, **provider.people[subject], **provider.told_apart.get(subject, {})})

    return app


@contextmanager
def run_provider() -> Iterator[Provider]:
    """The provider, at an address of its own for as long as the test takes."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, make_app(provider), threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
