// The agenda: what the studio says of the file is shown, and what is done here is one edit of it. Nothing is planned here.
import { $, ask, element, say } from "./asking.js";

const root = document.body.dataset.agenda;
const words = JSON.parse($("words").textContent);
const FIELDS = ["title", "minutes", "at", "until", "kind", "who", "optional", "why", "plan_b"];
const LONG = new Set(["why", "plan_b"]);
const PATIENCE = 900, LOOK = 1500, LEAST = 26, SHORT = 46, ABOVE = 16;

const NARROW = matchMedia("(max-width: 59.99rem)");

let day = null;
let chosen = ["blocks", 0];
let queue = Promise.resolve();
let dragged = false;

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const moved = (path, by) => [...path.slice(0, -1), path.at(-1) + by];

function* walk(blocks) {
  for (const block of blocks) {
    yield block;
    for (const track of block.tracks) yield* walk(track.blocks);
  }
}
const at = (path) => [...walk(day.blocks)].find((one) => same(one.path, path));

// --- asking ---

const later = (work) => { queue = queue.then(work).catch(() => say(words.lost, true)); return queue; };

function took({ status, data }, field) {
  const refused = status !== 200 && status !== 409;
  if (!refused) { day = data; draw(status === 409); }
  const place = field && (field.isConnected ? field : $(field.id));
  if (place) wrong(place, status === 200 ? "" : data.said || words.lost);
  const held = day.broken || day.planned;
  say(data.said || (refused ? words.lost : held ? words.saved : words.unheld), status !== 200 || !held);
  return status === 200;
}

const edit = (change, { to, field } = {}) => later(async () => {
  let done = false;
  try {
    const answer = await ask(`${root}/edit`, { sum: day.sum, edit: change });
    if (to && answer.status === 200) chosen = to;
    done = took(answer, field);
    if (to && done) focusOn(chosen);
  } finally {
    if (field && !done) field.dataset.saved = field.dataset.before;
  }
});

const step = (what) => later(async () => took(await ask(`${root}/${what}`, { sum: day.sum })));

async function look() {
  const { status, data } = await ask(`${root}/sum`);
  if (status === 200 && data.sum === day.sum) return;
  const answer = await ask(`${root}/day`);
  if (answer.status !== 200) { say(answer.data.said || words.lost, true); return; }
  day = answer.data;
  draw(true);
  say(words.outside);
}

// --- the strip ---

function draw(anew = false) {
  if (day.title) $("title").textContent = day.title;
  $("undo").disabled = !day.undo;
  $("redo").disabled = !day.redo;
  if (!day.broken && !at(chosen)) chosen = ["blocks", Math.max(0, Math.min(chosen[1] ?? 0, day.blocks.length - 1))];
  list($("problems"), day.problems.filter((one) => one.block === null).map(told));
  list($("notes"), day.notes || []);
  $("hint").hidden = !!day.broken;
  $("block").hidden = $("deck").hidden = !!day.broken;
  strip();
  if (day.broken) return;
  if (anew) rewritten(); else fields();
  deck();
}

// Another program has written: the fields are made anew, and what has been typed and is not saved stays in its field.
function rewritten() {
  const old = document.activeElement, typed = $("fields").contains(old) && old.dataset.at && old.value.trim() !== old.dataset.saved.trim();
  fields(true);
  const input = old.id && $(old.id);
  if (input && typed) input.value = old.value;
  if (input) input.focus({ preventScroll: true });
}

const sentence = (text) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
const told = (one) => (one.line ? `${filled(words.line, { n: one.line })} ${one.text}` : sentence(one.text));
const list = (place, lines) => place.replaceChildren(...lines.map((line) => element("li", {}, line)));

function strip() {
  const held = document.activeElement?.dataset?.path;
  const lengths = [...walk(day.blocks)].map((one) => one.minutes).filter((n) => n >= 3);
  const scale = Math.max(2, Math.min(8, LEAST / Math.min(...lengths, 15)));
  $("strip").replaceChildren(...row(day.blocks, scale));
  if (held) document.querySelector(`[data-path='${held}']`)?.focus({ preventScroll: true });
}

