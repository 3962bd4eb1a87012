/* What has happened of the day, and where it stands: kept in the browser, read by the page and by the wall. */

const MINUTE = 60000, HALF_DAY = 720, UNDO = 40;
const D = JSON.parse(document.getElementById("data").textContent), B = D.blocks, W = D.words, KEY = `facilitator:${D.id}`;
const NUMBER = new Map(B.map((block, number) => [block.id, number]));
const LINES = { "": B.map((block, number) => number).filter((number) => B[number].parent === null) };
B.forEach((block, number) => (block.lanes || []).forEach((lane, i) => { LINES[`${number}/${i}`] = lane.blocks; }));

const fresh = () => ({ plan: D.plan, lines: {}, form: null, gone: [], origin: null, last: null, undo: [] });
const idle = () => ({ at: null, began: 0, until: null, done: [] });
let store = { real: fresh(), trial: null, speed: 60, base: 0, since: 0, sound: false }, keeps = true;

/* Read what is kept. Blocks are known by their ids, so that a page that was made anew goes on; what was chosen does not. */
function load() {
  try {
    store = { ...store, ...JSON.parse(localStorage.getItem(KEY) || "{}") };
  } catch { keeps = false; }
  for (const name of ["real", "trial"]) if (store[name]) store[name] = known(store[name]);
}
/* What has happened by another plan, or on another screen, as far as this page has the blocks. */
function known(state) {
  const there = (id) => NUMBER.has(id), same = state.plan === D.plan;
  const lines = Object.entries(state.lines).filter(([key]) => Object.hasOwn(LINES, key)).map(([key, line]) =>
    [key, { ...line, at: there(line.at) ? line.at : null, until: same ? line.until : null, done: line.done.filter((one) => there(one.id)) }]);
  const chosen = same ? { gone: state.gone.filter(there) } : { plan: D.plan, form: null, gone: [], undo: [] };
  return { ...state, ...chosen, lines: Object.fromEntries(lines) };
}
function remember() {
  try { localStorage.setItem(KEY, JSON.stringify(store)); } catch { keeps = false; }
}
function save() {
  remember();
  unsent = !store.trial;
  follow();
}
const state = () => store.trial || store.real;
const line = (key) => state().lines[key] || idle();

/* The time in milliseconds: in a rehearsal, of a clock that runs faster. */
const clock = () => (store.trial ? store.base + (Date.now() - store.since) * store.speed : Date.now());
const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);
const closest = (minute, to) => to + ((((minute - to + HALF_DAY) % 1440) + 1440) % 1440) - HALF_DAY;

/* The minute of the plan that it is, with its part. */
function now() {
  const time = clock(), { last, origin } = state(), upcoming = B[following("", true)] || B[B.length - 1];
  if (D.relative) return origin === null ? upcoming.start : (time - origin) / MINUTE;
  const at = new Date(time), minute = at.getHours() * 60 + at.getMinutes() + at.getSeconds() / 60;
  // Between days the next one's beginning tells which midnight the clock counts from.
  const same = last && (line("").at !== null || midnight(time) === last.day);
  return closest(minute, same ? last.minute + Math.round(quiet() / MINUTE) : upcoming.start);
}
/* For how long nothing has been pressed; and whether what is kept must be of another time than today's. */
const quiet = () => (state().last ? clock() - (state().last.time || clock()) : 0);
const stale = () => quiet() > (HALF_DAY + 1440 * (D.days - 1)) * MINUTE;
const begunAtAll = () => line("").at !== null || line("").done.length > 0;

/* The next block of a line that nobody has left out, by the plan alone. */
function following(key, always = false) {
  const { at, done } = line(key), numbers = LINES[key], gone = goneNow();
  const behind = at !== null ? NUMBER.get(at) : done.length ? NUMBER.get(done[done.length - 1].id) : -1;
  const found = numbers.filter((number) => number > behind && (always || !gone.includes(number)));
  return found.length ? found[0] : null;
}
const goneNow = () => state().gone.map((id) => NUMBER.get(id)).sort((a, b) => a - b);

