"""The words: found wherever they stand, complete in every language that is offered, and a new language is one file."""

import csv
from io import BytesIO

import pytest
from marshmallow import Schema, fields, validate

from app import catalogue
from app.catalogue import borrowed, javascript, proof, python, sources, toml
from app.refusals import Forbidden, Invalid
from tests.words import a_language

KOREAN = catalogue.path_of("ko")


def test_every_word_is_collected_and_translated():
    assert list(proof.faults()) == []


def messages(code):
    return [call.messages for call in javascript.calls(code) if call.messages]


def test_a_template_inside_a_template_hides_no_message():
    code = (
        'html`<p title=${t("One")}>${n.map((n) => html`<b>${n ? tn("{n} two", "{n} twos", n) : t("Three")}</b>`)}</p>`'
    )
    assert messages(code) == [("One",), ("{n} two", "{n} twos"), ("Three",)]


LOOKALIKES = (
    '// t("no")',
    '/* t("no") */',
    'it.t("no")',
    """const a = 't("no")'""",
    '/t("no")/.test(a)',
    'split("no")',
    "function t(text) {}",
)


@pytest.mark.parametrize("code", LOOKALIKES)
def test_what_only_looks_like_a_message_is_none(code):
    assert messages(code) == []


def test_a_quotation_mark_and_a_slash_are_read_as_javascript_reads_them():
    assert messages(r'const half = a / 2; t("say \"yes\""); b / c; t("next")') == [('say "yes"',), ("next",)]


@pytest.mark.parametrize(
    "code", ["t('single')", "t(`template`)", 't("a" + b)', "t(LABELS[key])", 'tn("{n} card", many, n)']
)
def test_a_message_that_cannot_be_collected_is_a_fault(code):
    assert [bool(call.fault) for call in javascript.calls(code)] == [True]


@pytest.mark.parametrize("code", ["t(stage.title)", 't(tile.stage?.title ?? "–")', "t(note)"])
def test_our_texts_that_come_as_data_are_no_fault(code):
    assert [(call.messages, call.fault) for call in javascript.calls(code)] == [((), "")]


def test_python_finds_messages_within_messages():
    code = (
        'say(language, N_("One {a}" " more"), a=gettext(language, "Two"))\nngettext(language, "{n} day", "{n} days", n)'
    )
    found = [said for _, _, said, _ in python.extract(BytesIO(code.encode()), None, None, None)]
    assert sorted(found) == [("One {a} more",), ("Two",), ("{n} day", "{n} days")]
    assert list(python.faults('N_(f"{a}")')) == [(1, "N_(…) holds more than one text")]


def test_toml_finds_titles_instructions_and_summaries():
    file = BytesIO(b'title = "A"\nname = "b"\n[[stages]]\nkind = "c"\ninstruction = "D"\n')
    assert [said for _, _, said, _ in toml.extract(file, None, None, None)] == ["A", "D"]


def test_a_text_that_goes_past_the_catalogue_is_seen():
    assert proof.bare('<p class="wide">\0 of \0</p><input placeholder="Your name"><b>\0</b> × K7M <code>id</code>') == [
        "Your name",
        "of",
    ]


def test_korean_speaks_as_the_glossary_does():
    with (sources.ROOT / "docs" / "glossary.csv").open(encoding="utf-8") as file:
        terms = {row["en"].casefold(): row["ko"] for row in csv.DictReader(file)}
    terms["prioritise"] = terms.pop("vote")  # the stage; a vote is also a poll
    said = {key.casefold(): text for key, text in catalogue.words("ko")["texts"].items() if isinstance(text, str)}
    shared = terms.keys() & said.keys()
    assert {term: said[term] for term in shared} == {term: terms[term] for term in shared}
    assert len(shared) > 30


def test_the_browser_gets_its_own_words_and_ours_that_come_as_data():
    shown = catalogue.for_browser("ko")
    assert shown["language"] == "ko"
    assert shown["plural"] == ""
    assert shown["messages"]["{n} comment"] == ("댓글 {n}개",)
    assert shown["messages"]["Prioritise"] == "우선순위 정하기"
    assert "Password" not in shown["messages"]


def test_english_needs_no_catalogue():
    assert catalogue.for_browser("en") == {"language": "en", "messages": {}, "plural": ""}
    assert [catalogue.ngettext("en", "{n} card", "{n} cards", n) for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [(["ko-KR"], "ko"), (["xx", "ko"], "ko"), ([None, ""], "en"), (["en-US", "ko"], "en"), ([], "en")],
)
def test_the_best_language_is_the_first_that_is_spoken(wanted, spoken):
    assert catalogue.best(*wanted) == spoken


