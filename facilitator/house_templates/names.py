"""What layouts are called: words by which a person knows what one is for, in five languages.

PowerPoint's own names are among them, as it gives them in each language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["HINTS", "kinds_named"]

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
