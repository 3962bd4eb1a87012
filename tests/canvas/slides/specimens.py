"""One slide of every kind, with texts as long as real ones: for the layout tests and to look at."""

from __future__ import annotations

from facilitator.content.figures import Hub
from facilitator.content.items import Item
from facilitator.content.slides import (
    AgendaItem,
    AgendaList,
    Break,
    Bullets,
    Checkout,
    Column,
    Columns,
    FigureSlide,
    People,
    Person,
    Point,
    Question,
    Questions,
    Quote,
    Section,
    SlideContent,
    Statement,
    Table,
    TitlePage,
)
from facilitator.deck.model import Deck, Note, Slide

ITEMS = [
    AgendaItem(text="Velkommen, program og præsentation", clock="kl. 08.30", slide="s/people"),
    AgendaItem(text="Hvad er et psykisk arbejdsmiljø?"),
    AgendaItem(text="Det gode psykiske arbejdsmiljø: Belastninger og ressourcer"),
    AgendaItem(text="Gruppedrøftelser og opsamling"),
    AgendaItem(text="Pause", clock="kl. 10.00"),
    AgendaItem(text="Kulturudvikling: Psykologisk tryghed og læringskultur"),
    AgendaItem(text="Ledelse af eget psykiske arbejdsmiljø og samarbejdet i TRIO"),
    AgendaItem(text="Gruppedrøftelse"),
    AgendaItem(text="Opsamling og tak for i dag!", clock="kl. 11.30"),
]
PEOPLE = [
    Person(name="Maja Holm Lind", role="Ledelseskonsulent", about="Cand.psych.\nUnderviser på modul 1"),
    Person(
        name="Jonas Bay Friis",
        role="Chefkonsulent",
        about="Cand.mag. i pædagogik og master i ledelse\nUnderviser på modul 2",
    ),
]
HUB = Hub(
    kind="hub",
    title="Fem sider af det psykiske arbejdsmiljø",
    centre="Psykisk arbejdsmiljø",
    items=[Item(title=t) for t in ("Planlægning", "Organisation", "Indhold og krav", "Udførelse", "Relationer")],
)
QUESTIONS = [
    Question(text="Hvilke belastninger mærker I hos jer lige nu?", points=["Hvilke af dem kan I tre gøre noget ved?"]),
    Question(
        text="Hvilke ressourcer har I, som virker?", points=["Hvad skal I passe særligt godt på det næste halve år?"]
    ),
]

KINDS: dict[str, SlideContent] = {
    "title": TitlePage(
        title="Opstartsworkshop for TRIO-grupper",
        subtitle="Ledelse af psykisk arbejdsmiljø",
        client="Eksempel Kommune",
        when="torsdag den 9. januar 2025, kl. 08.30–11.30",
        by="Ved Maja Holm Lind og Jonas Bay Friis",
    ),
    "agenda-0": AgendaList(heading="Dagsorden", items=ITEMS, current=0),
    "agenda-5": AgendaList(heading="Dagsorden", items=ITEMS, current=5),
    "people": People(people=PEOPLE),
    "people-5": People(people=[*PEOPLE, *PEOPLE, PEOPLE[0]]),
    "bullets": Bullets(
        title="Formålet med i dag",
        bullets=[
            Point(text="I får et fælles sprog for psykisk arbejdsmiljø og trivsel"),
            Point(text="I prøver de modeller af, som uddannelsen bygger på"),
            Point(text="I bliver klar over, hvem der gør hvad hos jer: leder, TR og AMR"),
            Point(text="I vælger det tema, I vil arbejde videre med", points=["Skriv det ned", "Sig det højt"]),
        ],
    ),
    "bullets-long": Bullets(
        title="Mange punkter",
        lead="Det her skal vi nå:",
        bullets=[Point(text=f"{i}. " + "et punkt med en del ord i " * 4) for i in range(14)],
    ),
    "section": Section(title="Hvad er psykisk arbejdsmiljø?", section="Hvad er psykisk arbejdsmiljø?"),
    "statement": Statement(
        statement="Vi er alle forskellige – og det er en styrke, når vi ved det",
        text="Hvad ser du, som de andre ikke ser?",
    ),
    "statement-titled": Statement(
        title="Jeres opgave",
        statement="Sæt rammerne for arbejdet",
        points=["Planlægning", "Organisation", "Indhold", "Udførelse", "Relationer"],
        source="Bekendtgørelse om psykisk arbejdsmiljø (2020)",
    ),
    "quote": Quote(
        title="Hvad siger loven?",
        quote="Arbejdets planlægning, indhold og relationer påvirker os – både på den gode og den dårlige måde.",
        by="Arbejdstilsynet",
        source="Bekendtgørelse om psykisk arbejdsmiljø, nr. 1406 af 26. september 2020",
    ),
    "questions": Questions(
        title="Refleksion i TRIO",
        questions=QUESTIONS,
        work="trio",
        minutes=15,
        note="Skriv jeres pointer ned",
        plenary=True,
    ),
    "questions-plain": Questions(
        title="Hvad hæfter I jer ved?",
        questions=[
            Question(text=t)
            for t in (
                "Hvordan arbejder I med psykisk arbejdsmiljø i dag?",
                "Hvad fungerer, så I vil holde fast i det?",
                "Hvor trænger I til at stå stærkere?",
            )
        ],
    ),
    "questions-one": Questions(
        title="Et spørgsmål",
        questions=[Question(text="Hvad vil du gøre anderledes i morgen?")],
        work="alone",
        minutes=3,
    ),
    "figure-questions": FigureSlide(
        figure=HUB,
        questions=[Question(text="Hvor er I stærke?"), Question(text="Hvor er der noget, der halter?")],
        work="pair",
        minutes=10,
    ),
    "columns": Columns(
        title="To måder at se det på",
        columns=[
            Column(title="Fastlåst", points=[Point(text="Fejl er farlige"), Point(text="Talent er medfødt")]),
            Column(
                title="Udviklende",
                text="Vi lærer sammen.",
                points=[Point(text="Fejl er viden"), Point(text="Vi kan blive bedre, når vi øver os og får respons")],
            ),
        ],
    ),
    "table": Table(
        title="Roller og ansvar",
        table=[
            ["Rolle", "Ansvar"],
            *([f"Rolle {i}", "Tager ansvar for at følge op og sige det videre. " * (i % 3 + 1)] for i in range(9)),
        ],
    ),
    "break": Break(title="Pause", until="Vi ses igen kl. 10.15", minutes=15),
    "break-45": Break(title="Frokost", until="Vi ses igen kl. 12.45", minutes=45),
    "checkout": Checkout(
        title="Tjek ud",
        checkout=[
            Item(title="Yes!", text="Jeg er glad for, at …"),
            Item(title="A-ha!", text="Det her tager jeg med mig …"),
            Item(title="Hmm …", text="Jeg går og tænker over …"),
            Item(title="Handling!", text="I morgen vil jeg …"),
        ],
    ),
}


def deck() -> Deck:
    """A deck with every specimen."""
    slides = tuple(
        Slide(f"s/{name}", content.title or "Titel", "Prøver", content, (Note("Hvad den er til.", "Formål"),))
        for name, content in KINDS.items()
    )
    return Deck("s", "Prøver", "da", slides, footer="Eksempel Kommune · torsdag den 9. januar 2025")
