"""PowerPoint templates of anybody's as data: masters with their colours and fonts, layouts with what stands where, and
the words by which a person knows what a layout is for. Lengths in EMU.

PowerPoint's own names are among them, as it gives them in each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from facilitator.canvas import Align, Anchor, Box, Emu, Insets
from facilitator.colours import Shades, luminance, rgb_of
from facilitator.content.theme import Colours, Fonts, Logo, Look, Theme
from facilitator.ground import Ground
from facilitator.house_templates.empty_space import content_box
from facilitator.office.colours import Paint
from facilitator.office.shapes import TEXTS, TITLES
from facilitator.office.texts import USUAL_INSETS

__all__ = [
    "HINTS", "Facts", "Layout", "Master", "Placeholder", "Surface", "Template", "kinds_named", "to_look", "to_theme",
]  # fmt: skip


HINTS: Mapping[str, Mapping[str, str]] = {
    "end": {
        "da": r"slut\w*|afslut\w*|bagside|tak( for.*)?",
        "en": r"end( slide| page)?|closing\w*|back (cover|page)|thank(s| you).*",
        "de": r"(schluss|end)(folie|seite)|ende|danke.*",
        "sv": r"slut\w*|avslut\w*|tack.*",
        "no": r"slutt\w*|avslutning\w*|takk.*",
    },
    "title": {
        "da": r"forside\w*|titel(slide|dias|side)|^titel$",
        "en": r"title slide|title page|cover\w*|front page|^title$",
        "de": r"titel(folie|seite)|deckblatt|startfolie",
        "sv": r"rubrikbild|framsida|försättsblad|omslag|^rubrik$",
        "no": r"tittel(lysbilde|side)|forside\w*|^tittel$",
    },
    "agenda": {
        "da": r"agenda\w*|dagsorden\w*|(dagens )?program|indholdsfortegnelse",
        "en": r"agenda\w*|(table of )?contents|programme",
        "de": r"agenda\w*|tagesordnung|inhaltsverzeichnis|ablauf",
        "sv": r"agenda\w*|dagordning|innehållsförteckning",
        "no": r"agenda\w*|dagsorden|innholdsfortegnelse|saksliste",
    },
    "section": {
        "da": r"afsnit\w*|sektion\w*|kapitel\w*|skille\w*|mellemside|delforside",
        "en": r"section\w*|chapter\w*|divider\w*",
        "de": r"abschnitt\w*|kapitel\w*|zwischen(titel|folie|seite)|trenn(er|folie|seite)",
        "sv": r"avsnitt\w*|sektion\w*|kapitel\w*",
        "no": r"inndeling\w*|deloverskrift|seksjon\w*|kapit\w*|skille\w*",
    },
    "content": {
        "da": r"titel og (indhold\w*|tekst|punkter|objekt)|indhold|indholds(side|objekt)|punktopstilling|tekst",
        "en": r"title and (content|text|bullets)|title, content|content|bullets?|text",
        "de": r"titel und (inhalt|text)|inhalt|aufzählung|text",
        "sv": r"rubrik och (innehåll|text|punkter)|innehåll|punktlista|text",
        "no": r"tittel og (innhold|tekst|punkter)|innhold|punktliste|tekst",
    },
    "two_content": {
        "da": r"(to|2) (indhold\w*|spalter|kolonner|felter)|sammenligning",
        "en": r"(two|2)[ -](contents?|columns?)|comparison",
        "de": r"(zwei|2) (inhalte|spalten)|zweispaltig|vergleich",
        "sv": r"(två|2) (innehåll\w*|spalter|kolumner)|jämförelse",
        "no": r"(to|2) (innhold\w*|spalter|kolonner)|sammenligning",
    },
    "title_only": {
        "da": r"kun (titel|overskrift)",
        "en": r"title only|only title|headline only",
        "de": r"nur (titel|überschrift)",
        "sv": r"(endast|bara) (rubrik|titel)",
        "no": r"(bare|kun) (tittel|overskrift)",
    },
    "questions": {
        "da": r"spørgsmål\w*|dialog|drøft\w*|refleksion\w*",
        "en": r"questions?|q ?& ?a|discussion|reflection",
        "de": r"fragen?|diskussion",
        "sv": r"frågor|fråga|diskussion|reflektion",
        "no": r"spørsmål|diskusjon|refleksjon",
    },
    "statement": {
        "da": r"citat\w*|udsagn|budskab\w*|pointe",
        "en": r"quotes?|quotation|statement|key message|big idea",
        "de": r"zitat|(kern)?aussage|botschaft",
        "sv": r"citat|budskap|uttalande",
        "no": r"sitat|budskap|utsagn",
    },
    "break_": {
        "da": r"pauser?|frokost\w*",
        "en": r"(?<!section )(?<!page )break|coffee break|lunch",
        "de": r"pause|(kaffee|mittags)pause",
        "sv": r"paus|fikapaus|lunch",
        "no": r"pause|lunsj",
    },
    "picture": {
        "da": r"billede\w*|foto\w*",
        "en": r"pictures?|images?|photos?",
        "de": r"bild(er)?|foto\w*",
        "sv": r"bild(er)? med|foto\w*",
        "no": r"bilde\w*|foto\w*",
    },
    "blank": {
        "da": r"tomt?|blank",
        "en": r"blank|empty",
        "de": r"leere?|leerfolie",
        "sv": r"tomt?",
        "no": r"tomt?|blank",
    },
}
"""Patterns of whole words, by kind and language."""

_PATTERNS = {
    kind: re.compile("|".join(rf"(?<!\w)(?:{words})(?!\w)" for words in hints.values()))
    for kind, hints in HINTS.items()
}


def kinds_named(name: str) -> frozenset[str]:
    """The kinds that a layout's name speaks of."""
    plain = " ".join(name.casefold().replace("_", " ").split())
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(plain))


