/* What is seen: the facilitator's page, and the wall for those who take part. */

const $ = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
/* A text with its values; minutes of more than two hours are told in hours and minutes. */
const say = (text, values = {}) => fill(values.minutes > LONG ? text.replace(W.minutes, span(values.minutes)) : text, values);
const span = (minutes) => [hoursOf(minutes), minutes % 60 && fill(W.minutes, { minutes: minutes % 60 })].filter(Boolean).join(" ");
const hoursOf = (minutes) => fill(W.hours, { hours: Math.floor(minutes / 60) });
/* The same as a large number with its unit behind it: »5 t. 03«. */
const large = (minutes) => (minutes > LONG ? `${hoursOf(minutes)} ${two(minutes % 60)}` : minutes);
const clockWords = (minute) => (D.relative ? elapsed(minute) : say(W.clock, { clock: hm(minute) }));
const LONG = 120, SOON = 30, onWall = location.hash === "#wall", drawn = new Map();
let sounded = null, awake = null, jumped = 0, before = null;

function put(where, text) { if (where.textContent !== String(text)) where.textContent = text; }
function putLarge(where, text) {
  put(where, text);
  where.dataset.long = String(text).length > 5;
}
function show(where, yes) { if (where.hidden === Boolean(yes)) where.hidden = !yes; }
function make(tag, { text, ...given } = {}, ...inside) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) found.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) found.setAttribute(name, String(value));
    else if (value !== false && value !== null) found.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) found.append(...words(text));
  found.append(...inside.filter(Boolean));
  return found;
}
/* What somebody wrote, as nodes: bold and italic words and links as such, and never as the page's own markup. */
function words(text) {
  return text.marked ? text.marked.map(([said, bold, italic, link]) => {
    const inner = [...(bold ? ["b"] : []), ...(italic ? ["i"] : [])].reduce((node, tag) => make(tag, {}, node), document.createTextNode(said));
    return link ? make("a", { href: link, target: "_blank", rel: "noreferrer" }, inner) : inner;
  }) : [document.createTextNode(text)];
}
/* Draw a list anew only when what it says has changed, so that nothing moves under a finger; the focus stays where it was. */
function list(where, told, items) {
  const key = JSON.stringify(told);
  if (drawn.get(where.id) === key) return;
  const at = where.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  drawn.set(where.id, key);
  where.replaceChildren(...items());
  if (at) (where.querySelector(`[data-id="${CSS.escape(at)}"]`) || document.body).focus();
}

/* --- words --- */

function offWords(off) {
  if (off === null) return "";
  if (off > 0) return say(W.behind, { minutes: off });
  return off < 0 ? say(W.ahead, { minutes: -off }) : W.on_time;
}
/* Minutes left, large: as minutes, in the last one as seconds, after the end as minutes over. */
function left(one) {
  const seconds = Math.ceil((one.end - one.minute) * 60 - 1e-3);
  if (seconds < -59) return [large(Math.floor(-seconds / 60)), W.over];
  if (seconds <= 0) return ["0", W.times_up];
  return seconds < 60 ? [seconds, W.seconds_left] : [large(Math.ceil(seconds / 60)), W.minutes_left];
}
function noteWords({ kind, block, minutes, clock: at, wanted }) {
  const budget = kind === "budget", name = budget ? W.kinds[block] : block;
  return say(budget ? W.plan.budget_left : W.plan[kind], { block: name, minutes, wanted, clock: clockWords(at) });
}
/* What a way means for the rest of the day; what is shortened, on a line, and an end that moves, once. */
function notesWords(given) {
  const end = given.find((note) => note.kind === "end_moved");
  const notes = given.filter((note) => !(end && note.kind === "ends_later" && note.clock === end.clock));
  const shorter = notes.filter((note) => note.kind === "shortened"), first = notes.indexOf(shorter[0]);
  if (!notes.length) return [W.no_change];
  if (shorter.length < 2) return notes.map(noteWords);
  const blocks = shorter.map(({ block, minutes }) => say(W.shortened_one, { block, minutes })).join(", ");
  return notes.flatMap((note, i) => (i === first ? [say(W.shortened, { blocks })] : note.kind === "shortened" ? [] : [noteWords(note)]));
}
function endWords({ number, end, minute }) {
  const isBreak = B[number].kind === "break", over = minute >= end + 1;
  return say(over ? (isBreak ? W.break_ended : W.should_end) : isBreak ? W.break_ends : W.ends, { clock: clockWords(end) });
}
/* The name of a way. Where no clock time is written, all that comes later moves, though every pin there is holds. */
function wayName({ form, notes }, alone) {
  const kinds = notes.map((note) => note.kind);
  return W.plan[alone && form === "keep" && !kinds.includes("dropped") && kinds.some((kind) => ["moved", "end_moved"].includes(kind)) ? "push" : form];
}
/* When a block begins, more or less where its wished start says so. */
const startWords = (number, minute, words = clockWords) => (B[number].roughly ? fill(W.about, { minutes: words(minute) }) : words(minute));
const minutesWords = (minutes, about) => (about ? fill(W.about, { minutes: minutesWords(minutes) }) : say(W.minutes, { minutes }));