def test_a_language_is_one_file_and_is_called_as_its_speakers_call_it(tmp_path):
    with a_language(tmp_path, "fr", lambda text: f"⟦{text}⟧"):
        assert catalogue.languages() == {"en": "English", "fr": "Français"}
        assert catalogue.gettext("fr", "Join {title}", title="Day 3") == "⟦Join Day 3⟧"
        # French counts nought with one, as its catalogue says.
        cards = [catalogue.ngettext("fr", "{n} card", "{n} cards", n) for n in (0, 1, 2)]
        assert cards == ["⟦0 card⟧", "⟦1 card⟧", "⟦2 cards⟧"]
        assert catalogue.for_browser("fr")["plural"] == "00".ljust(200, "1")


def test_a_draft_may_lack_words_and_is_not_offered(tmp_path):
    with a_language(tmp_path, "zh-Hans", lambda text: "", draft=True):
        assert catalogue.languages() == {"en": "English"}
        assert list(proof.of_catalogue(sources.template(), catalogue.path_of("zh-Hans"))) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Saved"\nmsgstr ""', "is not translated"),
        ('#, fuzzy\nmsgid "Saved"\nmsgstr "저장"', "is marked as doubtful (fuzzy)"),
        ('msgid "Join {title}"\nmsgstr "{tilte} 참여"', "has other {placeholders}"),
        ('msgid "{n} card"\nmsgid_plural "{n} cards"\nmsgstr[0] "카드"', "has other {placeholders}"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, entry, fault):
    file = tmp_path / "ko" / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    about = "Language: ko\\nPlural-Forms: nplurals=1; plural=0;\\nContent-Type: text/plain; charset=utf-8\\n"
    heading = f'msgid ""\nmsgstr "{about}"\n\n'
    file.write_text(heading + entry, "utf-8")
    found = catalogue.read(file)
    assert [line.rsplit("” ", 1)[1] for line in proof.of_catalogue(found, file)] == [fault]


def test_a_catalogue_that_lags_behind_is_told_so():
    found = sources.template()
    found.add("Something new", locations=[("app/web/pages.py", 0)])
    assert list(proof.of_catalogue(found, KOREAN)) == [
        "ko: does not hold what the sources say now; run `make translations`"
    ]


def test_the_catalogue_is_written_as_update_writes_it():
    assert sources.text(sources.update(sources.template(), KOREAN)) == KOREAN.read_bytes()


class Everything(Schema):
    """One field of each kind that commands and requests take."""

    text = fields.String(required=True, validate=validate.Length(max=3))
    number = fields.Integer(validate=validate.Range(1, 9))
    share = fields.Float(allow_nan=False)
    mail = fields.Email()
    flag = fields.Boolean()
    list = fields.List(fields.String())
    table = fields.Dict()
    kind = fields.String(validate=validate.OneOf(["a", "b"]))
    key = fields.String(validate=validate.Regexp("^x$"))
    size = fields.String(validate=validate.Length(2, 3))
    at = fields.AwareDateTime()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": None, "other": 1},
        dict.fromkeys(("text", "number", "share", "mail", "flag", "list", "table", "at"), object()),
        {
            "text": "long",
            "number": 10,
            "share": "nan",
            "mail": "x",
            "kind": "c",
            "key": "y",
            "size": "x",
            "at": "2021-03-31T05:00:00",
        },
    ],
)
def test_what_marshmallow_says_is_said_in_korean(given):
    told = Invalid(errors=Everything().validate(given)).told("ko")["errors"]
    assert [
        text
        for texts in told.values()
        for text in texts
        if any("a" <= letter <= "z" for letter in text.replace("a, b", ""))
    ] == []
    assert borrowed.taken_apart("Longer than maximum length 3.") == ("Longer than maximum length {max}.", {"max": "3"})


@pytest.mark.parametrize(("stage", "said"), [("Prioritise", "우선순위 정하기"), ("Our own stage", "Our own stage")])
def test_a_refusal_names_the_stage_as_the_screen_does(stage, said):
    told = Forbidden("This is not possible in the stage “{stage}”", stage=stage).told("ko")
    assert told["detail"] == f"“{said}” 단계에서는 할 수 없습니다"
