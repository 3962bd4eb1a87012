"""What is made or looked at without an agenda: cards, forms, templates, and decks that people have."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from facilitator.agenda import GROUP
from facilitator.content.languages import read_terms
from facilitator.content.loading import DEFAULT_THEME, read_theme
from facilitator.content.theme import Theme, given_look
from facilitator.library import File, Library, library_with
from facilitator.made import Made
from facilitator.messages import WrongArgument, _, plural, printable, quoted
from facilitator.output.opened import settled

if TYPE_CHECKING:
    from facilitator.house_templates import Template
    from facilitator.house_templates.choosing import Choice
    from facilitator.inspection import Finding
    from facilitator.inspection.inspect import Report
    from facilitator.print.cards.dealing import Size
    from facilitator.print.cards.pages import Stock

__all__ = ["DeckReport", "TemplateReport", "calibration", "cards", "form", "inspect", "template"]

_FARTHEST = 20
"""mm that a printer's backs may be off."""


def cards(
    name: File,
    *,
    participants: int | File | Sequence[str] | None = None,
    names: Sequence[str] = (),
    list_sheet: str | None = None,
    group_size: int | None = None,
    copies: int | None = None,
    sets: int | None = None,
    size: str | None = None,
    paper: str = "a4",
    sheet: str | None = None,
    flip: Literal["long", "short", "fold", "none"] = "long",
    bleed: float = 0,
    offset: tuple[float, float] = (0, 0),
    order: Literal["sorted", "shuffled", "sheet"] = "sorted",
    seed: int = 0,
    shop: bool = False,
    format: Literal["pdf", "pptx"] = "pdf",
    add: Iterable[File] = (),
    worksheet: str | None = None,
    front: str | None = None,
    title: str | None = None,
    theme: str | None = None,
    template: Path | None = None,
    brand: Mapping[str, Any] | None = None,
    libraries: Iterable[File] = (),
) -> Made:
    """The cards of a set, a name in the library or a file.

    Args:
        name: the card set.
        participants: a card for each of so many, of these names, or of those on a list (``.csv``, ``.xlsx``); it
            excludes ``copies`` and ``sets``.
        names: the headings over the parts of a name in that list, or the numbers of their columns.
        list_sheet: the sheet of a workbook that the list stands on.
        group_size: participants in a group, where a set is for each group.
        copies: so many of each card.
        sets: so many whole sets, each with its letter.
        size: a7, a6, a5, poker, 85x55, or ``WIDTHxHEIGHT`` in mm.
        paper: a4, a3, or letter.
        sheet: the code of a perforated sheet, such as C32011-10; it has its own size.
        flip: the edge the paper is turned on; ``fold`` prints on one side.
        bleed: colour beyond the edges, mm.
        offset: how far the backs are moved right and down, mm.
        order: of the stack when all sheets are cut at once.
        seed: another number shuffles in another way.
        shop: a page for every side, with bleed, for a print shop.
        format: sheets as PDF, or slides to edit.
        add: files with more cards.
        worksheet: the sheet of a workbook that the cards stand on.
        front: where the fronts stand in a list of cards: a heading, or the number of a column.
        title: what the set is called on its cards; what it says itself when left out, or the name of its file.
        theme: colours.
        template: a PowerPoint file whose colours, fonts, and logo they have.
        brand: colours, font, and logo of one's own, as in an agenda; a logo is a path. It comes before the template.
        libraries: folders with content of one's own.

    Raises:
        Problems: something is wrong with the set or the template, or a card's text has no room.
        WrongArgument: an argument makes no sense, or there is no room for one card on the paper.
    """
    from facilitator.print.cards import Job, Settings
    from facilitator.print.cards.dealing import Copies
    from facilitator.print.cards.own import Told, added, card_set

    _exclude(participants=participants, copies=copies, sets=sets)
    _exclude(shop=shop, sheet=sheet)
    if shop and format == "pptx":
        text = _("{shop} makes a PDF; {format} pptx does not go with it")
        raise WrongArgument(text, options={"shop": "shop", "format": "format"})
    library = library_with(libraries, beside=str(name))
    told = Told(worksheet, front, title)
    found = card_set(str(name), library, told)
    for file in add:
        found = added(found, Path(file), library, told)
    output: Literal["sheets", "shop", "slides"] = "slides" if format == "pptx" else "shop" if shop else "sheets"
    settings = Settings(
        _size(size), paper, _sheet(sheet, size), flip, bleed, _near(offset), order, seed, output
    )  # fmt: skip
    stock = _stock(found.language, _look(theme, template, brand, library), library)
    people = _counted(participants, names, list_sheet, told.notes)
    wanted = Copies(people, copies or 1, sets or 0, group_size or GROUP)
    job = Job(found, wanted, settings, stock, Path(name).stem)
    try:
        made = job.made()
        return replace(made, told=(*made.told, *told.notes))
    except ValueError as error:
        raise WrongArgument("{error}", error=error) from None


