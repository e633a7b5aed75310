"""The process that writes one file."""

import os
import sys
from importlib import import_module

import orjson

from app.export.apart.inside import answer, bounded


def written(asked):
    os.nice(5)  # what is live goes first
    name, agenda, language, texts, most = orjson.loads(asked)
    del asked
    bounded(most)
    try:
        if texts:
            agenda = import_module("app.export.paper.tongues").single(agenda, texts)
        # This one alone: the others would cost as much to read in as a small file to write.
        return import_module(f"app.export.{name}").write(agenda, language=language)
    except Exception as error:  # what it says can hold people's words, which are never in the log
        sys.exit(f"{name} was not made: {type(error).__name__}")


if __name__ == "__main__":
    answer(written)
