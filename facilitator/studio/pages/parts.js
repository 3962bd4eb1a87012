// What is in a block: its steps, what is brought, its slides, cards, and forms, each added, changed, moved, and taken out.
import { $, ask, element, once } from "./asking.js";
import { edit, filled, page, same, saving, walk, words } from "./desk.js";

const LONG = new Set(["do", "say", "statement", "text", "lead", "quote", "ask", "questions", "bullets", "points", "checkout"]);
const SHORT = new Set(["minutes", "who", "room", "count", "per", "brings"]);
const NAMED = { cards: "cards", forms: "forms" };
const KINDS = ["questions", "bullets", "statement", "quote"];
let names = null;

const idOf = (path) => `text-${path.join("-")}`;

// The names of figures, card sets, and forms come a moment after the page.
export async function loadNames(loaded) {
  const { status, data } = await ask("/names");
  if (status === 200) { names = data; loaded(); }
}

// What something on the shelf is called; by its name, as long as that is not known.
export const titled = (kind, name) => names?.[kind]?.[name] || name;

export const parts = (block) => [...(block.tracks.length ? ["parallel"] : []), "how", "materials", "slides", "cards", "forms"].map((key) => part(block, key));

// What a field shows: things are brought for the workshop where nothing else is said.
const told = (one) => (one.key === "per" ? one.value || "workshop" : one.value);

// By its path, what stands in each field now.
export function values(block) {
  const found = new Map(), put = (one) => found.set(JSON.stringify(one.path), told(one));
  const items = block.lists ? [{ lists: block.lists }] : Object.values(block.parts).flatMap((one) => one || []);
  for (const item of items) {
    for (const one of [...(item.fields || []), ...(item.texts || [])]) put(one);
    for (const list of item.lists || []) for (const one of list.items) one.texts.forEach(put);
  }
  return found;
}

function part(block, key) {
  const items = block.parts[key], id = `part-${key}`, given = key === "how" && block.exercise && items?.length === 0;
  const made = items === null ? [element("p", { class: "quiet" }, words.inFile)]
    : [...items.map((item, number) => (NAMED[key] ? named(key, item, number, items.length) : one(key, item, number, items.length))), adding(block, key, items)];
  return element("div", { class: "part", role: "group", "aria-labelledby": id }, element("h3", { id }, words.parts[key]),
    ...(given ? [element("p", { class: "quiet" }, words.ofExercise), element("ol", { id: "exercise-steps", class: "steps" })] : []), ...made);
}

// --- one item ---

function one(key, item, number, count) {
  const called = filled(words.partOf[key], { n: number + 1 });
  const kind = words.slideKinds[item.kind];
  return element("fieldset", { class: "item", ...(key === "how" ? { "data-step": String(number) } : {}) }, element("legend", {}, kind ? `${called} · ${kind}` : called),
    moving(item.path, number, count, called),
    element("div", { class: "grid" }, ...item.fields.map((one) => field(item, one))),
    ...item.lists.map((list) => listed(list, called)),
    ...item.texts.map((one) => text(one, words.keys[one.key])));
}

function field(item, one) {
  const label = words.keys[one.key], id = idOf(one.path);
  let input = null;
  if (one.key === "per") input = element("select", { id }, ...Object.entries(words.per).map(([value, word]) => element("option", { value }, word)));
  else if (LONG.has(one.key)) input = element("textarea", { id, rows: rows(one.value) });
  else input = element("input", { id, autocomplete: "off" });
  saving(input, one.path, told(one) || "", (typed, path) => put(path, one.key, typed));
  return element("div", { class: `field ${SHORT.has(one.key) ? "short" : "wide-field"}` }, element("label", { for: id }, label), input);
}

// An item that is but a text becomes one with keys when something else is said of it; what it is is looked up when it is saved.
const put = (path, key, typed) => () => {
  const place = path.slice(0, -1);
  const item = [...walk(page.day.blocks)].flatMap((block) => Object.values(block.parts).flatMap((items) => items || [])).find((each) => same(each.path, place));
  if (!item?.plain) return { do: "put", path, value: typed || null };
  const now = item.fields.find((each) => each.key === item.plain).value;
  return { do: "put", path: place, value: key === item.plain ? typed : { [item.plain]: now, [key]: typed } };
};

const rows = (value) => String(Math.min(6, 1 + Math.ceil((value || "").length / 60)));

function text(one, label, ...tools) {
  const id = idOf(one.path), input = element("textarea", { id, rows: rows(one.value) });
  saving(input, one.path, one.value);
  return element("div", { class: "field" }, element("label", { for: id }, label), tools.length ? element("div", { class: "line" }, input, ...tools) : input);
}

// --- a list of texts in it ---

