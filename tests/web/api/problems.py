"""How a refusal looks over HTTP (RFC 9457)."""

import pytest

from tests.live.client import Refused

TOLD = ("code", "detail", "errors", "retry_after")


def problem(answer, status=None):
    """{code, detail, errors?, retry_after?} of an answer, checked for its form."""
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(told) - {"errors", "retry_after"} == {"type", "title", "status", "detail", "code"}
    assert told["status"] == answer.status_code == (status or told["status"])
    assert all(told[name] for name in ("type", "title", "detail", "code"))
    return {name: told[name] for name in TOLD if name in told}


def refusal(do, *asked, **rest):
    """{code, detail, errors?, retry_after?} of what has to be refused."""
    with pytest.raises(Refused) as refused:
        do(*asked, **rest)
    return {name: told for name, told in refused.value.error.items() if name in TOLD}