/* --- the facilitator's page --- */

function drawNow(one) {
  const running = one.phase === "running", block = running ? B[one.number] : null;
  const waiting = one.phase === "waiting" ? B[one.next] : null, first = waiting && !begunAtAll();
  document.body.dataset.phase = one.phase;
  document.body.dataset.over = running && one.minute >= one.end;
  put($("kind"), running ? [W.kinds[block.kind], block.who].filter(Boolean).join(" · ") : waiting ? (first && D.date) || dayWords(one.next) : "");
  put($("title"), running ? block.title : waiting ? (first ? D.title : W.between) : W.finished);
  const [number, unit] = running ? left(one) : waiting ? untilStart(one) : ["", say(W.ended, { clock: clockWords(line("").done.at(-1).ended) })];
  putLarge($("left"), number);
  put($("unit"), unit);
  show($("ends"), running);
  if (running) {
    put($("ends-at"), endWords(one));
    put($("began-at"), say(W.began, { clock: clockWords(line("").began) }));
    $("bar").value = Math.min(1, Math.max(0, (one.minute - line("").began) / Math.max(1, one.end - line("").began)));
  }
  put($("next"), running ? (one.next === null ? W.finish : block.kind === "break" ? W.begin_after : W.go_on) : W.begin);
  show($("next"), one.phase !== "done");
  $("back").disabled = line("").at === null && !line("").done.length;
  put($("off"), offWords(one.off));
  show($("off"), one.off !== null);
  $("off").dataset.off = Math.sign(one.off);
  put($("clock"), D.relative && state().origin === null ? "" : told(Math.floor(one.minute)));
}
const dayWords = (number) => (D.days > 1 ? say(W.day, { day: B[number].day }) : "");
function untilStart({ minute, next, off }) {
  const wait = Math.ceil(B[next].start - minute - 1e-6), words = !D.relative && wait < 0 && off !== null ? W.should_begin : W.begins;
  return D.relative || wait <= 0 || wait > HALF_DAY ? ["", say(words, { clock: startWords(next, B[next].start) })] : [large(wait), W.minutes_to_start];
}

function drawNext(one) {
  const next = one.next === undefined ? null : one.next, times = next !== null && (one.answer ? timesOf(one.answer, next) : B[next]);
  show($("upcoming"), next !== null);
  if (next !== null) {
    put($("upcoming-title"), B[next].title);
    const parts = [times && startWords(next, times.start), times && minutesWords(times.end - times.start, B[next].about), B[next].who];
    put($("upcoming-when"), parts.filter(Boolean).join(" · "));
  }
  const pin = pinAfter(one);
  show($("pin"), pin);
  if (pin) {
    put($("pin-title"), pin.title);
    const wait = pin.at - Math.floor(one.minute);
    put($("pin-when"), [clockWords(pin.at), wait > 0 ? say(W.in_minutes, { minutes: wait }) : "", pin.moved ? say(W.moved_from, { clock: clockWords(pin.was) }) : ""].filter(Boolean).join(" · "));
  }
}
/* The next clock time that holds whatever happens, and where it is now; without any, the end. */
function pinAfter({ answer, phase, number, next, begin }) {
  if (!answer || next === undefined) return null;
  const slots = answer.slots.filter((slot) => B[slot.number].parent === null && slot.number > (phase === "running" ? number : next));
  const slot = slots.find((one) => B[one.number].pinned), last = slots[slots.length - 1];
  if (slot) return { title: B[slot.number].title, at: slot.start, was: B[slot.number].start, moved: slot.start !== B[slot.number].start };
  const own = last || timesOf(answer, phase === "running" ? number : next), end = own && Math.max(own.end, begin);
  return end === null ? null : { title: W.end, at: end, was: D.end, moved: D.fixed_end && end !== D.end };
}