export function listed(list, of) {
  const add = element("button", { type: "button", id: `add-${list.path.join("-")}` }, words.addText[list.key] || words.addText.points);
  const next = [...list.path, list.items.length];
  add.addEventListener("click", () => {
    const had = list.single ? list.items[0].texts[0].value : "";
    const change = list.single ? { do: "put", path: list.path, value: [had, words.newText] } : { do: "add", path: next, block: words.newText };
    edit(change).then((done) => { if (done) $(idOf(list.single ? [...list.path, 1] : next))?.select(); });
  });
  return element("div", { class: "texts", role: "group", "aria-label": `${of}: ${words.keys[list.key]}` },
    ...list.items.flatMap((item, number) => {
      const label = `${words.keys[list.key]} ${number + 1}`;
      return item.texts.map((one, at) => (at ? text(one, words.keys[one.key])
        : text(one, label, ...(list.single ? [gone(list.path, true, label)] : [...ways(item.path, number, list.items.length, label), gone(item.path, false, label)]))));
    }), add);
}

// --- moved, taken out, put in ---

function moving(path, number, count, called) {
  return element("div", { class: "line-tools" }, ...ways(path, number, count, called), gone(path, false, called));
}

function ways(path, number, count, called) {
  return [[-1, "↑", words.acts.up], [1, "↓", words.acts.down]].map(([by, sign, word]) => {
    const to = number + by, id = (where) => `${by < 0 ? "up" : "down"}-${where.join("-")}`;
    const button = element("button", { type: "button", class: "small", id: id(path), "aria-label": `${word}: ${called}`, title: word }, sign);
    button.disabled = to < 0 || to >= count;
    button.addEventListener("click", () => edit({ do: "move", path, to }).then(() => {
      const now = [...path.slice(0, -1), to], same = $(id(now));
      (same && !same.disabled ? same : $(`${by < 0 ? "down" : "up"}-${now.join("-")}`))?.focus();
    }));
    return button;
  });
}

function gone(path, whole, called) {
  const button = element("button", { type: "button", class: "small", "aria-label": `${words.takeOut}: ${called}`, title: words.takeOut }, "×");
  button.addEventListener("click", once(() => edit(whole ? { do: "put", path, value: null } : { do: "delete", path })
    .then(() => ($(`add-${path.slice(0, -1).join("-")}`) || $(`add-${path.at(-2)}`) || $("block-head")).focus())));
  return button;
}

function adding(block, key, items) {
  const path = [...block.path, key, items.length], button = element("button", { type: "button", id: `add-${key}` }, words.addPart[key]);
  const add = (made, focused) => edit({ do: "add", path, block: made }).then((done) => { if (done) $(idOf([...path, ...focused]))?.select(); });
  const made = { how: [{ do: words.newText }, ["do"]], materials: [words.newText, ["item"]], parallel: [newTrack(items.length), ["title"]] }[key];
  if (made) {
    button.addEventListener("click", () => add(...made));
    return button;
  }
  const id = `new-${key}`, select = element("select", { id }, ...(key === "slides" ? slideKinds() : namesOf(key, items)));
  button.disabled = !select.options.length;
  button.addEventListener("click", () => {
    if (key === "slides") slide(select.value, add); else add(select.value, []);
  });
  return element("div", { class: "adding" }, element("label", { for: id }, words.choosePart[key]), element("div", { class: "line" }, select, button));
}

export const newTrack = (number) => ({ title: `${words.newTrack} ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ".at(number) || number + 1}`, blocks: [{ title: words.newBlock, minutes: "20" }] });

function slideKinds() {
  const figures = Object.entries(names?.figures || {}).map(([name, title]) => element("option", { value: `figure:${name}` }, title));
  return [...KINDS.map((kind) => element("option", { value: kind }, words.slideKinds[kind])),
    ...(figures.length ? [element("optgroup", { label: words.slideKinds.figure }, ...figures)] : [])];
}

function slide(kind, add) {
  if (kind.startsWith("figure:")) add({ figure: kind.slice(7) }, ["title"]);
  else if (kind === "statement") add({ statement: words.newText }, ["statement"]);
  else if (kind === "quote") add({ quote: words.newText }, ["quote"]);
  else add({ [kind]: [words.newText] }, [kind, 0]);
}

function namesOf(key, items) {
  const there = new Set(items.map((one) => one.name));
  return Object.entries(names?.[NAMED[key]] || {}).filter(([name]) => !there.has(name)).map(([name, title]) => element("option", { value: name }, title));
}

function named(key, item, number, count) {
  const title = titled(NAMED[key], item.name);
  return element("div", { class: "line named" }, element("span", {}, title), ...ways(item.path, number, count, title), gone(item.path, false, title));
}
