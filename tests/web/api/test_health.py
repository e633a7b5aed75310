"""For those who run it: is it alive, is it ready, how is it doing."""

import requests
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.parser import text_string_to_metric_families

from tests.web.api.problems import problem


def test_it_is_alive_and_ready(house):
    for path in ("/healthz", "/readyz"):
        answer = requests.get(house.url + path, timeout=10)
        assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_it_tells_how_it_is_doing_in_numbers(house, workshop):
    def measured():
        answer = requests.get(f"{house.url}/metrics", timeout=10)
        assert answer.status_code == 200 and answer.headers["Content-Type"] == CONTENT_TYPE_LATEST
        families = list(text_string_to_metric_families(answer.text))
        return {sample.name: sample.value for family in families for sample in family.samples if not sample.labels}

    before = measured()
    assert before["process_resident_memory_bytes"] > 0
    line = workshop.sit("KR-01")
    line.room(workshop.rooms["KR"], "hand.raise", note="Secret of KR-01")
    text = requests.get(f"{house.url}/metrics", timeout=10).text
    assert [word for word in ("KR-01", "Secret", workshop.id, workshop.code) if word in text] == []


def test_without_its_queue_it_is_alive_and_not_ready(server, redis_server):
    product = server(redis_url=redis_server.url)
    assert requests.get(f"{product.url}/readyz", timeout=10).status_code == 200
    redis_server.stop()
    try:
        assert problem(requests.get(f"{product.url}/readyz", timeout=10), 503)["code"] == "unavailable"
        assert requests.get(f"{product.url}/healthz", timeout=10).json() == {"ok": True}
    finally:
        redis_server.start()
    assert requests.get(f"{product.url}/readyz", timeout=10).status_code == 200