function drawSteps(one) {
  const number = one.phase === "running" ? one.number : one.next, block = B[number];
  show($("steps-box"), block && (block.steps.length || block.why || block.plan_b || block.online));
  if (!block) return;
  const times = timesOf(one.phase === "running" ? chosen(ask(number, line("").began)) : one.answer, number);
  const pace = (D.tables.paces[number] || {})[times ? times.end - times.start : -1] || block.steps.map((step) => step.minutes);
  put($("steps-title"), one.phase === "running" ? W.steps : say(W.steps_of, { block: block.title }));
  list($("steps"), [number, pace], () => [
    block.why && make("p", { class: "why", text: block.why }),
    block.steps.length && make("ol", {}, ...block.steps.map((step, i) => stepItem(step, pace[i]))),
    ...["plan_b", "online"].map((key) => block[key] && make("p", { class: "plan-b" }, make("b", { text: W[key] }), " ", ...words(block[key]))),
  ].filter(Boolean));
}
function stepItem(step, minutes) {
  const who = step.who ? ` (${step.who})` : "";
  return make("li", {},
    minutes ? make("span", { class: "minutes", text: minutesWords(minutes, step.about) }) : null,
    make("span", { class: "do" }, ...words(step.do), who),
    step.say ? make("p", { class: "say" }, make("b", { text: W.say }), " ", ...words(step.say)) : null,
    ...step.ask.map((text) => make("p", { class: "ask" }, make("b", { text: W.ask }), " ", ...words(text))));
}

/* The ways on of the line that is furthest behind: one tap takes one, and the last deed can be undone. */
function drawWays(one) {
  const lines = [one, ...(one.lanes || [])].filter((each) => each.answers && each.next !== null);
  const worst = lines.find((each) => each.answers.length > 1) || one, answers = worst.answers || [];
  const serious = answers.length > 1 || (answers.length && answers[0].notes.some((note) => ["dropped", "shortened", "moved", "end_moved", "ends_later"].includes(note.kind)));
  const needed = one.phase !== "done" && worst.next !== null && (serious || state().form);
  show($("ways"), needed);
  const outside = worst.next !== undefined && worst.next !== null && !worst.answers && worst.off !== null;
  show($("outside"), outside);
  if (!needed) return;
  const from = worst.phase === "running" ? worst.number : worst.next - 1, form = worst.answer && worst.answer.form;
  const lost = state().form && form !== state().form && answers.length > 1 ? say(W.lost, { way: W.plan[state().form] }) : "";
  put($("ways-lead"), [laneName(worst.key), lost || (state().form ? W.ways_chosen : W.ways_lead)].filter(Boolean).join(": "));
  list($("ways-list"), [answers, state().form, form, worst.key, role], () => answers.map((answer) => {
    const pressed = state().form !== null && answer.form === form, goesOn = state().form === null && answer === worst.answer, ends = answer.slots[answer.slots.length - 1];
    const notes = notesWords(answer.notes);
    return make("li", { "data-form": answer.form },
      make("button", { type: "button", class: "way", "data-id": answer.form, "aria-pressed": pressed, disabled: role === "read", onclick: () => { choose(answer, worst.key, from); draw(); } },
        make("span", { class: "way-name", text: wayName(answer, answers.length === 1) }),
        make("span", { class: "way-end", text: say(W.ends, { clock: clockWords(ends.end) }) }),
        make("span", { class: "way-hint", text: pressed ? W.chosen : goesOn ? W.unchosen : W.choose })),
      make("ul", {}, ...notes.map((text) => make("li", { text: text[0].toUpperCase() + text.slice(1) }))));
  }));
}