def calibration(*, paper: str = "a4", theme: str | None = None, libraries: Iterable[File] = ()) -> Made:
    """A page that tells how far a printer's backs are off, for the ``offset`` of `cards`."""
    from facilitator.print.cards import calibration as page

    library = library_with(libraries)
    return page(paper, _stock("da", _look(theme, None, None, library), library))


def form(
    name: File,
    *,
    copies: int = 1,
    paper: Literal["a4", "a3", "letter"] | None = None,
    facts: bool = False,
    data: Mapping[str, Any] | None = None,
    settings: Mapping[str, str] | None = None,
    theme: str | None = None,
    template: Path | None = None,
    brand: Mapping[str, Any] | None = None,
    libraries: Iterable[File] = (),
) -> list[Made]:
    """A form or handout, a name in the library or a path, as PDF and Word.

    Args:
        name: the form.
        copies: so many in the PDF.
        paper: a4, a3, on which everything is as much larger, or letter; what the form says when left out.
        facts: ``name`` is an exercise of the library, and its fact sheet is made.
        data: values for the names in its texts.
        settings: the same as texts; they come before ``data``.
        theme: colours and fonts.
        template: a PowerPoint file whose colours, fonts, and logo it has.
        brand: colours, font, logo, and sender of one's own, as in an agenda; a logo is a path. It comes before the
            template.
        libraries: folders with content of one's own.

    Raises:
        Problems: something is wrong with the form or the template, or a figure has no room.
    """
    from facilitator.print.forms import make_fact_sheet, make_form

    library = library_with(libraries, beside=str(name))
    values = {**(data or {}), **settled(settings or {})}
    look = _look(theme, template, brand, library)
    make = make_fact_sheet if facts else make_form
    return make(str(name), library=library, theme=look, data=values, copies=copies, paper=paper)


