"""What commands tell other programs."""

from __future__ import annotations

import json

import click

__all__ = ["print_json"]


def print_json(value: object) -> None:
    """Plain data on standard output, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