/* »Ledelse · Lokale 1«; empty for the line that all are in. */
function laneName(key) {
  if (!key) return "";
  const [holder, i] = key.split("/"), { title, room } = B[holder].lanes[i];
  return [title, room].filter(Boolean).join(" · ");
}

function drawRest(one) {
  const number = one.phase === "running" ? one.number : (one.next === null || one.next === undefined ? B.length : one.next) - 1;
  const rows = LINES[""].filter((each) => each > number).map((each) => {
    const times = timesOf(one.answer, each), out = goneNow().includes(each);
    return { each, out, times: times || (one.answer || out ? null : B[each]), free: D.free.includes(each) };
  });
  show($("rest-box"), rows.length);
  list($("rest"), rows, () => rows.map(({ each, out, times, free }) => {
    const block = B[each], planned = block.end - block.start, minutes = times && times.end - times.start;
    const change = times && minutes !== planned ? say(minutes < planned ? W.shorter : W.longer, { minutes: Math.abs(minutes - planned) }) : "";
    const toggle = free && (out || times) ? make("button", { type: "button", class: "small", "data-id": block.id, "aria-pressed": out, onclick: () => { leaveOut(each); draw(); },
      "aria-label": say(out ? W.take_back_block : W.leave_out_block, { block: block.title }), text: out ? W.take_back : W.leave_out }) : null;
    return make("li", { class: times ? (block.kind === "break" ? "break" : "") : "gone" },
      make("span", { class: "when", text: times ? startWords(each, times.start, D.relative ? elapsed : hm) : "–" }),
      make("span", { class: "what", text: block.title }),
      make("span", { class: "how-long", text: times ? [minutes || !planned ? minutesWords(minutes, block.about) : "", change, block.pinned ? W.pinned : ""].filter(Boolean).join(" · ") : W.out }),
      toggle);
  }));
}

function drawLanes(one) {
  const lanes = one.lanes || [];
  show($("lanes-box"), lanes.length);
  if (!lanes.length) return;
  const holder = B[one.number];
  list($("lanes"), lanes.map((lane) => [lane.key, lane.phase, lane.number, lane.next, lane.end, lane.off, left(lane)]), () => lanes.map((lane, i) => {
    const { who } = holder.lanes[i], name = laneName(lane.key), running = lane.phase === "running", [number, unit] = running ? left(lane) : ["", W.lane_done];
    return make("li", { "data-over": running && lane.minute >= lane.end },
      make("h3", { text: name }), make("p", { class: "quiet", text: [who, running ? offWords(lane.off) : ""].filter(Boolean).join(" · ") }),
      make("p", { class: "lane-title", text: running ? B[lane.number].title : "" }),
      make("p", { class: "lane-left" }, make("span", { class: "big", text: number }), make("span", { text: ` ${unit}` })),
      make("p", { class: "quiet", text: running && lane.next !== null ? say(W.then, { block: B[lane.next].title }) : "" }),
      make("div", { class: "keys" },
        make("button", { type: "button", class: "quiet-key", "data-id": `back ${i}`, "aria-label": `${W.back}: ${name}`, onclick: () => { goBack(lane.key); draw(); }, text: W.back }),
        running ? make("button", { type: "button", "data-id": `on ${i}`, "aria-label": `${lane.next === null ? W.lane_finish : W.go_on}: ${name}`, onclick: () => { goOn(lane.key); draw(); }, text: lane.next === null ? W.lane_finish : W.go_on }) : null));
  }));
}

function drawFoot() {
  const { undo, form } = state();
  $("undo").disabled = !undo.length;
  show($("trial"), store.trial);
  show($("rehearse"), !store.trial);
  put($("awake"), awake === null ? "" : awake ? W.awake : W.not_awake);
  show($("forgets"), !keeps);
  show($("jumped"), jumped);
  if (jumped) put($("jumped-words"), say(jumped < 0 ? W.jumped_back : W.jumped, { minutes: Math.abs(jumped) }));
  show($("jumped-leave"), jumped > 0);
  show($("stale"), stale() && begunAtAll());
  show($("elsewhere"), alone || newer);
  put($("elsewhere-words"), alone ? W.alone : W.newer);
  show($("show-newer"), newer && !alone);
  $("sound").setAttribute("aria-pressed", store.sound);
  if (store.trial && $("speed").value !== String(store.speed)) $("speed").value = String(store.speed);
  document.body.dataset.form = form || "";
}

