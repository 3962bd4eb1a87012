"""What people write, as data; the base of all of it: strict keys, frozen values, clean text; and what several kinds of
files are made of: persons, a brand, and what agendas and programmes say of themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from facilitator.content.icons import Icon
from facilitator.made import is_device
from facilitator.messages import _, short
from facilitator.text import Marked, one_line, parsed
from facilitator.text.meaning import counted

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

__all__ = [
    "LONGEST_NAME", "OWN", "Brand", "Content", "Entries", "FileSlug", "Fit", "Focus", "GroupSize", "Header", "Heading",
    "HowMany", "Keeping", "Line", "Person", "Shorthand", "Slug", "Text", "Texts", "by_key", "file_slug", "says", "slug",
    "told_once",
]  # fmt: skip


Keeping: TypeAlias = Literal["drop", "keep", "frame"]
"""Which of a template's slides come along: none, all behind ours, or the first before ours and the others behind."""

OWN = "own"
"""The ``source`` of a figure that is nobody else's model; the words for it are in ``decks/terms/``."""

# C0/C1 controls (other than tab and line feed), surrogates, non-characters: XML 1.0 forbids most, people see none.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_WORK, _YEAR, _NAME = re.compile("[»“]([^«”]+)[«”]"), re.compile(r"\b(?:19|20)[0-9]{2}\b"), re.compile(r"\b[A-ZÆØÅ]\w+")
_OPENING = re.compile(r"^\w+ (?!&|\(|og |and |m\.fl\.|et al)")
"""“Efter ”, “After ”: a first word that has its capital from its place, and is nobody's name."""

_PASTED = str.maketrans({
    "\u2028": "\n", "\u2029": "\n", "\ufeff": None,
    "\uf0e0": "→", "\uf0df": "←", "\uf0f3": "↔", "\uf0e8": "→", "\uf0f0": "→", "\uf04a": "☺", "\uf04c": "☹",
    "\uf0fc": "✓", "\uf0fb": "✗", "\uf0b7": "•", "\uf0a7": "▪",
})  # fmt: skip
"""What Word puts into texts unseen: line breaks; marks of a byte order, which say nothing; and signs of Wingdings, to
which it corrects arrows and smileys as they are typed, and which no other font has.
"""
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Spaces at which a line may be broken: those that hold words together stay."""
_BULLET = re.compile(r"[•·▪●◦‣■□○➢✓\uf000-\uf0ff](?:\s+|$)|[-–—o§Øüqvnlu¨]\t\s*")
_NUMBER = re.compile(r"[0-9]{1,2}[.)]\s+(?=[A-ZÆØÅ»“\"])")
"""How entries of a list begin that were pasted with the marks of another: what shows them has marks of its own. Before
a tab, marks of Wingdings may have become letters.
"""
_UNSEEN = ("Cf", "Zs", "Zl", "Zp")
"""Categories of Unicode that leave no mark: directions, joiners, soft hyphens, spaces."""


class Content(BaseModel):
    """A model written by a person: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _FORBIDDEN.search(value)
    if found:
        raise ValueError(
            _("the text holds the control character U+{code:04X}, which no document can show", code=ord(found[0]))
        )
    plain = value.translate(_PASTED).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).strip()


