"""Values that a user gives: wherever they stand they mean the same, or are told with their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import facilitator
from cli.running import run
from facilitator.messages import Problems
from facilitator.output.agenda import OpenAgenda
from facilitator.output.programme import OpenProgramme

AGENDA = """\
title: Dag hos {{ client }} {% if participants > 20 %}i hold{% endif %}
data:
  client: Firma
blocks:
  - {title: Velkomst, minutes: 10, who: Facilitator 1, how: [{do: Hils, who: "facilitator 2, Bent"}]}
"""


def written(folder: Path, text: str, name: str = "a.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def opened(file: Path, **options: Any) -> OpenAgenda:
    found = facilitator.open(file, **options)
    assert isinstance(found, OpenAgenda)
    return found


def refusal(file: Path, **options: Any) -> str:
    with pytest.raises(Problems) as caught:
        facilitator.open(file, **options)
    return str(caught.value).replace(str(file.parent), "")


@pytest.mark.parametrize(("written_date", "people"), [("09-01-2027", '"24"'), ("den 9. januar 2027", "24 deltagere")])
def test_a_value_means_the_same_wherever_it_stands(tmp_path: Path, written_date: str, people: str) -> None:
    own = f"data:\n  client: Firma\n  date: {written_date}\n  participants: {people}\n"
    examples = own.replace("data:", "examples:")
    lines = f"date: {written_date}\nparticipants: {people}\n"
    given = {"date": written_date, "participants": people.strip('"')}
    bare = AGENDA.replace("data:\n  client: Firma\n", "")
    made = [
        opened(written(tmp_path, bare + own)),
        opened(written(tmp_path, bare + examples, "b.yaml")),
        opened(written(tmp_path, AGENDA, "c.yaml"), settings=given),
        opened(tmp_path / "c.yaml", files=[written(tmp_path, lines, "data.yaml")]),
        opened(tmp_path / "c.yaml", data=given),
    ]
    for one in made:
        assert one.reading.agenda.data["date"] == date(2027, 1, 9)
        assert one.reading.agenda.data["participants"] == 24
        assert one.title == "Dag hos Firma i hold"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("date: den 9. januar", "has no whole year; expected a date such as 2025-01-09"),
        ("date: 31-02-2027", "there is no day “31-02-2027”"),
        ("participants: mange", "“mange” is no number; expected one such as 24"),
        ("rounds: 2-3", "“2-3” is no number"),
        ("group_size: to", "“to” is no number"),
    ],
)
def test_what_is_no_value_of_its_kind_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    name, _colon, text = line.partition(": ")
    bare = "title: A\nblocks: [{title: B, minutes: 5}]\n"
    for key in ("data", "examples"):
        told = refusal(written(tmp_path, f"{bare}{key}:\n  {line}\n"))
        assert told.startswith(f"/a.yaml:4:{len(name) + 5}: ")
        assert said in told
    file = written(tmp_path, bare)
    assert refusal(file, settings={name: text}).startswith(f"--set {name}: ")
    assert refusal(file, files=[written(tmp_path, f"{line}\n", "d.yaml")]).startswith(f"/d.yaml:1:{len(name) + 3}: ")


def test_one_wrong_value_makes_no_others_wrong(tmp_path: Path) -> None:
    told = refusal(
        written(tmp_path, AGENDA.replace("client: Firma", "client: Firma\n  date: snart\n  participants: 4"))
    )
    assert len(told.splitlines()) == 1
    for day in ("9/1-27", "uge 3", "31-02-2027"):
        agenda = f"title: T\ndata: {{date: {day}}}\nblocks: [{{title: 'Den {{{{ date | longdate }}}}', minutes: 5}}]\n"
        assert len(refusal(written(tmp_path, agenda)).splitlines()) == 1


REASONED = """\
title: T
blocks:
  - {title: B, minutes: "{{ rounds + 5 }}"}
  - title: C
    exercise: det-korte-moede
    why: "{% if date > date %}ja{% endif %}{% if group_size is odd %}ulige{% endif %}"
