"""The countdown: a bar that drains by PowerPoint's own exit animation »wipe«, no macro."""

from __future__ import annotations

from typing import Literal

__all__ = ["countdown"]

_AT_ONCE = '<p:cond delay="0"/>'
_NOW = f"<p:stCondLst>{_AT_ONCE}</p:stCondLst>"


def _wipe(bar: int, milliseconds: int, node: str) -> str:
    """The effect itself: preset 22 (wipe) from the right, then hidden one millisecond before the end."""
    target = f'<p:tgtEl><p:spTgt spid="{bar}"/></p:tgtEl>'
    return (
        '<p:par><p:cTn id="5" presetID="22" presetClass="exit" presetSubtype="2" fill="hold" grpId="0" '
        f'nodeType="{node}">{_NOW}<p:childTnLst>'
        f'<p:animEffect transition="out" filter="wipe(right)"><p:cBhvr><p:cTn id="6" dur="{milliseconds}"/>{target}'
        "</p:cBhvr></p:animEffect>"
        f'<p:set><p:cBhvr><p:cTn id="7" dur="1" fill="hold"><p:stCondLst><p:cond delay="{milliseconds - 1}"/>'
        f"</p:stCondLst></p:cTn>{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>"
        '</p:cBhvr><p:to><p:strVal val="hidden"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _nested(effect: str, begin: str) -> str:
    """The two layers of parallel time that PowerPoint puts around every effect."""
    return (
        f'<p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst>{begin}</p:stCondLst><p:childTnLst><p:par>'
        f'<p:cTn id="4" fill="hold">{_NOW}<p:childTnLst>{effect}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>'
        "</p:par></p:childTnLst>"
    )


def _on_click(bar: int, effect: str) -> str:
    """A sequence of its own, begun by a click on the bar: a click anywhere else turns the page and ends nothing."""
    click = f'<p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{bar}"/></p:tgtEl></p:cond>'
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" restart="whenNotActive" fill="hold" '
        f'evtFilter="cancelBubble" nodeType="interactiveSeq"><p:stCondLst>{click}</p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync>'
        f"{_nested(effect, _AT_ONCE)}</p:cTn><p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _with_slide(effect: str) -> str:
    """The slide's main sequence, begun when the slide is shown."""
    begin = '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'
    slide = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f'{_nested(effect, begin)}</p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0">{slide}</p:cond>'
        f'</p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0">{slide}</p:cond></p:nextCondLst></p:seq>'
    )


def countdown(bar: int, minutes: int, start: Literal["click", "slide"]) -> str:
    """``p:timing`` of a slide whose shape with id ``bar`` drains from right to left in ``minutes``."""
    milliseconds = minutes * 60_000
    if start == "click":
        sequence = _on_click(bar, _wipe(bar, milliseconds, "clickEffect"))
    else:
        sequence = _with_slide(_wipe(bar, milliseconds, "withEffect"))
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f"{sequence}</p:childTnLst></p:cTn></p:par></p:tnLst>"
        f'<p:bldLst><p:bldP spid="{bar}" grpId="0" animBg="1"/></p:bldLst></p:timing>'
    )