/* The planner's answers for a block that begins at a minute. */
const ask = (number, minute) => answersAt(D.tables, B, number, goneNow().filter((one) => one > number), minute);
const chosen = (answers) => answers && (answers.find((one) => one.form === state().form) || unasked(answers));
/* Until somebody chooses, nothing goes but what the agenda lets go. */
const unasked = (answers) => answers.find((one) => !one.leftOut) || answers[0];
const timesOf = (answer, number) => (answer && answer.slots.find((slot) => slot.number === number)) || null;

/* Where a line stands: what runs since when and until when, what comes next, and the answers for what is left. */
function standing(key) {
  const { at, began, until } = line(key), minute = now(), whole = Math.floor(minute + 1e-6);
  if (at === null) {
    const next = following(key);
    if (next === null) {
      const { done } = line(key);
      return { key, phase: done.length ? "done" : "empty", minute, off: done.length ? done[done.length - 1].ended - D.end : 0, answers: null };
    }
    const begin = Math.max(whole, B[next].start), answers = ask(next, begin), late = begin - B[next].start;
    // Hours from its beginning, a day that nobody has begun is another day.
    return { key, phase: "waiting", minute, next, begin, answers, answer: chosen(answers), off: !answers && !begunAtAll() ? null : late };
  }
  const number = NUMBER.get(at), first = ask(number, began), own = timesOf(chosen(first), number);
  const lanes = (B[number].lanes || []).map((lane, i) => standing(`${number}/${i}`));
  const planned = own ? own.end : began + B[number].end - B[number].start;
  const end = until === null ? Math.max(planned, ...lanes.map((lane) => lane.last || 0)) : until;
  const over = Math.max(end, whole), inLine = chosen(first) && chosen(first).slots.filter((slot) =>
    slot.number > number && LINES[key].includes(slot.number));
  const next = inLine ? (inLine.length ? inLine[0].number : null) : following(key);
  const answers = next !== null && over !== planned ? ask(next, over) : first, answer = chosen(answers);
  const last = [over, ...(answer ? answer.slots.filter((slot) => LINES[key].includes(slot.number)).map((slot) => slot.end) : [])];
  const off = Math.max(began - B[number].start, whole - B[number].end);
  return { key, phase: "running", minute, number, began, end, next, begin: over, answers, answer, off, lanes, last: Math.max(...last) };
}

/* --- what people do; every deed can be undone --- */

