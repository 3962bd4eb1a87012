"""A little markup in texts: what it means, what is none, and what becomes of it when a text is taken apart."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.text import Marked, Piece, address, as_data, filled, joined, one_line, parsed, pieces

SOME = parsed("Et **fedt *og* ord**\nog [et link](https://example.dk)")


def told(text: str) -> str:
    """A text with its looks in brackets: ``<b:fed>``."""
    signs = (
        (piece.bold * "b" + piece.italic * "i" + (f"@{piece.link}" if piece.link else ""), piece.text)
        for piece in pieces(parsed(text))
    )
    return "".join(f"<{sign}:{letters}>" if sign else letters for sign, letters in signs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**fed** og *kursiv*", "<b:fed> og <i:kursiv>"),
        ("***begge***", "<bi:begge>"),
        ("**Husk *altid***", "<b:Husk ><bi:altid>"),
        ("*altid **husk***", "<i:altid ><bi:husk>"),
        ("»*Hej*«, (**du**)!", "»<i:Hej>«, (<b:du>)!"),
        ("**TRIO**-gruppen", "<b:TRIO>-gruppen"),
        ("[tekst](https://bfa.dk/æ)", "<@https://bfa.dk/%C3%A6:tekst>"),
        ("[**fed** tekst](mailto:a@b.dk)", "<b@mailto:a@b.dk:fed><@mailto:a@b.dk: tekst>"),
        ("**[tekst](https://a.dk)**", "<b@https://a.dk:tekst>"),
        ("**https://a.dk**", "<b@https://a.dk:https://a.dk>"),
        ("Se https://a.dk/x_(y).", "Se <@https://a.dk/x_(y):https://a.dk/x_(y)>."),
        ("(https://a.dk/?x=1&y=2)", "(<@https://a.dk/?x=1&y=2:https://a.dk/?x=1&y=2>)"),
        ("www.bfa.dk, lena@a.dk!", "<@https://www.bfa.dk:www.bfa.dk>, <@mailto:lena@a.dk:lena@a.dk>!"),
        ("Ring [nu](tel:+4512345678)", "Ring <@tel:+4512345678:nu>"),
    ],
)
def test_what_is_markup(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3", "2*3*4", "*", "**", "***", "****", "a **uafsluttet", "* et\n* to", "Moms* og gebyr*", "*) en note",
        "Kolleg*innen und Freund*innen", "**fed\nover linjer**", "[interessent](er)", "[ ] et felt", "https://", "a@b",
    ],
)  # fmt: skip
def test_a_star_that_means_a_star_stays_one(text: str) -> None:
    assert told(text) == text
    assert type(parsed(text)) is str


def test_what_is_said_to_be_a_sign_is_one_and_is_not_read_again() -> None:
    text = parsed(r"\*ikke kursiv\* og \[intet link](https://)")
    assert text == "*ikke kursiv* og [intet link](https://)"
    assert parsed(text) is text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "/etc/passwd", "https:bfa", "data:x,y"])
def test_a_link_of_another_kind_is_an_error(link: str) -> None:
    with pytest.raises(ValueError, match=r"no address that a link may lead to; expected one .* https:, http:"):
        parsed(f"[klik]({link})")


def test_an_address_is_plain_letters_with_its_scheme() -> None:
    assert address("https://a.dk/å b"[:14]) == "https://a.dk/%C3%A5"
    assert address("https://a.dk/%20?q=1#x") == "https://a.dk/%20?q=1#x"
    assert address("www.a.dk") == "https://www.a.dk"


@given(st.text(alphabet="ab *[]()\n\\https:/.@dk-"))
def test_any_text_is_read_or_refused_and_read_once(text: str) -> None:
    try:
        found = parsed(text)
    except ValueError:
        return
    assert "".join(piece.text for piece in pieces(found)) == found
    assert parsed(found) is found or not isinstance(found, Marked)


@given(st.integers(-5, 40), st.integers(-5, 40))
def test_a_part_of_a_text_keeps_its_looks(first: int, last: int) -> None:
    looks = [piece[1:] for piece in pieces(SOME) for _letter in piece.text]
    part = SOME[first:last]
    assert part == str(SOME)[first:last]
    assert [piece[1:] for piece in pieces(part) for _letter in piece.text] == looks[first:last]


def test_so_does_what_is_made_of_texts() -> None:
    fed = parsed("**fed**")
    assert pieces(joined(", ", ("a", fed))) == (Piece("a, "), Piece("fed", bold=True))
    assert pieces("a " + fed + " b") == (Piece("a "), Piece("fed", bold=True), Piece(" b"))
    assert pieces(filled("{a} ({b:02})", a=fed, b=3)) == (Piece("fed", bold=True), Piece(" (03)"))
    assert pieces(one_line(parsed("a  **b\tc** \n d"))) == (Piece("a "), Piece("b c", bold=True), Piece(" d"))
    assert [pieces(line) for line in parsed(" **a** \nb").strip().split("\n")] == [
        (Piece("a", bold=True), Piece(" ")),
        (Piece("b"),),
    ]
    assert pieces(parsed("**a** (2)").removesuffix(" (2)")) == (Piece("a", bold=True),)
    assert pieces(copy.deepcopy(SOME)) == pieces(pickle.loads(pickle.dumps(SOME))) == pieces(SOME)


def test_used_plainly_it_has_no_markup() -> None:
    assert f"{SOME}" == "Et fedt og ord\nog et link"
    assert type(str(SOME)) is str
    assert as_data({"a": [SOME[:2], parsed("*k*")]}) == {"a": ["Et", {"marked": [["k", False, True, ""]]}]}