_IN_THEMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
"""Our themes have no colour map: dark is what text is, light what backgrounds are."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What a placeholder is filled with."""

    paint: Paint | None
    """None where it is not one known colour."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place that slides fill."""

    role: str
    """ST_PlaceholderType (ECMA-376 19.7.10), ``obj`` where none is said."""
    index: int
    """Its ``idx``, by which slides refer to it; not always one of its own."""
    name: str
    box: Box | None
    """Its own, or that of the master's placeholder of its type; None where neither says any."""
    size: float | None
    """Points of its first level."""
    anchor: Anchor
    bullets: bool
    """Whether its first level has any."""
    vertical: bool
    """For text that runs from the top down or up; a title that does has no box."""
    capitals: bool = False
    """Its first level is shown in capitals, which are wider."""
    family: str = ""
    """The font of its first level; empty where that is not known."""
    bold: bool = False
    ink: str | None = None
    """RRGGBB of its text, None where it is not one known colour."""
    unseen: bool = False
    """Its text has no fill: nobody sees what is written in it."""
    second: str | None = None
    """The same of its second level, of what takes a list."""
    shared: bool = False
    """The master has another placeholder of this number; LibreOffice takes anchor and colour from that one."""
    tracking: float = 0
    """Points between letters."""
    spacing: float = 1
    """From line to line, as a share of what the font asks for."""
    indent: Emu = 0
    """What each level of its text stands further to the right."""
    insets: Insets = USUAL_INSETS
    align: Align = "l"
    """How its first level is set."""
    surface: Surface | None = None
    """What it is filled with; None for nothing."""
    moved: bool = False
    """It stands elsewhere than the file says, or in one column where that asks for several."""
    around: Box | None = None
    """The upright box around it, where it is tilted."""

    @property
    def written(self) -> Box | None:
        """Where words stand in it: off its sides as far as it asks for, and texts off its upper and lower edge too."""
        box, (left, top, right, bottom) = self.around or self.box, (max(one, 0) for one in self.insets)
        if box is None or self.role not in TITLES | TEXTS:
            return box
        if self.role in TITLES:
            top = bottom = 0
        inner = Box(box.x + left, box.y + top, box.w - left - right, box.h - top - bottom)
        return inner if inner.w > 0 and inner.h > 0 else box