function act(deed) {
  if (role === "read") return;
  const current = state(), { undo, ...rest } = current, before = JSON.stringify(rest);
  deed(current);
  current.undo = [...undo, before].slice(-UNDO);
  save();
}
function undone() {
  const current = state();
  if (role === "read" || !current.undo.length) return;
  const undo = current.undo.slice(0, -1), before = JSON.parse(current.undo[undo.length]);
  store[store.trial ? "trial" : "real"] = { ...before, undo };
  save();
}
function keep(current, key, value, minute) {
  current.lines[key] = value;
  current.last = { minute: Math.floor(minute), day: midnight(clock()), time: clock() };
}
function begin(current, key, number, minute) {
  if (D.relative && key === "" && (current.origin === null || newDay(number))) {
    current.origin = clock() - B[number].start * MINUTE;
    minute = B[number].start;
  }
  keep(current, key, { ...(current.lines[key] || idle()), at: B[number].id, began: Math.floor(minute + 1e-6), until: null }, minute);
  (B[number].lanes || []).forEach((lane, i) => {
    const first = lane.blocks.find((one) => !goneNow().includes(one));
    if (first !== undefined) begin(current, `${number}/${i}`, first, minute);
  });
}
const newDay = (number) => number > 0 && B[number].day !== B[number - 1].day;
function finish(current, key, minute, together = false) {
  const { at, began, done } = current.lines[key] || idle(), whole = Math.max(began, Math.floor(minute + 1e-6));
  if (at === null) return;
  (B[NUMBER.get(at)].lanes || []).forEach((lane, i) => finish(current, `${NUMBER.get(at)}/${i}`, minute, true));
  keep(current, key, { at: null, began: 0, until: null, done: [...done, { id: at, began, ended: whole, together }] }, minute);
}
/* The next block begins now; over night, or where there is none, the one that runs is over. */
function goOn(key) {
  const { phase, number, next, minute } = standing(key);
  if (phase === "done" || phase === "empty") return;
  act((current) => {
    if (phase === "running") finish(current, key, minute);
    if (next !== null && (phase === "waiting" || B[next].day === B[number].day)) begin(current, key, next, minute);
  });
}
/* Back to the block before, as if the last step had not been taken. */
function goBack(key) {
  const { at, done } = line(key);
  if (at === null && !done.length) return;
  act((current) => {
    if (at !== null) (B[NUMBER.get(at)].lanes || []).forEach((lane, i) => { delete current.lines[`${NUMBER.get(at)}/${i}`]; });
    reopen(current, key);
  });
}
function reopen(current, key) {
  const { done } = current.lines[key] || idle(), last = done[done.length - 1];
  if (!last) { current.lines[key] = idle(); return; }
  current.lines[key] = { at: last.id, began: last.began, until: null, done: done.slice(0, -1) };
  const number = NUMBER.get(last.id);
  (B[number].lanes || []).forEach((lane, i) => {
    const inside = (current.lines[`${number}/${i}`] || idle()).done;
    if (inside.length && inside[inside.length - 1].together) reopen(current, `${number}/${i}`);
  });
}
function beganAt(key, by) {
  act((current) => {
    const own = current.lines[key], last = own.done[own.done.length - 1];
    if (last && last.ended === own.began) last.ended += by;
    own.began += by;
  });
}
function endsAt(key, by) {
  const { end, minute } = standing(key);
  act((current) => { current.lines[key].until = Math.max(end, Math.floor(minute)) + by; });
}
/* Go on in this way: what may be left out and has gone in it stays away. */
function choose(answer, key, from) {
  act((current) => {
    const there = new Set(answer.slots.map((slot) => slot.number)), holder = key ? Number(key.split("/")[0]) : null;
    const aside = (number) => key && B[number].parent === holder && !LINES[key].includes(number);
    const out = D.free.filter((number) => number > from && !there.has(number) && !aside(number)).map((number) => B[number].id);
    current.form = answer.form;
    current.gone = [...new Set([...current.gone, ...out])];
  });
}
function leaveOut(number) {
  const { id } = B[number];
  act((current) => {
    current.gone = current.gone.includes(id) ? current.gone.filter((one) => one !== id) : [...current.gone, id];
  });
}

/* --- a rehearsal, and what really happened --- */

function rehearse() {
  const first = B[LINES[""][0]].start;
  store = { ...store, trial: fresh(), since: Date.now(), base: midnight(Date.now()) + (D.relative ? 0 : first - 1) * MINUTE };
  save();
}
function faster(speed) {
  store = { ...store, base: clock(), since: Date.now(), speed };
  save();
}
function rehearsed() { store = { ...store, trial: null }; save(); }
function startOver() { store[store.trial ? "trial" : "real"] = fresh(); save(); }

const told = (minute) => (D.relative ? elapsed(minute) : hm(minute));
const two = (number) => String(number).padStart(2, "0");
const wrapped = (number, whole) => ((number % whole) + whole) % whole;
const hm = (minute) => D.pattern.replace("%H", two(wrapped(Math.floor(minute / 60), 24))).replace("%M", two(wrapped(minute, 60)));
const elapsed = (minute) => D.pattern.replace("%H", Math.floor(minute / 60)).replace("%M", two(minute % 60));
const plain = (value) => (typeof value === "string" && /^[=+@-]/.test(value) ? `'${value}` : String(value));
const cell = (value) => (/[";\r\n]/.test(plain(value)) ? `"${plain(value).replaceAll('"', '""')}"` : plain(value));

/* What really happened, a block a line, as `facilitator learn` reads it. */
function course() {
  const real = new Map(Object.values(state().lines).flatMap((one) => one.done).map((one) => [one.id, one]));
  const rows = B.map((block) => {
    const one = real.get(block.id), was = one ? [told(one.began), told(one.ended), one.ended - one.began] : ["", "", ""];
    return [block.id, block.title, told(block.start), block.end - block.start, ...was];
  });
  return `\ufeff${[D.columns, ...rows].map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}
