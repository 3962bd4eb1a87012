"""`check` finds what `build` refuses, in an agenda and in everything that one is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import facilitator
from facilitator import Place, Problem, Problems
from facilitator.content.file_kinds import PROGRAMMES
from facilitator.library import KINDS, default_library

LONG = "Arbejdsmiljørepræsentanternes " * 90
AGENDA = {
    "title": "Dag",
    "start": "8.30",
    "language": "vores",
    "theme": "vores",
    "data": {"participants": 12, "client": "Eksempel"},
    "blocks": [
        {"exercise": "vores"},
        {"title": "Figur", "minutes": "10", "slides": [{"figure": "vores"}], "cards": ["vores"], "forms": ["vores"]},
        {"title": "Tak", "minutes": "5-10", "slides": [{"statement": "Tak, {{ client }}"}]},
    ],
}
PROGRAMME = {
    "title": "Forløb",
    "language": "vores",
    "theme": "vores",
    "data": {"client": "Eksempel", "participants": 12},
    "parts": [
        {"id": "dag", "title": "Dag", "agenda": "vores", "date": "2031-01-21", "start": "9.00"},
        {"id": "imellem", "between": "Imellem", "by": "2031-02-01", "tasks": ["Tal sammen"], "reading": ["Et ark"]},
        {"title": "Igen", "agenda": "vores", "date": "2031-03-04"},
    ],
}
"""Two of the agenda above."""
FILES = {
    "figures": "iglo", "exercises": "walk-and-talk", "cards": "social-kapital", "forms": "trivselshjul",
    "themes": "fjord", "terms": "da",
}  # fmt: skip
"""One of each kind that the agenda above is made of."""
PARTS = tuple(FILES)
WHOLE = {"agendas": AGENDA, PROGRAMMES: PROGRAMME}


def shipped(kind: str) -> Any:
    return yaml.load(default_library().find(kind, FILES[kind]).read_bytes(), yaml.BaseLoader)


def house(folder: Path, kind: str, content: Any) -> tuple[Path, Path]:
    """A folder with the agenda, the programme, and one of each kind, that of one kind replaced.

    Gives what is built, which is the programme when that is replaced and the agenda else, and the replaced file.
    """
    files = {each: folder / KINDS[each] / "vores.yaml" for each in ("agendas", *PARTS)}
    files[PROGRAMMES] = folder / KINDS["agendas"] / "vores-forloeb.yaml"
    for each, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        plain = content if each == kind else WHOLE.get(each) or shipped(each)
        file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return files[PROGRAMMES if kind == PROGRAMMES else "agendas"], files[kind]


def built(whole: Path, library: Path) -> tuple[Problem, ...]:
    """What building refuses."""
    try:
        facilitator.open(whole, libraries=[library]).build()
    except Problems as error:
        return error.problems
    return ()


MISTAKES = {
    "figures": ({"kind": "columns", "title": "x", "items": ["a"]}, "expected at least 3"),
    "exercises": ({"title": "x", "minutes": "5", "hwo": ["y"]}, "unknown key “hwo”"),
    "cards": ({"title": "x", "categories": [{"title": "y", "cards": [LONG]}]}, "has no room on a card"),
    "forms": ({"title": "x", "parts": [{"figure": "igol"}]}, "did you mean “iglo”?"),
    "themes": ({"name": "x", "colours": {}, "fonts": {"heading": "Calibri", "body": "Calibri"}}, "“dk1” is missing"),
    "terms": ({"name": "dansk", "locale": "da-DK"}, "“agenda” is missing"),
    "agendas": ({"title": "x", "blocks": [{"title": "y", "minutes": "5", "cards": ["z"]}]}, "there is no card set “z”"),
    PROGRAMMES: (
        {"title": "x", "parts": [{"title": "y", "agenda": name, "when": "z"} for name in ("vores", "voress")]},
        "did you mean “vores”?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_in_a_file_of_any_kind_is_found(kind: str, tmp_path: Path) -> None:
    content, said = MISTAKES[kind]
    _built, file = house(tmp_path, kind, content)
    found = facilitator.check(file, libraries=[tmp_path])
    assert [problem for problem in found if said in str(problem)]
    assert all(problem.place and problem.place.path == str(file) for problem in found)


@pytest.mark.slow
def test_nothing_is_wrong_with_what_is_shipped(tmp_path: Path) -> None:
    for kind in (*WHOLE, *PARTS):
        _built, file = house(tmp_path, kind, WHOLE.get(kind) or shipped(kind))
        assert facilitator.check(file, libraries=[tmp_path]) == ()


def test_a_file_that_does_not_say_what_it_is_is_told_how(tmp_path: Path) -> None:
    file = tmp_path / "noget.yaml"
    file.write_text("title: Noget\n", encoding="utf-8")
    (problem,) = facilitator.check(file)
    assert "it is not clear what kind of file this is" in problem.what
    assert "decks/figures" in problem.expected


@pytest.mark.parametrize("kind", PARTS)
def test_a_file_outside_the_folder_of_its_kind_is_told_by_its_keys(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "noget.yaml"
    file.write_text(json.dumps(shipped(kind)), encoding="utf-8")
    found = facilitator.part(file)
    assert found is not None
    assert found.kind == kind


def paths(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where everything in the value is, but the value itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield (*at, key)
        yield from paths(child, (*at, key))


VALUES = st.one_of(
    st.sampled_from([None, "", "x", LONG, "a" * 400, "-5", "8.30", "vores", "iglo", "{{ nogen }}", "{clock}", [], {}]),
    st.sampled_from([["x"] * 40, [{"title": "x"}], {"x": "y"}, ["1", "2", "3"]]),
    st.text(max_size=8),
)


def broken(value: Any, draw: st.DrawFn) -> Any:
    """The value with something deleted, renamed, doubled, or replaced."""
    found = deepcopy(value)
    for _ in range(draw(st.integers(1, 2))):
        spots = list(paths(found))
        if not spots:
            return found
        *above, last = draw(st.sampled_from(spots))
        holder: Any = found
        for key in above:
            holder = holder[key]
        change = draw(st.sampled_from(["delete", "rename", "double", "replace", "replace"]))
        if change == "delete":
            del holder[last]
        elif change == "rename" and isinstance(holder, dict):
            holder[str(last) + "x"] = holder.pop(last)
        elif change == "double" and isinstance(holder, list):
            holder += [deepcopy(holder[int(last)]) for _ in range(draw(st.sampled_from([1, 30])))]
        else:
            holder[last] = deepcopy(draw(VALUES))
    return found


@st.composite
def breakage(draw: st.DrawFn) -> tuple[str, Any]:
    kind = draw(st.sampled_from((*WHOLE, *PARTS)))
    return kind, broken(WHOLE.get(kind) or shipped(kind), draw)


def places(problems: tuple[Problem, ...], file: Path) -> set[Place]:
    """Where in the file something is wrong, but for names that only an agenda can know.

    The words may differ: names in texts stand for something else in another agenda.
    """
    told = [problem for problem in problems if "is not among the data" not in problem.what]
    return {problem.place for problem in told if problem.place and problem.place.path == str(file)}


SOME = max(15, settings().max_examples // 8)


@pytest.mark.slow
@settings(max_examples=SOME, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=breakage())
def test_check_finds_what_build_refuses(case: tuple[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    kind, content = case
    folder = tmp_path_factory.mktemp("house")
    whole, file = house(folder, kind, content)
    refused = built(whole, folder)
    assert set(refused) <= set(facilitator.check(whole, libraries=[folder]))
    if refused:
        assert places(refused, file) <= places(facilitator.check(file, libraries=[folder]), file)


@pytest.mark.parametrize("name", ["uddannelsens-forloeb", "ledergruppens-tidslinje", "seks-guldkorn"])
def test_what_a_shipped_figure_leaves_to_the_agenda_is_no_fault_of_its_own(name: str) -> None:
    file = Path(__file__).parents[2] / "decks" / "figures" / f"{name}.yaml"
    assert facilitator.check(file) == ()
