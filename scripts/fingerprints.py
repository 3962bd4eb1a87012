"""Fingerprints of everything that the library makes, to tell what a change of the program changes.

    python scripts/fingerprints.py before.txt        # at the commit before
    python scripts/fingerprints.py after.txt && diff before.txt after.txt

Each line is a file's SHA-256 and how it was made: every agenda and programme in every theme, every card set and form,
pairing plans, and decks in the templates of the tests. `--few` makes a sample in half a minute; `--library DIR` takes
the content from another checkout, so that only the program differs; `--keep DIR` keeps the files, to look at them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "tests" / "templates" / "found"
IN_TEMPLATES = ("trio-workshop", "introduktionsvaerktoej")
FEW = ("trio-workshop", "det-korte-moede", "leder-apv-skema", "ledergruppe-forloeb", "cards guldkorn", "form vaegten")


def main() -> None:
    """Write the list to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("list", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    library = asked.library or ROOT
    jobs = [job for job in commands(library) if not asked.few or any(f" {one} " in f" {' '.join(job)} " for one in FEW)]
    if asked.few:
        jobs = [job for number, job in enumerate(jobs) if "--template" not in job or number % 6 == 0]
    with tempfile.TemporaryDirectory() as place, ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        folder = (asked.keep or Path(place)).resolve()
        made = pool.map(lines, [[*job, "--library", str(library.resolve())] for job in jobs], [folder] * len(jobs))
        asked.list.write_text(
            "".join(sorted((line for some in made for line in some), key=lambda line: line[66:])), encoding="utf-8"
        )


def commands(library: Path) -> Iterator[list[str]]:
    """Every command, without where it writes."""
    names = {kind: sorted(file.stem for file in (library / kind).glob("*.yaml")) for kind in
             ("agendas", "decks/themes", "decks/cards", "decks/forms")}  # fmt: skip
    for name in names["agendas"]:
        yield from (["build", name, "--theme", theme] for theme in names["decks/themes"])
        yield ["schedule", name, "--json"]
    for template in sorted(TEMPLATES.rglob("*.p[op]*")):
        yield from (["build", name, "--only", "deck", "--template", str(template)] for name in IN_TEMPLATES)
        yield ["template", "inspect", str(template)]
        yield ["check", str(template), "--json"]
    for name in names["decks/cards"]:
        yield ["cards", name, "--sets", "2"]
        yield ["cards", name, "--shop"]
        yield ["cards", name, "--format", "pptx"]
    yield from (["form", name] for name in names["decks/forms"])
    yield from (["pair", number, "--size", size, "--rounds", "3"] for number in ("7", "24") for size in ("2", "3", "4"))


def lines(command: list[str], folder: Path) -> list[str]:
    """What the command makes and says, a line for each file."""
    from facilitator.cli import main as facilitator

    told = " ".join(command[:-2]).replace(str(ROOT) + "/", "")
    place = folder / "".join(letter if letter.isalnum() else "-" for letter in told)
    out = {"build": [place], "form": [place], "cards": [place / "cards.out"], "pair": [place / "plan.pdf"]}
    place.mkdir(parents=True, exist_ok=True)
    arguments = [*command, *(str(part) for one in out.get(command[0], ()) for part in ("--out", one))]
    if command[0] in ("template", "check"):
        arguments = arguments[:-2] if command[0] == "template" else arguments
    result = CliRunner().invoke(facilitator, arguments)
    said = result.output.replace(str(folder), "OUT").replace(str(ROOT), "ROOT")
    (place / "said.txt").write_text(f"{result.exit_code}\n{said}", encoding="utf-8")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        print(f"{told}: {result.exception!r}", file=sys.stderr)
    files = sorted(file for file in place.rglob("*") if file.is_file() and file.name != ".facilitator.json")
    return [f"{sha256(file.read_bytes()).hexdigest()}  {told}  {file.relative_to(place)}\n" for file in files]


if __name__ == "__main__":
    main()