@dataclass(frozen=True)
class Layout:
    """A slide layout."""

    part: str
    label: str
    """Its name on one line; no other layout of the template has the same, for a second one gets a number."""
    name: str
    type: str
    """ST_SlideLayoutType (ECMA-376 19.7.15); empty where none is said."""
    hidden: bool
    """No flag of PowerPoint's, but other programs' files may have one."""
    preserved: bool
    uses: int
    """By how many slides of the file."""
    colours: Mapping[str, str]
    """RRGGBB by the names that shapes use: ``tx1``, ``bg1``, ``accent1`` …"""
    colour_map: Mapping[str, str] | None
    """Its own map from those names to the theme's, where it overrides the master's."""
    placeholders: tuple[Placeholder, ...]
    slide: Box
    drawn: Callable[[], tuple[Box, ...]] = field(repr=False, compare=False)
    """Reads what it and its master draw, but for what covers the slide."""
    quoting: bool = False
    """It draws quotation marks."""
    sides: Box | None = None
    """Where the texts of the master stand that may hold a list, all in all; None where there are none."""
    ground: Ground | None = field(default=None, compare=False)
    """What it looks like; None as long as nobody has looked (`reading.looked_at`)."""
    words: tuple[Box, ...] = ()
    """Where it and its master say something on every slide; known once looked at."""

    @cached_property
    def decorations(self) -> tuple[Box, ...]:
        """What it and its master draw; once looked at, where there is art with edges, or what a busy picture bears."""
        if self.ground is None:
            return self.drawn()
        if self.ground.busy:
            return tuple(dict.fromkeys((*self.ground.unknown, *filter(self._is_beside, self.drawn()), *self.words)))
        return (*self.ground.art, *self.words)

    def _is_beside(self, box: Box) -> bool:
        """Whether none of its own titles and texts stands on what is drawn there."""
        texts = (one.box for one in self.placeholders if one.role in TITLES | TEXTS)
        return not any(box.holds(text) for text in texts if text is not None)

    @cached_property
    def content(self) -> Box:
        """Where a figure may stand; most layouts serve nobody, and nobody asks them."""
        places = [(one.role, box) for one in self.placeholders if (box := one.written) is not None]
        centred = self.title is not None and self.title.align == "ctr"
        return content_box(self.slide, places, self.decorations, self.sides, centred=centred)

    def shades(self, box: Box) -> Shades | None:
        """What is seen behind a place; None where nobody knows. Until somebody has looked it is the theme's paper."""
        return {rgb_of(self.colours["bg1"]): 1.0} if self.ground is None else self.ground.shades(box)

    @property
    def title(self) -> Placeholder | None:
        """The placeholder that names the slide."""
        return next((one for one in self.placeholders if one.role in TITLES), None)


@dataclass(frozen=True)
class Master:
    """A slide master."""

    part: str
    theme: str
    """The name of its theme."""
    colours: Mapping[str, str]
    """RRGGBB by the names that shapes use."""
    major: str
    """The family of headings."""
    minor: str
    """The family of texts."""
    parts: tuple[str, ...]
    """Those of its layouts."""
    uses: int
    """By how many slides of the file."""
    read: Callable[[], tuple[Layout, ...]] = field(repr=False, compare=False)
    """Reads its layouts."""

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """Its layouts in the order of PowerPoint's menu, read when somebody asks: most masters serve nobody."""
        return self.read()


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is in a file besides its layouts, as `facilitator template inspect` tells it."""

    slides: int
    sections: tuple[str, ...]
    notes_master: bool
    macros: bool
    embedded_fonts: tuple[str, ...]
    guides: int
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A PowerPoint file that others are made like. It has at least one layout."""

    path: str
    slide: Box
    masters: tuple[Master, ...]
    facts: Facts

    @property
    def layouts(self) -> Iterator[Layout]:
        """Those of all masters."""
        return (layout for master in self.masters for layout in master.layouts)

    def master_of(self, layout: Layout) -> Master:
        """The master of one of its layouts, which may have been changed for a purpose."""
        return next(master for master in self.masters if layout.part in master.parts)


def to_theme(template: Template, layout: Layout | None = None) -> Theme:
    """The look of a template as a theme of ours, so that figures are drawn in its colours and fonts.

    Args:
        template: the template.
        layout: the layout whose map of colours counts; the first when left out.
    """
    layout = layout or next(template.layouts)
    master = template.master_of(layout)
    colours = {name: layout.colours[_IN_THEMES.get(name, name)] for name in Colours.model_fields}
    return Theme(name=master.theme, colours=Colours(**colours), fonts=Fonts(heading=master.major, body=master.minor))


def to_look(template: Template, layout: Layout, logo: Logo | None) -> Look:
    """What a template gives to what is printed in its house, on white: colours, fonts, and the logo found in it."""
    own = to_theme(template, layout)
    accents = tuple(dict.fromkeys(getattr(own.colours, f"accent{number}") for number in range(1, 7)))
    dark = min((own.colours.dk2, own.colours.lt2), key=lambda one: luminance(rgb_of(one)))
    return Look(accents, dark, own.fonts, logo)