function row(blocks, scale) {
  const made = [];
  let end = null, number = null;
  for (const block of blocks) {
    if (block.day !== null && block.day !== number) {
      made.push(element("li", { class: "new-day" }, filled(words.day, { n: block.day })));
      number = block.day;
      end = null;
    }
    if (end !== null && block.start > end) {
      const air = element("li", { class: "air" }, filled(words.air, { n: block.start - end }));
      air.style.height = `${(block.start - end) * scale}px`;
      made.push(air);
    }
    end = block.start === null ? null : block.start + block.minutes;
    made.push(one(block, scale));
  }
  return made;
}

function one(block, scale) {
  const bad = day.problems.some((problem) => problem.block === block.path[1]) && block.path.length === 2;
  const button = element("button", { type: "button", class: `bit ${block.sort}`, "data-path": JSON.stringify(block.path) },
    element("span", { class: "clock" }, block.clock), element("span", { class: "name" }, block.title),
    element("span", { class: "signs" },
      block.pinned ? element("span", { class: "sign" }, words.pinned) : "",
      block.optional ? element("span", { class: "sign" }, words.optional) : "",
      bad ? element("span", { class: "sign bad" }, words.wrong) : ""),
    element("span", { class: "length" }, filled(words.minutes, { n: block.minutes })));
  button.classList.toggle("pinned", block.pinned);
  current(button, same(block.path, chosen));
  button.addEventListener("click", () => {
    if (dragged) return;
    choose(block.path);
    if (NARROW.matches) $("block-head").focus();
  });
  button.addEventListener("keydown", (event) => key(event, block));
  button.addEventListener("pointerdown", (event) => grab(event, block));
  const item = element("li", { class: block.tracks.length ? "with-tracks" : "" }, button);
  const height = Math.max(LEAST, block.minutes * scale);
  item.style[block.tracks.length ? "minHeight" : "height"] = `${height}px`;
  button.classList.toggle("short", height < SHORT);
  if (block.tracks.length) {
    item.append(element("div", { class: "tracks", role: "group", "aria-label": words.track },
      ...block.tracks.map((track) => element("div", { class: "track" },
        element("p", { class: "quiet" }, track.title), element("ol", {}, ...row(track.blocks, scale))))));
  }
  return item;
}

function choose(path) {
  chosen = path;
  for (const bit of document.querySelectorAll(".bit")) {
    current(bit, bit.dataset.path === JSON.stringify(path));
  }
  fields(true);
  deck();
}

// Tab comes to the chosen block only, and goes on to its fields; arrows go from block to block.
function current(bit, is) {
  bit.tabIndex = is ? 0 : -1;
  bit.toggleAttribute("aria-current", false);
  if (is) bit.setAttribute("aria-current", "true");
}

function focusOn(path) {
  document.querySelector(`[data-path='${JSON.stringify(path)}']`)?.focus();
}

function move(block, to) {
  if (to < 0 || to > block.last || to === block.path.at(-1)) return;
  const path = [...block.path.slice(0, -1), to];
  edit({ do: "move", path: block.path, to }, { to: path }).then(() => {
    const now = at(path);
    if (now && now.title === block.title) say(filled(words.moved, { title: now.title, clock: now.clock }));
  });
}

function key(event, block) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  if (event.altKey) move(block, block.path.at(-1) + by);
  else {
    const bits = [...document.querySelectorAll(".bit")];
    bits[bits.indexOf(event.currentTarget) + by]?.focus();
  }
}

