"""What was done stays: rows of edits leave files valid, and a studio that is killed loses at most the last edit."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
import urllib.request
from functools import cache
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import facilitator
from facilitator.messages import Problems
from facilitator.studio import checksum
from facilitator.studio.desk import Desk, OpenFile
from facilitator.studio.edits import Delete, edited
from studio.serving import SHORT
from studio.test_edits import edit, edits, expected, lines_of_comments, said, texts

ROW = 5
"""Edits of one file, one after the other."""


def row_of_edits(data: st.DataObject) -> None:
    """A file after a row of edits says what they say, has its comments, and is an agenda; undone, it is as it was."""
    before = data.draw(st.sampled_from(agendas()))
    with TemporaryDirectory() as folder:
        path = Path(folder, "dag.yaml")
        path.write_bytes(before.encode())
        file, done = OpenFile(path), 0
        for _each in range(ROW):
            text = file.text()
            asked = data.draw(edits(text))
            try:
                file.change(checksum(text), lambda old, asked=asked: edited(old, asked))  # type: ignore[misc]
            except Problems:
                assert path.read_bytes() == text.encode()
                continue
            after = path.read_bytes().decode()
            done += after != text
            assert said(after) == expected(said(text), asked, said(after))
            assert isinstance(asked, Delete) or not lines_of_comments(text) - lines_of_comments(after)
        assert isinstance(facilitator.open(path), facilitator.OpenAgenda)
        for _each in range(done):
            file.undo(checksum(file.text()))
        assert path.read_bytes() == before.encode()
        assert not file.steps["undo"]
        assert [*Path(folder).iterdir()] == [path]


@cache
def agendas() -> list[str]:
    """The texts of all agendas that are shipped, and of others that can be read."""

    def opens(text: str) -> bool:
        try:
            return isinstance(facilitator.open("dag.yaml", text=text), facilitator.OpenAgenda)
        except Problems:
            return False

    return [text for _name, text in sorted(texts().items()) if opens(text)]


@settings(max_examples=6)
@given(st.data())
def test_rows_of_edits(data: st.DataObject) -> None:
    row_of_edits(data)


@pytest.mark.long
@settings(max_examples=10_000 // ROW)
@given(st.data())
def test_ten_thousand_edits(data: st.DataObject) -> None:
    row_of_edits(data)


def title(number: int) -> dict[str, Any]:
    return {"do": "put", "path": ["blocks", 0, "title"], "value": f"Velkommen {number}"}


class Writing(Thread):
    """Somebody who gives a block ever new titles, until nobody answers."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        jar, direct = urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({})
        self.browser = urllib.request.build_opener(jar, direct)
        self.at = self.browser.open(address).url
        self.texts = [text]
        """What the file said after each edit that was answered."""

    def run(self) -> None:
        while True:
            asked = {"sum": checksum(self.texts[-1]), "edit": title(len(self.texts))}
            request = urllib.request.Request(f"{self.at}/edit", json.dumps(asked).encode())
            request.add_header("content-type", "application/json")
            try:
                with self.browser.open(request) as answer:
                    sum_ = json.load(answer)["sum"]
            except (OSError, HTTPException, ValueError):
                return
            self.texts.append(edited(self.texts[-1], edit(**title(len(self.texts)))))
            assert checksum(self.texts[-1]) == sum_


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=() if seed < 3 else pytest.mark.long) for seed in range(100)]
)
def test_a_studio_that_is_killed_loses_at_most_the_last_edit(tmp_path: Path, seed: int) -> None:
    chance, path = random.Random(seed), tmp_path / "kort.yaml"
    path.write_text(SHORT, encoding="utf-8")
    command = [sys.executable, "-m", "facilitator", "studio", str(path), "--no-browser"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    found = re.search(r"http://\S+", run.stdout.readline())
    assert found is not None
    writing, edits_before = Writing(found[0], SHORT), chance.randrange(12)
    writing.start()
    while len(writing.texts) <= edits_before:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.05))
    run.kill()
    run.communicate()
    writing.join()
    answered = writing.texts[-1]
    unanswered = edited(answered, edit(**title(len(writing.texts))))
    assert path.read_text(encoding="utf-8") in (answered, unanswered)
    assert [one for _known, one in Desk(tmp_path, b"key").files()] == [path]
