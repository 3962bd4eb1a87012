"""Days of every sort: with tracks, over midnight, of two days, without a clock."""

from __future__ import annotations

import facilitator

__all__ = ["DAYS", "TRIO", "opened"]

DAYS = {
    "tracks": """
title: To spor
start: 09.00
end: 12.00
blocks:
  - {title: Velkommen, minutes: 10-20, who: Anna}
  - title: Samtaler
    parallel:
      - title: Ledelse
        room: Lokale 1
        who: Bo
        blocks: [{title: Det svære, minutes: 20-40}, {title: Det lette, minutes: 10-20, optional: 1}]
      - title: Samarbejde
        room: Lokale 2
        blocks: [{title: Os og dem, minutes: 30-45}]
  - {title: Pause, kind: break, at: 10.30, minutes: 15}
  - {title: Luft, kind: buffer, minutes: 0-10}
  - {title: Aftaler, minutes: 30-50}
  - {title: Tak, minutes: 10}
""",
    "night": """
title: Nattevagt
start: 22.30
blocks:
  - {title: Overlevering, minutes: 20-30}
  - {title: Runde, minutes: 40-60, until: 23.50}
  - {title: Kaffe, kind: break, at: "00.10", minutes: 20}
  - {title: Øvelse, minutes: 30-45, optional: 1}
  - {title: Morgenmøde, minutes: 20, until: "01.40"}
""",
    "days": """
title: To dage
blocks:
  - {title: Ankomst, at: 13.00, minutes: 30-60}
  - {title: Drøftelse, around: ca. 14.00, minutes: 60-120}
  - {title: Middag, kind: break, at: 18.00, minutes: 60}
  - {title: Morgensang, day: 2, at: 08.30, minutes: 15}
  - {title: Afrunding, minutes: 30-45}
""",
    "loose": """
title: Uden ur
budget: {dialogue: 30}
blocks:
  - {title: Oplæg, kind: knowledge, minutes: 10-20}
  - {title: Samtale, kind: dialogue, minutes: 10-25}
  - {title: Mere samtale, kind: dialogue, minutes: 10-25}
  - {title: Slut, minutes: 5}
""",
}
TRIO = "trio-workshop"


def opened(day: str) -> facilitator.OpenAgenda:
    found = facilitator.open(day) if day == TRIO else facilitator.open(text=DAYS[day])
    assert isinstance(found, facilitator.OpenAgenda)
    return found