"""


@pytest.mark.parametrize("name", ["participants", "rounds", "group_size", "date"])
@pytest.mark.parametrize("wrong", ["tolv", "[1, 2]", "0", "2027-31-02"])
def test_a_text_that_reckons_with_a_wrong_value_is_not_wrong_itself(tmp_path: Path, name: str, wrong: str) -> None:
    good = {"participants": "7", "rounds": "3", "group_size": "4", "date": "2027-01-14"} | {name: wrong}
    data = "".join(f"  {key}: {value}\n" for key, value in good.items())
    told = refusal(written(tmp_path, f"{REASONED}data:\n{data}"))
    number = [*good].index(name) + 8
    assert [line[: len("/a.yaml:1:")] for line in told.splitlines()] in ([f"/a.yaml:{number}:"], [f"/a.yaml:{number}"])


def test_a_programme_has_its_dates_as_people_write_them(tmp_path: Path) -> None:
    written(tmp_path, "title: A\nblocks: [{title: B, minutes: 5}]\n")
    first = "- {agenda: a.yaml, title: En, date: 9. januar 2027}\n"
    text = f"title: P\nparts:\n{first}- {{agenda: a.yaml, title: To, date: %s}}\n"
    found = facilitator.open(written(tmp_path, text % "15-02-2027", "p.yaml"))
    assert isinstance(found, OpenProgramme)
    assert [part.date for part in found.reading.programme.parts] == [date(2027, 1, 9), date(2027, 2, 15)]
    assert "/p.yaml:4:" in refusal(written(tmp_path, text % "den 15. februar", "p.yaml"))


def test_a_name_that_nothing_uses_is_told_with_the_nearest(tmp_path: Path) -> None:
    file = written(tmp_path, AGENDA)
    assert (
        "nothing uses “cleint” of the data; did you mean “client”?"
        in opened(file, settings={"cleint": "X", "participants": "24"}).notes()
    )
    assert not [
        note for note in opened(file, settings={"client": "X", "participants": "24"}).notes() if "nothing" in note
    ]


def test_a_name_that_only_a_form_uses_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "decks" / "forms"
    folder.mkdir(parents=True)
    form = "title: Skema\nlanguage: da\nparts:\n- {text: 'Til {{ modtager }}'}\n"
    written(folder, form, "skema.yaml")
    file = written(tmp_path, "title: A\nblocks: [{title: B, minutes: 5, forms: [skema]}]\n")
    found = opened(file, data={"modtager": "X", "andet": "Y"}, libraries=[tmp_path])
    assert [note for note in found.notes() if "nothing uses" in note] == ["nothing uses “andet” of the data"]


@pytest.mark.parametrize(
    "given",
    [
        {"settings": {"facilitators": "Ann Holm og Bo Lind"}},
        {"data": {"facilitators": ["Ann Holm", {"name": "Bo Lind", "role": "Konsulent"}]}},
        {"files": ["f.yaml"]},
        {"files": ["t.yaml"]},
    ],
)
def test_those_who_lead_are_given_as_data_or_as_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "facilitators: [Ann Holm, {name: Bo Lind}]\n", "f.yaml")
    written(tmp_path, "facilitators: folk.csv\n", "t.yaml")
    written(tmp_path, "Fornavn;Efternavn;Rolle\nAnn;Holm;Konsulent\nBo;Lind;\n", "folk.csv")
    file = written(tmp_path, AGENDA + "examples: {participants: 4, facilitators: [{name: Opdigtet Person}]}\n")
    found = opened(file, **given)
    assert [person.name for person in found.reading.agenda.facilitators] == ["Ann Holm", "Bo Lind"]
    assert not [note for note in found.notes() if "Opdigtet" in note]
    block = found.reading.agenda.blocks[0]
    assert (block.who, block.how[0].who) == ("Ann", "Bo, Bent")


@pytest.mark.parametrize(
    ("written", "options", "told"),
    [
        (4, [], "there are 3 people on the list, and they count; the file says 4"),
        (3, [], ""),
        (9, ["--set", "participants=24"], "there are 3 people on the list and 24 were asked for"),
        (24, ["--set", "participants=24"], "there are 3 people on the list and 24 were asked for"),
        (9, ["--set", "participants=3"], "there are 3 people on the list, and they count; the file says 9"),
    ],
)
def test_the_list_is_who_meets_and_other_numbers_are_told_once(
    tmp_path: Path, written: int, options: list[str], told: str
) -> None:
    agenda, folk = tmp_path / "a.yaml", tmp_path / "folk.csv"
    text = f"title: 'Vi er {{{{ participants }}}}'\ndata: {{participants: {written}}}\n"
    agenda.write_text(f"{text}blocks: [{{title: A, minutes: 5}}]\n", "utf-8")
    folk.write_text("Navn\nAnna\nBo\nCarl\n", "utf-8")
    found = run(
        "build", str(agenda), "--only", "pairs", "--participants", str(folk), "--out", str(tmp_path / "o"), *options
    )
    assert found.exit_code == 0, found.output
    assert found.stderr.count("people on the list") == bool(told)
    assert told in found.stderr
    assert "Anna" in (tmp_path / "o" / "hvem-moeder-hvem.csv").read_text("utf-8-sig")
    assert facilitator.open(agenda, participants=folk).title == "Vi er 3"
    assert facilitator.open(agenda, participants=folk, data={"participants": 5}).title == "Vi er 5"


def test_invented_people_are_told_and_act_by_name(tmp_path: Path) -> None:
    people = "[{name: Maja Holm}, {name: Maja Lind}]"
    file = written(tmp_path, AGENDA + f"examples: {{participants: 4, facilitators: {people}}}\n")
    found = opened(file)
    assert any("facilitators (Maja Holm, Maja Lind)" in note for note in found.notes())
    # Two of the same first name are told apart.
    assert found.reading.agenda.blocks[0].who == "Maja Holm"
    assert (
        "facilitators (Maja Holm)"
        in opened(written(tmp_path, AGENDA + "examples: {participants: 4, facilitators: [Maja Holm]}\n")).notes()[-1]
    )
    alone = opened(file, settings={"facilitators": "Ann"})
    assert alone.reading.agenda.blocks[0].how[0].who == "Ann, Bent"


def test_steps_say_names_too(tmp_path: Path) -> None:
    how = "[Facilitator 2 byder velkommen, {do: Facilitator 1 tæller op, say: 'Facilitator 2 hjælper'}]"
    text = (
        f"title: T\nfacilitators: [Ann Holm, Bo Lind]\nblocks: [{{title: 'Facilitator 1', minutes: 5, how: {how}}}]\n"
    )
    block = opened(written(tmp_path, text)).reading.agenda.blocks[0]
    assert [one.do for one in block.how] == ["Bo byder velkommen", "Ann tæller op"]
    assert block.how[1].say == "Bo hjælper"
    assert block.title == "Facilitator 1"


@pytest.mark.parametrize("minutes", ["-5", "-5-10", "100000000", "5.5", "{ideal: -4}", "20 - 10"])
def test_minutes_that_make_no_sense_are_named_as_they_are_written(tmp_path: Path, minutes: str) -> None:
    told = refusal(written(tmp_path, f"title: A\nblocks: [{{title: B, minutes: {minutes}}}]\n"))
    assert f"“{minutes.strip('{ideal: }')}”" in told or f"“{minutes}”" in told


@pytest.mark.parametrize("name", ["client", "place", "team", "participants", "date"])
@pytest.mark.parametrize("value", ["[A, B]", "{a: 1}"])
def test_what_is_shown_as_one_value_is_no_list(tmp_path: Path, name: str, value: str) -> None:
    said = f"“{name}” has several values; expected one, such as “A og B”"
    bare = "title: T\nblocks: [{title: A, minutes: 5}]\n"
    file = written(tmp_path, bare + f"data: {{{name}: {value}}}\n")
    assert f"/a.yaml:3:{10 + len(name)}: {said}" in refusal(file)
    plain = written(tmp_path, bare, "b.yaml")
    assert said in refusal(plain, files=[written(tmp_path, f"{name}: {value}\n", "data.yaml")])
    assert said in refusal(plain, data={name: ["A", "B"]})


@pytest.mark.parametrize(
    "text", ["Hansen, Anna", "Kjær Hansen, Anna", "Hansen, Anna; Lind, Bo", "Ann Holm, Bo og Carl"]
)
def test_whether_a_comma_stands_behind_a_surname_is_asked(tmp_path: Path, text: str) -> None:
    told = refusal(written(tmp_path, AGENDA + "examples: {participants: 4}\n"), settings={"facilitators": text})
    assert f"“{text}” may be one person or several; expected names such as “Anna Hansen og Bo Lind”" in told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann, Bo og Carl", ["Ann", "Bo", "Carl"]), ("Ann Holm, Bo Lind", ["Ann Holm", "Bo Lind"]),
        ("Ann, Bo, Carl", ["Ann", "Bo", "Carl"]), ("Ann og Bo Lind", ["Ann", "Bo Lind"]), ("Ann Holm", ["Ann Holm"]),
    ],
)  # fmt: skip
def test_a_line_of_people_is_several(tmp_path: Path, text: str, names: list[str]) -> None:
    file = written(tmp_path, AGENDA + "examples: {participants: 4}\n")
    found = opened(file, settings={"facilitators": text}).reading.agenda.facilitators
    assert [person.name for person in found] == names


def test_a_number_leads_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, AGENDA + "examples: {participants: 4}\n")
    assert "“24” is no name" in refusal(file, settings={"facilitators": "24"})
    assert "“5” is no name" in refusal(file, files=[written(tmp_path, "facilitators: 5\n", "data.yaml")])
    own = written(tmp_path, AGENDA + 'examples: {participants: 4}\nfacilitators: [{name: "123"}]\n', "c.yaml")
    assert "“123” is no name" in refusal(own)


@pytest.mark.parametrize("text", ["0", "-3"])
def test_too_few_is_not_called_no_number(tmp_path: Path, text: str) -> None:
    told = refusal(written(tmp_path, AGENDA), settings={"participants": text})
    assert f"“{text}” is too few; expected 1 or more" in told


def test_a_group_size_may_have_a_word_behind_it_wherever_it_stands(tmp_path: Path) -> None:
    own = "title: T\nblocks: [{title: • Velkomst, minutes: 5, group_size: 5 personer}]\n"
    block = opened(written(tmp_path, own)).reading.agenda.blocks[0]
    assert (block.group_size, block.title) == (5, "Velkomst")