/* --- the wall: nothing but what is for those who take part --- */

const seen = (number) => (number !== null && number !== undefined && B[number].shown) || null;
/* When those who have a break meet again, and in which words; null where nobody does. */
function meetsAgain({ number, answer, end, minute }) {
  const { again, day } = B[number];
  if (again === null) return null;
  const slots = answer ? answer.slots : B.map((block, each) => ({ number: each, start: block.start }));
  const found = slots.find((slot) => slot.number >= again && B[slot.number].parent === null && B[slot.number].meets);
  if (!found) return null;
  // Nobody begins before a clock time that holds, however long the break is over.
  const pin = B[found.number].pinned ? B[found.number].start : 0, at = Math.max(found.start, end, pin);
  // Behind midnight the next day of the session is today.
  const next = B[found.number].day, nights = Math.min(next - day, Math.floor(at / 1440) - Math.floor(minute / 1440));
  const before = nights > 1 ? say(W.break_until_day, { day: next }) : nights ? W.break_until_tomorrow : W.break_until;
  return { at, words: minute >= at ? W.break_over : before };
}
function drawWall(one) {
  const running = one.phase === "running", own = running ? seen(one.number) : null, slots = one.answer ? one.answer.slots : [];
  const later = slots.filter((slot) => B[slot.number].parent === null && slot.number > (running ? one.number : -1) && B[slot.number].shown && B[slot.number].shown !== own);
  // Far from what comes next there is a title, and when it begins.
  const first = one.phase === "waiting" && (!begunAtAll() || B[one.next].start - one.minute > SOON), soon = one.phase === "waiting" && !first;
  document.body.dataset.phase = one.phase;
  document.body.dataset.over = running && one.minute >= one.end;
  put($("wall-title"), own || (one.phase === "done" ? W.thanks : first ? D.title : later.length ? say(W.soon, { block: B[later[0].number].shown }) : D.title));
  const isBreak = running && B[one.number].kind === "break", lanes = own ? one.lanes : [];
  const [number, unit] = own && !lanes.length ? (one.minute >= one.end ? ["", W.times_up] : left(one)) : first ? untilStart(one) : ["", ""];
  const again = isBreak && !D.relative ? meetsAgain(one) : null;
  putLarge($("wall-left"), isBreak && !D.relative ? (again ? hm(again.at) : "") : number);
  put($("wall-unit"), isBreak && !D.relative ? (again ? again.words : "") : unit);
  $("wall").dataset.break = Boolean(isBreak);
  show($("wall-bar"), own && !lanes.length);
  if (running) $("wall-bar").value = Math.min(1, Math.max(0, (one.minute - line("").began) / Math.max(1, one.end - line("").began)));
  list($("wall-lanes"), lanes.map((lane) => [lane.key, lane.number, lane.phase, lane.phase === "running" && left(lane)]), () => lanes.map((lane) => {
    const [count, of] = lane.phase === "running" ? left(lane) : ["", W.lane_done];
    const over = lane.phase === "running" && lane.minute >= lane.end;
    return make("li", {}, make("h2", { text: laneName(lane.key) }),
      make("p", { text: lane.phase === "running" ? seen(lane.number) || "" : "" }),
      make("p", { class: "lane-left" }, make("span", { class: "big", text: over ? "" : count }), make("span", { text: ` ${over ? W.times_up : of}` })));
  }));
  const last = slots.filter((slot) => B[slot.number].parent === null).pop(), pause = later.find((slot) => B[slot.number].kind === "break");
  const then = first ? null : later[soon ? 1 : 0];
  const told = [then ? say(W.then, { block: [B[then.number].shown, !D.relative && then === pause && startWords(pause.number, pause.start)].filter(Boolean).join(" ") }) : "",
    !D.relative && pause && pause !== then ? say(W.wall_break, { clock: startWords(pause.number, pause.start) }) : "",
    !D.relative && last && one.phase !== "done" ? say(W.wall_end, { clock: clockWords(last.end) }) : ""].filter(Boolean);
  list($("wall-next"), told, () => told.map((text) => make("li", { text })));
  show($("wall-trial"), store.trial);
}

