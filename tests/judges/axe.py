"""axe-core as a judge: can everybody use a page? It comes from npm, once for a run."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from judges.tab import Tab

__all__ = ["found"]

_RUN = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))"


@cache
def _axe() -> str:
    folder = mkdtemp()
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "axe-core@4"]
    subprocess.run(command, check=True, capture_output=True)
    return Path(folder, "node_modules", "axe-core", "axe.min.js").read_text(encoding="utf-8")


def found(tab: Tab) -> Any:
    """What axe-core has to say of the page as it is now."""
    tab.tick()
    tab.run(_axe())
    return tab.run(_RUN, wait=True)
