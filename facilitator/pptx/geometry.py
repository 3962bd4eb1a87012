"""Outlines of shapes: PowerPoint's presets by name, and free forms with a text area that scales with them."""

from __future__ import annotations

from facilitator.canvas.shapes import Box, Path

__all__ = ["custom", "frame", "preset"]


def frame(box: Box, turned: str = "", tag: str = "a:xfrm") -> str:
    """Where something stands; ``turned`` holds attributes for rotation or mirroring."""
    return f'<{tag}{turned}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/></{tag}>'


def preset(name: str, adjust: tuple[tuple[str, int], ...] = ()) -> str:
    """One of ECMA-376's preset shapes with its adjust values."""
    values = "".join([f'<a:gd name="{guide}" fmla="val {value}"/>' for guide, value in adjust])
    return f'<a:prstGeom prst="{name}"><a:avLst>{values}</a:avLst></a:prstGeom>'


def _point(x: str | float, y: str | float) -> str:
    return f'<a:pt x="{round(float(x))}" y="{round(float(y))}"/>'


def _command(command: tuple[str | float, ...]) -> str:
    match command:
        case ("M", x, y):
            return f"<a:moveTo>{_point(x, y)}</a:moveTo>"
        case ("L", x, y):
            return f"<a:lnTo>{_point(x, y)}</a:lnTo>"
        case ("C", x1, y1, x2, y2, x, y):
            return f"<a:cubicBezTo>{_point(x1, y1)}{_point(x2, y2)}{_point(x, y)}</a:cubicBezTo>"
        case ("A", rx, ry, start, sweep):
            radii = f'wR="{round(float(rx))}" hR="{round(float(ry))}"'
            return f'<a:arcTo {radii} stAng="{_angle(start)}" swAng="{_angle(sweep)}"/>'
        case ("Z",):
            return "<a:close/>"
    raise ValueError(f"not a path command: {command}")


def _angle(degrees: str | float) -> int:
    """Degrees in DrawingML's 60 000ths."""
    return round(float(degrees) * 60_000)


def custom(path: Path, box: Box) -> str:
    """A free form in its box. The text area is given by guides in parts of the width and height, so that it scales.

    Raises:
        ValueError: a command that `Path` does not know.
    """
    area = path.text or Box(0, 0, box.w, box.h)
    edges = (
        ("tl", "w", area.x, box.w),
        ("tt", "h", area.y, box.h),
        ("tr", "w", area.right, box.w),
        ("tb", "h", area.bottom, box.h),
    )
    guides = "".join([f'<a:gd name="{name}" fmla="*/ {side} {at} {whole}"/>' for name, side, at, whole in edges])
    drawn = "".join([_command(command) for command in path.commands])
    return (
        f'<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst/><a:rect l="tl" t="tt" r="tr" b="tb"/>'
        f'<a:pathLst><a:path w="{box.w}" h="{box.h}">{drawn}</a:path></a:pathLst></a:custGeom>'
    )
