"""Any text as an agenda: a valid deck, or problems with their places. `nox -s fuzz` searches long."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda import Agenda, Block, Material, Step
from facilitator.agenda.read import read_agenda
from facilitator.content.slides import WRITTEN
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.output.agenda import OpenAgenda
from judges.package import audit

SOME = max(settings.default.max_examples // 5, 10) if settings.default else 20
AGENDAS = Path(__file__).parents[2] / "agendas"


def judged(content: bytes) -> str:
    """What the program makes of a file with that content: its problems, or nothing when the deck is valid."""
    with TemporaryDirectory() as name:
        file = Path(name, "a.yaml")
        file.write_bytes(content)
        library = default_library()
        try:
            reading = read_agenda(str(file), library=library)
            (deck,) = OpenAgenda(reading, library).build("deck")
        except Problems as found:
            problems = found.problems
        else:
            Path(name, "a.pptx").write_bytes(deck.content)
            assert audit(Path(name, "a.pptx")) == []
            return ""
    assert all(problem.what and problem.place for problem in problems), problems
    return "\n".join(map(str, problems))


# --- shipped agendas, mutated ---------------------------------------------------------------------------------------


@cache
def shipped() -> list[bytes]:
    return [file.read_bytes() for file in sorted(AGENDAS.glob("*.yaml"))]


PIECES = (
    *(b"", b"\n", b"  ", b"- ", b": ", b"'", b'"', b"{", b"}", b"[", b"]", b"{{ ", b" }}", b"|", b">", b"&a ", b"*a"),
    *(
        b"!",
        b"%",
        b"#",
        b"~",
        b"null",
        b"0",
        b"-1",
        b"99999",
        b"08.30",
        b"20-35",
        b"\t",
        b"\r",
        b"?",
        b"---\n",
        b"<<: ",
    ),
    *(b"\x00", b"\xff", b"\xc3", b"x" * 300, "\u202e".encode(), "🙂".encode()),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """An agenda of ours with some places changed, some lines moved or doubled."""
    content = draw(st.sampled_from(shipped()))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(content))), draw(st.sampled_from([0, 1, 2, 10, 60]))
        content = content[:at] + draw(st.sampled_from(PIECES)) + content[at + length :]
    lines = content.split(b"\n")
    if draw(st.booleans()):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines.insert(one, lines[other])
    if draw(st.booleans()):
        del lines[draw(st.integers(0, len(lines) - 1))]
    return b"\n".join(lines)


@given(mutated())
@settings(max_examples=SOME)
def test_a_mutated_agenda_is_built_or_refused(content: bytes) -> None:
    judged(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    assert judged(content)


# --- agendas of random values ---------------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(string.ascii_letters + " æøå.,:-", min_size=1, max_size=60),
    st.sampled_from(["08.30", "20", "20-35", "~", "break", "all", "iglo", "{{x}}", "true", "0", "-1"]),
)
SCALARS = st.one_of(TEXTS, st.none(), st.integers(-5, 5_000), st.booleans(), st.floats(), st.dates())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)

SELDOM = st.sampled_from([False] * 9 + [True])


def mapping(*models: type, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of the keys of these models, most with values that they may have."""
    keys = sorted({key for model in models for key in getattr(model, "model_fields", {})} - known.keys())
    return st.builds(
        lambda wild, tame: {**wild, **{key: value for key, value in tame.items() if value is not ...}},
        SELDOM.flatmap(
            lambda wild: st.dictionaries(st.sampled_from(keys), VALUES, max_size=1) if wild else st.just({})
        ),
        st.fixed_dictionaries({key: values | st.just(...) for key, values in known.items()}),
    )


WORDS = st.text(string.ascii_letters + " æøå", min_size=1, max_size=30)
LISTS = st.lists(WORDS, min_size=1, max_size=5)
SLIDES = st.one_of(
    st.builds(
        lambda kind, value, more: {kind: value, **more},
        st.sampled_from(sorted(WRITTEN)),
        st.one_of(WORDS, LISTS, VALUES, st.sampled_from(["iglo", "tre-tiltag", "all"])),
        mapping(*WRITTEN.values(), title=WORDS),
    ),
    VALUES,
)
CLOCKS = st.sampled_from(["08.00", "09.15", "12", "23.59", "24.00"])
MINUTES = st.sampled_from(["0", "5", "20", "20-35", "~", "1 t 30 min"])
TITLES = SELDOM.flatmap(lambda wild: TEXTS if wild else WORDS)
BLOCKS = st.recursive(
    mapping(
        Block,
        title=TITLES,
        minutes=MINUTES,
        slides=st.lists(SLIDES, max_size=3),
        how=st.lists(mapping(Step, do=TITLES), max_size=2),
        materials=st.lists(mapping(Material, item=TITLES), max_size=2),
        section=TITLES,
        at=CLOCKS,
        kind=st.sampled_from(["session", "break", "buffer", "milestone"]),
    ),
    lambda inner: mapping(
        Block, title=TITLES, parallel=st.lists(mapping(Block, title=WORDS, blocks=st.lists(inner, max_size=2)))
    ),
    max_leaves=3,
)
WHOLE = mapping(
    Agenda,
    title=TITLES,
    start=CLOCKS,
    blocks=st.lists(BLOCKS, min_size=1, max_size=4),
    data=st.dictionaries(WORDS, SCALARS, max_size=3),
)


@given(WHOLE)
@settings(max_examples=SOME)
def test_an_agenda_of_random_values_is_built_or_refused(data: dict[str, Any]) -> None:
    judged(yaml.safe_dump(data, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(st.lists(st.tuples(WORDS, MINUTES, st.lists(LISTS, max_size=2)), min_size=1, max_size=6))
@settings(max_examples=SOME)
def test_a_plain_agenda_of_random_words_is_built(blocks: list[tuple[str, str, list[list[str]]]]) -> None:
    made = [
        {"title": f"a{title}", "minutes": minutes, "slides": [{"bullets": ["b", *words]} for words in slides]}
        for title, minutes, slides in blocks
    ]
    said = judged(yaml.safe_dump({"title": "T", "start": "08.00", "blocks": made}, allow_unicode=True).encode())
    assert not said or "no room" in said or "minutes" in said