function grab(event, block) {
  if (event.button || event.pointerType === "touch") return;
  const item = event.currentTarget.closest("li"), begun = event.clientY;
  const others = [...item.parentElement.children].filter((li) => li.firstElementChild?.classList.contains("bit"));
  const middles = others.map((li) => { const { top, height } = li.getBoundingClientRect(); return top + height / 2; });
  const own = others.indexOf(item);
  dragged = false;
  const drag = (now) => {
    const by = now.clientY - begun;
    if (!dragged && Math.abs(by) < 6) return;
    dragged = true;
    item.classList.add("dragged");
    item.style.transform = `translateY(${by}px)`;
  };
  const drop = (now) => {
    removeEventListener("pointermove", drag);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", drop);
    item.classList.remove("dragged");
    item.style.transform = "";
    if (dragged && now.type === "pointerup") {
      const middle = middles[own] + now.clientY - begun;
      move(block, middles.filter((other, number) => number !== own && other < middle).length);
    }
    setTimeout(() => { dragged = false; });
  };
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);
}

// --- the fields of a block ---

function fields(anew = false) {
  const block = at(chosen);
  $("block-head").textContent = block.title;
  list($("at-block"), day.problems.filter((one) => one.block === block.path[1]).map((one) => sentence(one.text)));
  const inside = $("fields").contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  if (inside && !anew && same($("fields").block, block.path)) { freshen(block); return; }
  $("fields").block = block.path;
  $("fields").replaceChildren(
    block.exercise ? element("p", { class: "quiet" }, filled(words.exercise, { name: block.exercise })) : "",
    element("div", { class: "grid" }, ...FIELDS.map((name) => field(block, name))),
    acts(block), ...texts(block));
}

function freshen(block) {
  for (const input of $("fields").querySelectorAll("[data-at]")) {
    if (input === document.activeElement) continue;
    const value = valueAt(block, JSON.parse(input.dataset.at));
    if (value !== null) { input.value = value; input.dataset.saved = value; }
  }
  for (const name of FIELDS) {
    const input = $(`field-${name}`);
    if (input && "placeholder" in input) input.placeholder = block.fields[name].holds;
  }
  pinning(block);
}

function valueAt(block, path) {
  if (path.length === block.path.length + 1) return shown(block, path.at(-1));
  const text = block.texts.find((one) => same(one.path, path));
  return text ? text.value : null;
}

const shown = (block, name) => (name === "kind" ? block.sort : block.fields[name].value);

function field(block, name) {
  const { holds, edit: open } = block.fields[name], id = `field-${name}`;
  let input;
  if (name === "kind") {
    input = element("select", { id }, ...Object.entries(words.kinds).map(([kind, word]) => element("option", { value: kind }, word)));
  } else if (LONG.has(name)) input = element("textarea", { id, rows: "3" });
  else input = element("input", { id, autocomplete: "off" });
  if (name !== "kind") input.setAttribute("placeholder", holds);
  if (!open) input.disabled = true;
  saving(input, [...block.path, name], shown(block, name));
  return element("div", { class: `field ${name}` }, element("label", { for: id }, words.fields[name]), input,
    open ? "" : element("p", { class: "quiet" }, words.inFile),
    name === "at" && block.clock ? element("button", { type: "button", id: "pin" }, pinWord(block)) : "");
}

const pinWord = (block) => (block.fields.at.value ? words.unpin : words.pin);

function pinning(block) {
  if ($("pin")) $("pin").textContent = pinWord(block);
}

$("fields").addEventListener("click", (event) => {
  if (event.target.id !== "pin") return;
  const block = at(chosen), value = block.fields.at.value ? null : block.clock;
  edit({ do: "put", path: [...block.path, "at"], value }).then(() => $("pin")?.focus());
});

function acts(block) {
  const number = block.path.at(-1), path = block.path;
  const all = {
    up: [number > 0, () => move(block, number - 1)],
    down: [number < block.last, () => move(block, number + 1)],
    add: [true, () => edit({ do: "add", path: moved(path, 1), block: { title: words.newBlock, minutes: "10" } }, { to: moved(path, 1) })],
    copy: [true, () => edit({ do: "copy", path }, { to: moved(path, 1) })],
    split: [block.minutes > 1 && block.start !== null, () => edit({ do: "halve", path }, { to: moved(path, 1) })],
    delete: [block.last > 0, () => edit({ do: "delete", path }, { to: moved(path, number === block.last ? -1 : 0) })],
  };
  return element("div", { class: "acts" }, ...Object.entries(all).map(([name, [can, act]]) => {
    const button = element("button", { type: "button", "data-act": name }, words.acts[name]);
    button.disabled = !can;
    button.addEventListener("click", act);
    return button;
  }));
}

