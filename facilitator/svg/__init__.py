"""Slides and figures as SVG, beside PowerPoint's files: for pages that show them, and for what is printed."""

from facilitator.svg.slide import STYLESHEET, group_svg, slide_html, slide_svg

__all__ = ["STYLESHEET", "group_svg", "slide_html", "slide_svg"]
