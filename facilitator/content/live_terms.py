"""The words of the page for the room, in one language, and of what it saves of the day."""

from __future__ import annotations

from facilitator.content import Content, Line, Slug

__all__ = ["CourseColumns", "LiveTerms"]


class CourseColumns(Content):
    """The headings of what really happened, as the page for the room saves it."""

    block: Line
    title: Line
    start: Line
    minutes: Line
    began: Line
    ended: Line
    took: Line


class LiveTerms(Content):
    """The page for the room, and the wall for those who take part."""

    file: Slug
    log_file: Line
    title: Line  # {title}
    behind: Line  # {minutes}
    ahead: Line  # {minutes}
    on_time: Line
    hours: Line  # {hours}
    minutes_left: Line  # Behind the number
    seconds_left: Line  # Behind the number
    over: Line  # Behind the number
    minutes_to_start: Line  # Behind the number
    begins: Line  # {clock}
    should_begin: Line  # {clock}
    began: Line  # {clock}
    ends: Line  # {clock}
    should_end: Line  # {clock}
    ended: Line  # {clock}
    break_ends: Line  # {clock}
    break_ended: Line  # {clock}
    in_minutes: Line  # {minutes}
    moved_from: Line  # {clock}
    begin: Line
    begin_after: Line
    go_on: Line
    finish: Line
    back: Line
    undo: Line
    between: Line
    finished: Line
    next: Line
    next_pin: Line
    end: Line
    rest: Line
    pinned: Line
    out: Line
    shorter: Line  # {minutes}
    longer: Line  # {minutes}
    leave_out: Line
    take_back: Line
    leave_out_block: Line  # {block}, for screen readers
    take_back_block: Line  # {block}
    steps_of: Line  # {block}
    ways: Line
    ways_lead: Line
    ways_chosen: Line
    lost: Line  # {way}
    choose: Line
    unchosen: Line
    chosen: Line
    shortened: Line  # {blocks}, each of them as the next says
    shortened_one: Line  # {block}, {minutes}
    no_change: Line
    outside: Line
    lanes: Line
    lane_done: Line
    lane_finish: Line
    then: Line  # {block}
    wall: Line
    soon: Line  # {block}
    thanks: Line
    break_until: Line  # Before the clock time
    break_until_tomorrow: Line  # The same before a night
    break_until_day: Line  # The same before several nights, {day}
    break_over: Line
    wall_break: Line  # {clock}
    wall_end: Line  # {clock}
    rehearse: Line
    rehearsing: Line
    rehearsed: Line
    stale: Line
    speed: Line
    sound: Line
    save: Line
    start_over: Line
    sure: Line
    sure_yes: Line
    sure_no: Line
    progress: Line
    sooner: Line
    later: Line
    five_later: Line
    began_sooner: Line
    began_later: Line
    jumped: Line  # {minutes}
    jumped_back: Line  # {minutes}
    jumped_right: Line
    jumped_leave: Line
    keys: Line
    awake: Line
    not_awake: Line
    forgets: Line
    no_script: Line
    alone: Line
    newer: Line
    show_newer: Line
    columns: CourseColumns
