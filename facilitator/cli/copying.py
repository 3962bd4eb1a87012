"""An agenda of the library, copied for somebody to make their own, with the schema that its first line names."""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.agenda.read import is_programme
from facilitator.cli.schemas import SCHEMAS
from facilitator.library import Library
from facilitator.made import WINDOWS_DEVICES
from facilitator.problems import Place, Problems, short

__all__ = ["copy_agenda"]


def copy_agenda(name: str, source: str, library: Library) -> list[Path]:
    """Copy the agenda ``source`` to ``name`` (``.yaml`` is added) and put the schema beside it.

    Raises:
        Problems: there is no such agenda, or a file of that name is there already.
    """
    content = library.find("agendas", source).read_bytes()
    target = Path(name if name.lower().endswith((".yaml", ".yml")) else f"{name}.yaml")
    if not re.search(r"\w", target.stem) or target.stem.casefold() in WINDOWS_DEVICES:
        raise Problems.one(f"“{short(name)}” is no name for an agenda", "expected one such as min-workshop")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
        schema = SCHEMAS["programme" if is_programme(source, library) else "agenda"]
        beside = target.with_name(schema.file)
        if not beside.exists():
            beside.write_text(schema.text, encoding="utf-8")
    except FileExistsError:
        raise Problems.one("there is such a file already", "expected a new name", "", Place(str(target))) from None
    except OSError as error:
        what = f"the file cannot be written: {error.strerror or error}"
        raise Problems.one(what, "", "", Place(str(target))) from None
    return [target]
