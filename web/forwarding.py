"""Signs that a request was passed on: what proxies, tunnels and delivery networks add, and what they cannot hide.

None is believed. Each says no more than that somebody other than a browser on this machine may be asking.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

# What stands at the beginning of the headers that proxies add, in small letters.
BEGINNINGS = (
    "x-forwarded", "x-original", "x-rewrite", "x-envoy-", "x-amz", "x-azure-", "x-arr-", "x-appengine-", "x-google-",
    "x-cloud-trace", "x-vercel-", "x-nf-", "x-render-", "x-remote-", "x-proxy", "x-haproxy-", "x-traefik", "x-varnish",
    "x-real-", "x-ssl-", "x-auth-", "x-sucuri-", "x-bluecoat-", "x-ngrok", "x-tailscale", "x-akamai", "cf-",
    "cloudfront-", "cdn-", "fastly-", "fly-", "akamai-", "incap-", "do-", "ngrok-", "tailscale-", "wl-proxy-", "proxy-",
    "ssl-client", "remote-", "surrogate-",
)  # fmt: skip
NAMES = frozenset(
    """
    forwarded via client-ip true-client-ip x-client-ip x-cluster-client-ip x-connecting-ip x-originating-ip x-host
    x-port x-scheme x-proto x-protocol x-url-scheme front-end-https x-https x-request-id x-correlation-id
    x-webauth-user early-data
    """.split()
)
# By default nginx speaks so to what stands behind it; no browser has for twenty years.
OLD = "HTTP/1.0"
FROM_ELSEWHERE = ("cross-site", "same-site")


def is_loopback(host: str) -> bool:
    """Whether a name or address can only mean this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost.evil.example")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def find_sign(headers: Mapping[str, str], *, protocol: str) -> str:
    """What gives away that the request was passed on, as a person finds it in the proxy's settings; or nothing.

    >>> find_sign({"Host": "localhost", "X-Forwarded-Proto": "https"}, protocol="HTTP/1.1")
    'X-Forwarded-Proto'
    >>> find_sign({"Host": "localhost"}, protocol="HTTP/1.0"), find_sign({"Accept": "*/*"}, protocol="HTTP/1.1")
    ('HTTP/1.0', '')
    """
    return find_added(headers) or (OLD if protocol == OLD else "") or _find_other_name(headers)


def find_added(names: Iterable[str]) -> str:
    """The first of these headers that a browser never sends of itself.

    >>> find_added(["Accept", "CF-Ray"]), find_added(["HX-Request", "Sec-Fetch-Site", "Cookie"])
    ('CF-Ray', '')
    """
    return next((name for name in names if _is_added(name.lower())), "")


def _is_added(name: str) -> bool:
    return name in NAMES or name.startswith(BEGINNINGS)


def _find_other_name(headers: Mapping[str, str]) -> str:
    """The header by which a browser tells that it knows us under another name than the request: that was changed.

    >>> _find_other_name({"Referer": "https://content.example/", "Sec-Fetch-Site": "same-origin"})
    'Referer'
    >>> _find_other_name({"Referer": "https://intranet.example/", "Sec-Fetch-Site": "cross-site"})
    ''
    """
    if not _is_ours(headers.get("Origin", "")):
        return "Origin"
    from_elsewhere = headers.get("Sec-Fetch-Site", "") in FROM_ELSEWHERE
    return "" if from_elsewhere or _is_ours(headers.get("Referer", "")) else "Referer"


def _is_ours(address: str) -> bool:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return not host or is_loopback(host)