function texts(block) {
  const groups = new Map();
  for (const text of block.texts) {
    const [kind, number] = text.path.slice(block.path.length);
    const name = filled(kind === "how" ? words.step : words.slide, { n: number + 1 });
    groups.set(name, [...(groups.get(name) || []), text]);
  }
  return [...groups].map(([name, group]) => element("fieldset", {}, element("legend", {}, name), ...group.map((text) => {
    const id = `text-${text.path.join("-")}`;
    const input = element("textarea", { id, rows: String(Math.min(6, 1 + Math.ceil(text.value.length / 60))) });
    saving(input, text.path, text.value);
    return element("div", { class: "field" }, element("label", { for: id }, words.keys[text.key]), input);
  })));
}

function saving(input, path, value) {
  input.value = value;
  input.dataset.saved = value;
  input.dataset.at = JSON.stringify(path);
  let waiting;
  const save = () => {
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (typed === input.dataset.saved.trim()) return;
    input.dataset.before = input.dataset.saved;
    input.dataset.saved = typed;
    edit({ do: "put", path, value: typed || (typeof path.at(-1) === "number" ? "" : null) }, { field: input });
  };
  input.addEventListener("change", save);
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(save, PATIENCE); });
}

function wrong(input, text) {
  const id = `${input.id}-wrong`;
  $(id)?.remove();
  input.toggleAttribute("aria-invalid", false);
  input.removeAttribute("aria-describedby");
  if (!text || !input.isConnected) return;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", id);
  input.after(element("p", { id, class: "error" }, sentence(text)));
}

// --- the slides ---

function deck() {
  $("stale").hidden = day.slides !== null;
  if (day.slides === null) return;
  const kept = new Map([...$("slides").children].map((li) => [li.dataset.picture, li]));
  const ids = new Map([...walk(day.blocks)].map((block) => [block.id, block.path]));
  $("slides").replaceChildren(...day.slides.map((slide) => {
    const li = kept.get(slide.picture) || picture(slide);
    const path = ids.get(slide.block);
    li.path = path;
    li.classList.toggle("chosen", same(path, chosen));
    return li;
  }));
  const first = $("slides").querySelector(".chosen")?.getBoundingClientRect(), box = $("deck").getBoundingClientRect();
  if (first && (first.top < box.top || first.bottom > box.bottom)) $("deck").scrollTop += first.top - box.top - ABOVE;
}

function picture(slide) {
  const alt = `${filled(words.slide, { n: slide.number })}: ${slide.title}`;
  const button = element("button", { type: "button" },
    element("img", { src: `/slides/${slide.picture}`, alt, width: "320", height: "180", loading: "lazy" }));
  const li = element("li", { "data-picture": slide.picture }, button);
  button.addEventListener("click", () => { if (li.path) { choose(li.path); $("block-head").focus(); } });
  return li;
}

// --- the page ---

$("undo").addEventListener("click", () => step("undo"));
$("redo").addEventListener("click", () => step("redo"));
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea")) return;
  const pressed = event.key.toLowerCase();
  const what = pressed === "y" || (pressed === "z" && event.shiftKey) ? "redo" : pressed === "z" ? "undo" : "";
  if (what) { event.preventDefault(); step(what); }
});
// Who closes the page a moment after the last letter loses nothing.
addEventListener("pagehide", () => document.activeElement?.dispatchEvent(new Event("change", { bubbles: true })));
setInterval(() => { if (!document.hidden && day) later(look); }, LOOK);

later(async () => {
  const { status, data } = await ask(`${root}/day`);
  if (status !== 200) { say(data.said || words.lost, true); return; }
  day = data;
  draw();
  document.documentElement.dataset.ready = "yes";
});
