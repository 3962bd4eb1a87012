// The fields of a block: what is written of it, and what can be done with it.
import { $, element } from "./asking.js";
import { HEAD, at, edit, filled, inItsWords, keeping, list, page, same, saving, sentence, unsaved, walk, words } from "./desk.js";
import { course, freshenPart } from "./course.js";
import { pickExercise } from "./exercises.js";
import { headFields, valueAt } from "./head.js";
import { newTrack, parts, titled, values } from "./parts.js";
import { reads } from "./reads.js";
import { actions, moved } from "./acts.js";

const FIELDS = ["title", "minutes", "at", "until", "day", "kind", "who", "why", "plan_b", "online"];
const LONG = new Set(["why", "plan_b", "online"]);

export function fields(anew = false) {
  made(anew);
  reads();
}

function made(anew) {
  if (same(page.chosen, HEAD)) { headFields(anew); return; }
  const block = at(page.chosen);
  $("block-head").textContent = block.title;
  list($("at-block"), page.day.problems.filter((one) => one.block === block.path[1]).map((one) => sentence(inItsWords(one.text))));
  const inside = $("fields").contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  const shape = JSON.stringify([...values(block).keys()]);
  if (inside && same($("fields").block, block.path) && !anew && $("fields").shape === shape) { (page.day.course ? freshenPart : freshen)(block); return; }
  const back = keeping(block.path);
  $("fields").block = block.path;
  $("fields").shape = shape;
  if (page.day.course) $("fields").replaceChildren(...course(block));
  else $("fields").replaceChildren(
    block.exercise ? element("p", { class: "quiet" }, filled(words.exercise, { name: titled("exercises", block.exercise) })) : "",
    element("div", { class: "grid" }, ...FIELDS.map((name) => field(block, name))),
    leaving(block), acts(block), ...parts(block));
  back();
}

// What stands in a block's lists, by its place there.
page.inside = (block) => [...values(block)].map(([path, value]) => [JSON.parse(path).slice(block.path.length), value]);
page.content = (block) => [page.inside(block), Object.entries(block.fields).filter(([name]) => name !== "title").map(([, one]) => one?.value ?? one)];

// What the file says at a path, as its field shows it; null where there is no such field.
page.known = (path) => {
  const block = [...walk(page.day.blocks)].filter((one) => same(one.path, path.slice(0, one.path.length))).at(-1);
  if (!block) return valueAt(page.day.head, path);
  const [name, inner] = path.slice(block.path.length), own = path.length === block.path.length + 1;
  if (page.day.course) return (name === "data" ? block.data[inner] : own ? block.fields[name] : values(block).get(JSON.stringify(path))) ?? null;
  return (own && name in block.fields ? shown(block, name) : values(block).get(JSON.stringify(path))) ?? null;
};

function freshen(block) {
  const inside = values(block);
  for (const input of $("fields").querySelectorAll("[data-at]")) {
    if (input === document.activeElement || unsaved(input)) continue;
    const path = JSON.parse(input.dataset.at);
    const value = path.length === block.path.length + 1 ? shown(block, path.at(-1)) : inside.get(input.dataset.at) ?? null;
    if (value !== null) { input.value = value; input.dataset.saved = value; }
  }
  for (const name of FIELDS) {
    const input = $(`field-${name}`);
    if (input && "placeholder" in input) input.placeholder = block.fields[name].holds;
  }
  pinning(block);
  for (const name of ["least", "ideal", "most"]) if ($(`span-${name}`)) $(`span-${name}`).value = block.span[name] ?? "";
  $("optional").checked = block.optional;
  $("turn").hidden = !block.optional;
}

// A block may be left out when time is short: a tick, and which goes first.
function leaving(block) {
  const tick = element("input", { id: "optional", type: "checkbox" });
  tick.checked = block.optional;
  tick.disabled = !block.fields.optional.edit;
  tick.addEventListener("change", () => edit({ do: "put", path: [...block.path, "optional"], value: tick.checked ? "1" : null }, { field: tick }));
  const number = element("input", { id: "field-optional", inputmode: "numeric", autocomplete: "off" });
  saving(number, [...block.path, "optional"], block.fields.optional.value);
  const turn = element("div", { id: "turn" }, element("label", { for: "field-optional" }, words.turn), number);
  turn.hidden = !block.optional;
  return element("div", { class: "leaving" }, element("div", { class: "tick" }, tick, element("label", { for: "optional" }, words.fields.optional)), turn);
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
    open ? "" : name === "minutes" ? span(block) : element("p", { class: "quiet" }, words.inFile),
    name === "at" && block.clock ? element("button", { type: "button", id: "pin" }, pinWord(block)) : "");
}

// Minutes that are written one by one are three numbers.
function span(block) {
  return element("div", { class: "numbers" }, ...["least", "ideal", "most"].map((name) => {
    const id = `span-${name}`, input = element("input", { id, type: "number", min: "0", max: "1440", step: "5" });
    input.value = block.span[name] ?? "";
    input.addEventListener("change", () => edit({ do: "stretch", path: block.path, minutes: { [name]: Number(input.value) } }, { field: input }));
    return element("div", {}, element("label", { for: id }, words.gripsOf[name]), input);
  }));
}

const pinWord = (block) => (block.fields.at.value ? words.unpin : words.pin);

function pinning(block) {
  if ($("pin")) $("pin").textContent = pinWord(block);
}

$("fields").addEventListener("click", (event) => {
  if (event.target.id !== "pin") return;
  const block = at(page.chosen), value = block.fields.at.value ? null : block.clock;
  edit({ do: "put", path: [...block.path, "at"], value }).then(() => $("pin")?.focus());
});

function acts(block) {
  const path = block.path, next = moved(path, 1);
  const add = (made) => edit({ do: "add", path: next, block: made }, { to: next });
  return actions(block, {
    after: {
      add: [true, () => add({ title: words.newBlock, minutes: "10" })],
      pause: [true, () => add({ title: page.day.words.break, kind: "break", minutes: "10" })],
      exercise: [true, () => pickExercise((name) => add({ exercise: name }))],
      tracks: [path.length === 2, () => add({ title: words.tracks, parallel: [newTrack(0), newTrack(1)] })],
    },
    this: { split: [block.minutes > 1 && block.start !== null, () => edit({ do: "halve", path }, { to: next })] },
  }, 1);
}