def _line(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return text
    if text and all(unicodedata.category(sign) in _UNSEEN for sign in text):
        raise ValueError(_("the text has nothing to see in it"))
    return _SPACES.sub(" ", text)


class _Read:
    """What a file says, cleaned, and its markup read; what has been read stays as it is.

    (There are so many such fields that models of them are built in a third of the time that a `WrapValidator` takes.)
    """

    def __init__(self, clean: Callable[[Any], Any], min_length: int | None = None) -> None:
        """So many letters it has at least."""
        cleaned = lru_cache(maxsize=4096)(clean)  # Most texts of one group's files are those of the next one's.

        def read(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
            if isinstance(value, Marked):
                return value
            return parsed(check(cleaned(value) if type(value) is str else clean(value)))

        self._read = read
        self.min_length = min_length

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            self._read, core_schema.str_schema(min_length=self.min_length)
        )


Text = Annotated[str, _Read(_text)]
"""Text of any length with its markup (`facilitator.text`); line breaks are kept, white space at the ends is not,
letters are composed (NFC).
"""

Line = Annotated[str, _Read(_line, min_length=1)]
"""Text on one line (line breaks become spaces), not empty, with its markup."""


def by_key(name: str, message: str, kinds: Sequence[str], asked: Iterable[str]) -> Discriminator:
    """Tells which model of a union is meant by the key that is there: ``figure: iglo``.

    Args:
        name: what the error of a value without any such key is called, before ``_kind``.
        message: what is said of a value without any of the keys, marked for the catalogue.
        kinds: the keys, as they are listed.
        asked: the keys in the order in which they are looked for; a mapping may have more than one.
    """
    order = tuple(asked)

    def kind_of(value: Any) -> str | None:
        if isinstance(value, dict):
            return next((kind for kind in order if kind in value), None)
        return getattr(value, "kind", None)

    return Discriminator(
        kind_of,
        custom_error_type=f"{name}_kind",
        custom_error_message=message,
        custom_error_context={"expected": ", ".join(kinds)},
    )


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Slug = Annotated[str, Field(pattern=rf"^{_SLUG.pattern}$")]
"""An id: lower-case ASCII letters, digits, and single hyphens."""


def _no_device(value: str) -> str:
    if is_device(value):
        raise ValueError(_("“{value}” is a name that Windows keeps for itself; expected another", value=value))
    return value


LONGEST_NAME = 80
"""Characters of an id that files are called by."""

FileSlug = Annotated[Slug, Field(max_length=LONGEST_NAME), AfterValidator(_no_device)]
"""An id that files and folders are called by, on every system."""


def slug(text: str) -> str:
    """The id that a title gives when no ``id`` is written: »Tak for i dag!« → ``tak-for-i-dag``."""
    # A Mac gives file names decomposed: å as a and a ring.
    composed = unicodedata.normalize("NFC", text.lower())
    plain = unicodedata.normalize("NFKD", composed.translate(_ASCII)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "x"


def file_slug(text: str) -> str:
    """The same as the name of a file or folder on every system: »Con« → ``con-1``."""
    name = slug(text)
    return f"{name}-1" if is_device(name) else name


def says(told: str, source: str) -> bool:
    """Whether ``told`` names what ``source`` names: each work and year; where it has no work, whoever stands before the
    last year; where it names nobody, its own words.
    """
    source = _OPENING.sub("", " ".join(source.split()))
    years = list(_YEAR.finditer(source))
    people = source[: years[-1].start()] if years else source
    named = {*(_WORK.findall(source) or _NAME.findall(people)), *(year.group() for year in years)}
    return all(one in told for one in named or {source})


def told_once(own: Iterable[str], used: Iterable[str]) -> list[str]:
    """The sources of ``own``, then each of ``used`` that those before it do not name; what is our own is none."""
    found = [*own]
    for source in used:
        if source and source.strip() != OWN and not says("\n".join(found), source):
            found.append(one_line(source))
    return found


class Shorthand(Content):
    """A model that may also be written as its one field ``short`` alone.

    ``points: [Lyt]`` is then the same as ``points: [{text: Lyt}]``.
    """

    short: ClassVar[str]
    counted: ClassVar[bool] = False
    """Shown with a number of its own."""

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: Any) -> Any:
        wide = {cls.short: value} if isinstance(value, str) else value
        if isinstance(wide, dict) and isinstance(text := wide.get(cls.short), str):
            return {**wide, cls.short: _unmarked(text, counted=cls.counted)}
        return wide

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Mark the schema, so that an editor's version can allow the plain text too."""
        schema = handler.resolve_ref_schema(handler(core))
        schema["x-shorthand"] = cls.short
        return schema


def _unmarked(text: str, *, counted: bool = False) -> str:
    """An entry of a list without the bullet, or the number, that it was pasted with."""
    plain = text.lstrip()
    found = _BULLET.match(plain) or (_NUMBER.match(plain) if counted else None)
    return plain[found.end() :] if found else text


def _heading(value: Any) -> Any:
    return _line(_unmarked(value) if isinstance(value, str) else value)


Heading = Annotated[str, _Read(_heading, min_length=1)]
"""A line that is shown in a list with marks of its own."""


def _entries(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [_unmarked(one) if isinstance(one, str) else one for one in value]


def _several(value: Any) -> Any:
    return _entries([value] if isinstance(value, str) else value)


Entries = Annotated[list[Text], BeforeValidator(_entries)]
"""Texts that are shown as a list."""


Texts = Annotated[list[Text], BeforeValidator(_several), Field(json_schema_extra={"x-shorthand": True})]
"""A list of texts that may also be written as a single one."""


Fit: TypeAlias = Literal["whole", "fill"]
"""How a picture stands in its place: all of it, or so large that it fills the place and two of its sides are cut."""
Focus: TypeAlias = Literal[
    "centre", "top", "bottom", "left", "right", "top left", "top right", "bottom left", "bottom right"
]
"""What is to be seen of a picture that is cut."""


GroupSize: TypeAlias = Annotated[int, Field(ge=2, le=1_000), BeforeValidator(counted)]
"""People in a group; “5 personer” is 5."""


_PEOPLE = re.compile(
    r"(?P<open>(?:mindst|at\s+least)\s+)?(?P<least>[0-9]{1,4})(?:\s*(?:[-–—]|til|to)\s*(?P<most>[0-9]{1,4}))?"
    r"(?:\s+(?:personer|deltagere|people))?",
    re.IGNORECASE,
)


def _how_many(value: Any) -> tuple[int, int | None]:
    """The least and the most people of ``6-40``, ``mindst 6``, or ``12``.

    Raises:
        ValueError: it is none of these, or runs backwards.
    """
    found = _PEOPLE.fullmatch(str(value).strip())
    if found is None or (found["open"] and found["most"]):
        raise ValueError(
            _("“{value}” tells no number of people; expected 6-40, or “at least 6”", value=short(str(value)))
        )
    least = int(found["least"])
    most = None if found["open"] else int(found["most"] or least)
    if least < 1 or (most is not None and most < least):
        raise ValueError(_("“{value}”: expected 1 or more people, the fewest first", value=str(value).strip()))
    return least, most


HowMany: TypeAlias = Annotated[
    tuple[int, int | None], BeforeValidator(_how_many), WithJsonSchema({"type": ["string", "integer"]})
]
"""The fewest and the most people: ``6-40``, ``mindst 6`` (no most: None), ``12``."""


_ONLY_DIGITS = re.compile(r"[+-]?[0-9][0-9 .,]*")


def _name(value: str) -> str:
    if _ONLY_DIGITS.fullmatch(value.strip()):
        raise ValueError(_("“{name}” is no name", name=short(value)))
    return value


class Person(Shorthand):
    """Somebody who leads the session. A plain text is the name."""

    short: ClassVar[str] = "name"

    name: Annotated[Line, AfterValidator(_name)]
    role: Line | None = None
    about: Text = ""
    """Degrees, what they teach, how to reach them: a line each."""
    photo: Text = ""
    """A picture beside the agenda file; without one, the initials stand in a circle."""
    fit: Fit = "whole"
    """The photo is shown whole, or as a circle that it fills."""
    focus: Focus | None = None
    """What is to be seen of a photo that fills: ``top``, ``bottom left`` …; the middle when left out."""


class Brand(Content):
    """The looks of a client or a house, without a PowerPoint template."""

    logo: Text = ""
    """A PNG or an SVG beside the file. It is never stretched, and keeps its distance."""
    logo_on_dark: Text = ""
    """The logo for dark grounds. Without one, the logo stands on a light plate there, where it could not be seen."""
    colours: Annotated[list[Annotated[str, Field(pattern=r"^#?[0-9A-Fa-f]{6}$")]], Field(max_length=6)] = []
    """One to six, the one that marks first: ``"#0A4D68"``; a light one leaves that to the next. They are darkened as
    far as texts need it."""
    font: Line | None = None
    """A family that everybody who opens the files has."""
    sender: Line | None = None
    """Under the logo on prints: who they come from, where to reach them."""


class Header(Content):
    """What an agenda and a programme say of themselves."""

    id: FileSlug
    """The file's name without its ending."""
    title: Line
    subtitle: Line | None = None
    icon: Icon | None = None
    """A pictogram on the first slide, by its name in Lucide: ``compass``."""
    language: Slug = "da"
    """The language of everything that is made from it; a file in ``decks/terms/``."""
    why: Text = ""
    """What the whole of it is for."""
    theme: Slug | None = None
    """Colours and fonts; a file in ``decks/themes/``."""
    brand: Brand | None = None
    """Whose colours, font, and logo everything has: ``{logo: kunde.svg, colours: ["#0A4D68"]}``."""
    template: Line | None = None
    """A PowerPoint file beside this one, whose layouts, colours, and fonts the decks get."""
    template_slides: Keeping = "drop"
    """What becomes of the slides in that file: nothing, all of them last, or the first of them first."""
    words: dict[str, Any] = {}
    """Words of the language that are others here, such as ``work: {trio: I jeres TRIO}``; as in ``decks/terms/``."""
    data: dict[str, Any] = {}
    """The names that texts may use: client, date, participants, and whatever you like."""
    examples: dict[str, Any] = {}
    """Values for the author to replace: they stand where ``data`` says nothing, and a build tells which still do."""
    facilitators: list[Person] = []
    sources: list[Text] = []
    """What the content builds on."""