@dataclass(frozen=True)
class TemplateReport:
    """A PowerPoint template, and which of its layouts serves which kind of slide."""

    file: Path
    template: Template
    choices: Mapping[str, Choice]

    def data(self) -> dict[str, Any]:
        """All of it as JSON takes it; lengths in EMU."""
        found = self.template
        return {
            "file": found.path,
            "width": found.slide.w,
            "height": found.slide.h,
            **asdict(found.facts),
            "layouts": [[layout.label for layout in master.layouts] for master in found.masters],
            "choices": [{"kind": kind, "layout": layout, "why": why} for kind, layout, why in self.rows()],
        }

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Kind of slide, layout, and why it is chosen."""
        for kind, choice in self.choices.items():
            yield kind.removesuffix("_"), choice.layout.label, choice.why

    @property
    def summary(self) -> str:
        """The facts on a line."""
        from facilitator.canvas import cm

        found, facts = self.template, self.template.facts
        size = _("{width} × {height} cm", width=f"{found.slide.w / cm(1):.1f}", height=f"{found.slide.h / cm(1):.1f}")
        counted = [
            plural("{n} master", "{n} masters", len(found.masters)),
            plural("{n} layout", "{n} layouts", layouts := sum(1 for _layout in found.layouts)),
            plural("{n} slide", "{n} slides", facts.slides),
            plural("{n} section", "{n} sections", len(facts.sections)),
            plural("{n} embedded font", "{n} embedded fonts", len(facts.embedded_fonts)),
            plural("{n} guide", "{n} guides", facts.guides),
        ]
        numbers = (
            len(found.masters),
            layouts,
            facts.slides,
            len(facts.sections),
            len(facts.embedded_fonts),
            facts.guides,
        )
        flags = {
            _("right to left"): facts.right_to_left,
            _("macros"): facts.macros,
            _("no notes master"): not facts.notes_master,
        }
        told = [one for one, number in zip(counted, numbers, strict=True) if number]
        return f"{found.path}: {', '.join([size, *told, *(what for what, holds in flags.items() if holds)])}"

    def mapping(self) -> Made:
        """The file beside the template that says which layout serves what, to correct by hand."""
        from facilitator.house_templates.mapping import mapping_of, mapping_path

        return Made("mapping", mapping_path(self.file).name, mapping_of(self.template, self.choices))


def template(file: File, *, anew: bool = False) -> TemplateReport:
    """What is in a PowerPoint template, and which of its layouts serves what.

    Args:
        file: its path. Where a file with its layouts lies beside it, that decides.
        anew: choose without that file.

    Raises:
        Problems: one of them cannot be read.
    """
    from facilitator.house_templates.choosing import choose
    from facilitator.house_templates.mapping import mapping_path, read_mapping
    from facilitator.house_templates.reading import read_template

    path = Path(file)
    found, beside = read_template(path), mapping_path(path)
    choices = read_mapping(beside, found) if beside.exists() and not anew else choose(found)
    return TemplateReport(path, found, choices)


@dataclass(frozen=True)
class DeckReport:
    """What keeps people from reading a deck, slide by slide."""

    file: str
    report: Report

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings

    def data(self) -> dict[str, Any]:
        """All of it as JSON takes it."""
        return {
            "file": self.file,
            "slides": len(self.report.titles),
            "findings": [
                {"slide": one.slide or None, "shape": one.shape, "rule": one.rule, "what": one.what, "do": one.mend}
                for one in self.findings
            ],
        }

    def lines(self) -> Iterator[str]:
        """The findings under the slides that they are on, and how many there are; safe to show on a terminal."""
        for slide, findings in groupby(self.findings, key=lambda one: one.slide):
            yield self._head(slide)
            for one in findings:
                what = printable(f"{quoted(one.shape)} {one.what}" if one.shape else one.what)
                yield f"  {what}; {one.mend}"
        slides = len(self.report.titles)
        count = plural("{n} finding", "{n} findings", len(self.findings)) if self.findings else _("no findings")
        yield f"{self.file}: {plural('{n} slide', '{n} slides', slides)}, {count}"

    def _head(self, slide: int) -> str:
        if slide == 0:
            return _("the file")
        title = printable(self.report.titles[slide - 1])
        return _("slide {number}: {title}", number=slide, title=title) if title else _("slide {number}", number=slide)


def inspect(file: File) -> DeckReport:
    """Inspect any PowerPoint deck.

    Raises:
        Problems: it cannot be opened.
    """
    from facilitator.inspection.inspect import inspect as inspected

    return DeckReport(str(file), inspected(Path(file)))


def _counted(
    people: int | File | Sequence[str] | None, names: Sequence[str], sheet: str | None, notes: list[str]
) -> int:
    """How many they are; what is to know of their list is added to ``notes``. 0 where nobody says."""
    if people is None or isinstance(people, int):
        for option, given in (("names", names), ("list_sheet", sheet)):
            if given:
                text = _("{option} needs {participants} FILE")
                raise WrongArgument(text, options={"option": option, "participants": "participants"})
        return people or 0
    if not isinstance(people, str | os.PathLike):
        return len(people)
    from facilitator.pairs.names import read_roster

    roster = read_roster(Path(people), names=names, sheet=sheet, least=1, by="--list-sheet")
    notes.extend(roster.told)
    return len(roster.people)


def _exclude(**given: object) -> None:
    asked = [name for name, number in given.items() if number]
    if len(asked) > 1:
        text = _("{one} and {other} exclude each other")
        raise WrongArgument(text, options={"one": asked[0], "other": asked[1]})


def _look(theme: str | None, template: Path | None, brand: Mapping[str, Any] | None, library: Library) -> Theme:
    """The theme in the brand's look, or else in the template's."""
    look = given_look(brand or {})
    if template is not None:
        from facilitator.pptx.in_template import house_template

        look = look.over(house_template(template).look)
    return look.on(read_theme(theme or DEFAULT_THEME, library))


def _stock(language: str, theme: Theme, library: Library) -> Stock:
    from facilitator.print.cards.pages import Stock

    return Stock(read_terms(language, library), theme, library)


def _size(text: str | None) -> Size | None:
    from facilitator.print.cards.dealing import card_size

    try:
        return card_size(text) if text else None
    except ValueError as error:
        raise WrongArgument("{error}", "size", error=error) from None


def _sheet(code: str | None, size: str | None) -> str | None:
    from facilitator.print.cards.dealing import SHEETS

    if code is None:
        return None
    if size:
        text = _("{sheet} has its own size; {size} does not go with it")
        raise WrongArgument(text, options={"sheet": "sheet", "size": "size"})
    found = next((known for known in SHEETS if known.casefold() == code.casefold()), None)
    if not found:
        raise WrongArgument(_("“{code}”; expected one of {names}"), "sheet", code=code, names=", ".join(SHEETS))
    return found


def _near(offset: tuple[float, float]) -> tuple[float, float]:
    x, y = offset
    if max(abs(x), abs(y)) > _FARTHEST:
        text = _("“{x},{y}”; expected at most {most} mm")
        raise WrongArgument(text, "offset", x=f"{x:g}", y=f"{y:g}", most=_FARTHEST)
    return offset
