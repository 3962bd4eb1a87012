"""YAML as nodes that know their line and column, and models made from them; every mistake is one clear problem."""

from __future__ import annotations

from facilitator.reading.checking import validate
from facilitator.reading.names import nearest
from facilitator.reading.nodes import Node, mapped, node_of
from facilitator.reading.yaml_file import LARGEST, parse_yaml, read_yaml

__all__ = ["LARGEST", "Node", "mapped", "nearest", "node_of", "parse_yaml", "read_yaml", "validate"]
