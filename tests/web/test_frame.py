"""Dates, sums and times as each reader writes them."""

import pytest

from app.web import frame

AMOUNT = {"value": 4_200_000_000, "currency": "KRW"}


@pytest.fixture
def formats(app):
    def of(language):
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            return frame.formats()

    return of


def test_english_writes_the_day_before_the_month(formats):
    english = formats("en")
    assert english["day"]("2021-03-31") == "31 March 2021"
    assert english["money"](AMOUNT) == "KRW 4.2 billion"
    assert english["when"]("2021-03-31T07:20:00.000Z", "Asia/Seoul") == "31 March 2021, 16:20 (Seoul)"
    assert english["duration"](225) == "3 hrs 45 mins"


def test_korean_has_its_own_numerals_for_large_sums(formats):
    korean = formats("ko")
    assert korean["day"]("2021-03-31") == "2021년 3월 31일"
    assert korean["money"](AMOUNT) == "KRW 42억"


@pytest.mark.parametrize("language", ["en", "ko", "ja", "zh-Hans", "id", "ms", "fil"])
def test_every_language_can_say_sums_times_and_lengths(language):
    from babel import Locale

    locale = Locale.parse(language.replace("-", "_"))
    assert "KRW" in frame._money(AMOUNT, locale)
    assert frame._money({"value": 900, "currency": None}, locale) == "900"
    assert "16" in frame._when("2021-03-31T07:20:00.000Z", "Asia/Seoul", locale)
    assert "45" in frame._duration(225, locale)


@pytest.mark.parametrize(
    ("address", "goes"), [("/workshops", "/workshops"), ("//x.example.org", "/"), (None, "/"), ("x", "/")]
)
def test_only_addresses_of_ours_are_followed(address, goes):
    assert frame.inside(address) == goes
