"""The judge of faint text sees what people see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Cm, Pt

from judges.office import Office
from judges.seeing import unseen
from pptx import Presentation

rgb: Any = RGBColor.from_string


@pytest.mark.office
@pytest.mark.parametrize(
    ("ink", "ground", "seen"),
    [("000000", "FFFFFF", True), ("767676", "FFFFFF", True), ("FFFFFF", "101010", True), ("F0F0F0", "FFFFFF", False),
     ("202020", "101010", False), ("FFFFFF", None, False)],
)  # fmt: skip
def test_text_is_seen_by_its_contrast_with_what_lies_under_it(
    ink: str, ground: str | None, seen: bool, tmp_path: Path, office: Office
) -> None:
    presentation: Any = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_textbox(Cm(2), Cm(2), Cm(12), Cm(2))
    if ground:
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(ground)
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.color.rgb = "Kan det her læses?", Pt(16), rgb(ink)
    presentation.save(str(tmp_path / "a.pptx"))
    assert [one.text for one in unseen(tmp_path / "a.pptx", office)] == ([] if seen else ["Kan det her læses?"])
