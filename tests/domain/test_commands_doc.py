"""docs/commands.md, which is written from the code."""

from app.domain.command import COMMANDS
from tools.commands_doc import FILE, PLAIN, document


def test_the_page_of_commands_is_what_the_code_would_write_now():
    assert FILE.read_text("utf-8") == document(), "write it anew: python -m tools.commands_doc"


def test_every_command_that_can_be_asked_for_is_on_the_page():
    headings = {line.removeprefix("### ").strip("`") for line in document().splitlines() if line.startswith("### ")}
    assert headings == {command.type for command in COMMANDS.values() if command.door}


def test_no_field_is_described_that_no_command_has():
    fields = {(command.type, name) for command in COMMANDS.values() for name in command.schema.fields}
    assert PLAIN.keys() - fields == set()
