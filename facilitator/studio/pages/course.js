// The fields of a part of a programme: what is held or done, when, by which agenda.
import { $, ask, element, say } from "./asking.js";
import { actions, moved } from "./acts.js";
import { edit, labelled, page, root, unsaved, words } from "./desk.js";
import { listed, values } from "./parts.js";

const LONG = new Set(["why"]), WIDE = new Set(["title", "between", "when", "agenda", "why"]);
const DAY = /^\d{4}-\d\d-\d\d$/;  // As a calendar in the browser writes it; a day that is written otherwise stays a text.
let agendas = { own: [], shelf: [] };

// What sessions can be held by comes a moment after the page.
export async function loadAgendas(loaded) {
  const { status, data } = await ask(`${root}/agendas`);
  if (status === 200) { agendas = data; loaded(); }
}

export const course = (part) => [
  element("div", { class: "grid" }, ...Object.entries(part.fields).map(([name, value]) => field(part, name, value))),
  opening(part),
  ...part.lists.map((list) => element("fieldset", {}, element("legend", {}, words.keys[list.key]), listed(list, part.title))),
  element("fieldset", {}, element("legend", {}, words.course.ownData),
    element("div", { class: "grid" }, ...Object.entries(part.data).map(([name, value]) => data(part, name, value)))),
  acts(part)];

export function freshenPart(part) {
  const texts = values(part);
  for (const input of $("fields").querySelectorAll("[data-at]")) {
    const path = JSON.parse(input.dataset.at).slice(2);
    const value = path[0] === "data" ? part.data[path[1]] : path.length === 1 ? part.fields[path[0]] : texts.get(input.dataset.at);
    if (input !== document.activeElement && !unsaved(input) && value !== undefined && value !== null) { input.value = value; input.dataset.saved = value; }
  }
}

function field(part, name, value) {
  const id = `field-${name}`, path = [...part.path, name];
  if (name === "agenda") return labelled(id, words.courseFields.agenda, choice(part, id, value), path, value, "agenda");
  const day = (name === "date" || name === "by") && (!value || DAY.test(value));
  const input = LONG.has(name) ? element("textarea", { id, rows: "3" }) : element("input", { id, autocomplete: "off", type: day ? "date" : "text" });
  return labelled(id, words.courseFields[name], input, path, value, WIDE.has(name) ? "title" : "");
}

function data(part, name, value) {
  const id = `own-${name}`, above = page.day.head.data.find((one) => one.name === name);
  const input = element("input", { id, autocomplete: "off", placeholder: above?.value || above?.example || "" });
  return labelled(id, part.labels[name], input, [...part.path, "data", name], value);
}

// An agenda in the folder, or one of the shelf; what is written otherwise stands there as it is.
function choice(part, id, value) {
  const all = [...agendas.own, ...agendas.shelf], option = (one) => element("option", { value: one.value }, one.title);
  const group = (label, those) => (those.length ? [element("optgroup", { label }, ...those.map(option))] : []);
  return element("select", { id },
    ..."between" in part.fields ? [element("option", { value: "" }, words.course.none)] : [],
    ...value && !all.some((one) => one.value === value) ? [element("option", { value }, value)] : [],
    ...group(words.course.own, agendas.own), ...group(words.course.shelf, agendas.shelf));
}

// One's own agenda is opened; one of the shelf is copied to where the programme finds it, and opened then.
function opening(part) {
  const own = agendas.own.find((one) => one.value === part.fields.agenda);
  if (own) return element("p", {}, element("a", { class: "button", href: `/agendas/${own.known}` }, words.course.open));
  if (!agendas.shelf.some((one) => one.value === part.fields.agenda)) return "";
  const button = element("button", { type: "button", id: "bring" }, words.course.bring);
  button.addEventListener("click", async () => {
    const { status, data: answer } = await ask(`${root}/bring`, { kind: "agendas", name: part.fields.agenda });
    if (status === 200) location.assign(answer.go); else say(answer.said || words.lost, true);
  });
  return element("p", {}, button);
}

function acts(part) {
  const next = moved(part.path, 1), add = (block) => edit({ do: "add", path: next, block }, { to: next });
  const agenda = part.fields.agenda || [...agendas.own, ...agendas.shelf][0]?.value;
  return actions(part, {
    after: {
      session: [!!agenda, () => add({ title: words.course.newSession, agenda, when: words.course.undated })],
      between: [true, () => add({ between: words.course.newBetween })],
    },
  }, 2);
}