/* --- once a moment --- */

function draw() {
  document.body.dataset.role = role;
  const one = standing("");
  if (onWall) { drawWall(one); return; }
  drawNow(one);
  drawNext(one);
  drawLanes(one);
  drawSteps(one);
  drawWays(one);
  drawRest(one);
  drawFoot();
  sound(one);
}
/* A low, short tone when the time is up, once for each block; only where somebody has asked for it. */
function sound(one) {
  const over = one.phase === "running" && one.minute >= one.end, key = over ? `${one.number} ${one.end}` : null;
  if (key !== null && sounded !== key && store.sound && sounded !== undefined) tone();
  sounded = key;
}
function tone() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) return;
  const audio = new Audio(), voice = audio.createOscillator(), level = audio.createGain();
  voice.frequency.value = 392;
  level.gain.setValueAtTime(0.0001, audio.currentTime);
  level.gain.exponentialRampToValueAtTime(0.2, audio.currentTime + 0.1);
  level.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 1.4);
  voice.connect(level).connect(audio.destination);
  voice.start();
  voice.stop(audio.currentTime + 1.5);
}
/* A clock that has been set, or a laptop that has slept: the time that the page counts itself tells the difference. */
function watch() {
  if (D.followed && role !== "host") return;
  const wall = Date.now(), counted = performance.now();
  if (before && !store.trial && line("").at !== null) {
    const minutes = Math.round((wall - before.wall - (counted - before.counted)) / MINUTE);
    if (minutes) jumped += minutes;
  }
  before = { wall, counted };
}
async function stayAwake() {
  try {
    await navigator.wakeLock.request("screen");
    awake = true;
  } catch { awake = false; }
}
function saveCourse() {
  const link = make("a", { href: URL.createObjectURL(new Blob([course()], { type: "text/csv" })), download: D.log_file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
}

const DEEDS = {
  next: () => goOn(""), back: () => goBack(""), undo: undone,
  "began-less": () => beganAt("", -1), "began-more": () => beganAt("", 1),
  "ends-less": () => endsAt("", -1), "ends-more": () => endsAt("", 1), "ends-five": () => endsAt("", 5),
  "open-wall": () => window.open("#wall", "wall", "popup,width=1280,height=720"),
  "save-course": saveCourse, rehearse, rehearsed,
  sound: () => { store.sound = !store.sound; save(); if (store.sound) tone(); },
  "jumped-right": () => { const by = jumped; jumped = 0; if (line("").at !== null) beganAt("", by); },
  "jumped-leave": () => { jumped = 0; },
  "start-over": () => $("sure").showModal(), "stale-over": () => $("sure").showModal(), "stale-save": saveCourse,
  "sure-yes": () => { $("sure").close(); startOver(); },
  "sure-no": () => $("sure").close(),
  "show-newer": () => location.reload(),
};
const ON = new Set(["PageDown", "ArrowRight", " "]), BACK = new Set(["PageUp", "ArrowLeft"]);
function key(event) {
  const inside = event.target.closest && event.target.closest("button, select, input, summary, a, dialog");
  if (role === "read") return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || (inside && (event.key === " " || inside.matches("select, dialog, dialog *")))) return;
  if (!ON.has(event.key) && !BACK.has(event.key)) return;
  event.preventDefault();
  (ON.has(event.key) ? goOn : goBack)("");
  draw();
}

load();
document.documentElement.classList.toggle("on-wall", onWall);
show($("page"), !onWall);
show($("wall"), onWall);
for (const [id, deed] of Object.entries(DEEDS)) $(id).addEventListener("click", () => { deed(); draw(); });
$("speed").addEventListener("change", (event) => { faster(Number(event.target.value)); draw(); });
addEventListener("keydown", key);
addEventListener("storage", () => { load(); draw(); });
for (const deed of ["click", "keydown"]) addEventListener(deed, () => { if (awake === null) stayAwake(); }, { once: true });
document.addEventListener("visibilitychange", () => { if (!document.hidden && awake !== null) stayAwake(); load(); draw(); });
setInterval(() => { if (onWall) load(); watch(); draw(); }, 250);
watch();
draw();
