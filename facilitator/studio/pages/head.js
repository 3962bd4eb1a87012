// The head of the agenda: for whom it is, when and where, who leads it, and how it looks.
import { $, element, once } from "./asking.js";
import { HEAD, dropped, edit, filled, keeping, labelled, page, same, saving, unsaved, words } from "./desk.js";

const PICTURES = ".png,.svg", PHOTOS = ".png,.jpg,.jpeg,.svg,.heic", TEMPLATES = ".pptx,.potx,.pptm,.potm";
const LONG = new Set(["about", "why"]);

// The line above the strip that leads here: whom it is for, and how much is still an example.
export function headLine() {
  const { data } = page.day.head;
  const known = (name) => data.find((one) => one.name === name);
  const told = ["client", "date", "place"].map((name) => known(name)?.read || known(name)?.example).filter(Boolean);
  const left = examplesLeft(page.day.head);
  $("head-told").textContent = told.join(" · ");
  $("head-left").textContent = left ? filled(left === 1 ? words.exampleLeft : words.examplesLeft, { n: left }) : "";
  if (same(page.chosen, HEAD)) $("head").setAttribute("aria-current", "true"); else $("head").removeAttribute("aria-current");
}

export const examplesLeft = (head) => head.data.filter((one) => one.example && !one.value).length + (head.invented.length ? 1 : 0);

export function headFields(anew) {
  $("block-head").textContent = words.head;
  $("at-block").replaceChildren();
  const inside = $("fields").contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  if (inside && !anew && same($("fields").block, HEAD) && $("fields").people === page.day.head.people.length) { freshen(); return; }
  const back = keeping(HEAD);
  $("fields").block = HEAD;
  $("fields").people = page.day.head.people.length;
  $("fields").replaceChildren(whom(), people(), looks());
  back();
}

function freshen() {
  for (const input of $("fields").querySelectorAll("[data-at]")) {
    const value = valueAt(page.day.head, JSON.parse(input.dataset.at));
    if (value !== null && input !== document.activeElement && !unsaved(input)) { input.value = value; input.dataset.saved = value; }
  }
  for (const one of page.day.head.data) $(`data-${one.name}`)?.closest(".field").classList.toggle("example", isExample(one));
}

export function valueAt(head, [first, second, third]) {
  if (first === "data") return head.data.find((one) => one.name === second)?.value ?? null;
  if (first === "brand") return head.brand[second] ?? null;
  if (first === "facilitators") return head.people[second]?.[third ?? "name"] ?? null;
  return head.fields[first] ?? null;
}

const isExample = (one) => !one.value && !!one.example;

function field(id, label, value, path, { example = "", long = false, type = "text" } = {}) {
  const input = long ? element("textarea", { id, rows: "2" }) : element("input", { id, type, autocomplete: "off" });
  if (example) input.setAttribute("placeholder", example);
  return labelled(id, label, input, path, value);
}

function group(legend, ...inner) {
  return element("fieldset", {}, element("legend", {}, legend), ...inner);
}

// --- for whom, when, where ---

function whom() {
  const { fields, data } = page.day.head;
  const made = data.map((one) => {
    const found = field(`data-${one.name}`, one.label, one.value, ["data", one.name], { example: one.example });
    found.classList.toggle("example", isExample(one));
    if (one.example) found.firstChild.append(" ", element("span", { class: "badge" }, words.example));
    return found;
  });
  return group(words.groups.whom,
    element("div", { class: "grid" },
      ...["title", "subtitle", "why", "start", "end"].filter((key) => key in fields).map((key) => {
        const found = field(`head-${key}`, words.headFields[key], fields[key], [key], { long: LONG.has(key) });
        found.classList.add(key);
        return found;
      }), ...made));
}

// --- who leads it ---

function people() {
  const { people: those, invented, listed } = page.day.head;
  const cards = those.map((person, number) => one(person, number, those.length));
  const add = element("button", { type: "button", id: "add-person" }, words.addPerson);
  add.disabled = !listed;
  add.addEventListener("click", () => edit({ do: "add", path: ["facilitators", those.length], block: { name: words.newPerson } })
    .then((done) => { if (done) $(`person-${those.length}-name`)?.select(); }));
  return group(words.groups.people,
    invented.length ? element("p", { class: "example-note" }, element("span", { class: "badge" }, words.example), ` ${filled(invented.length === 1 ? words.inventedOne : words.invented, { names: invented.join(", ") })}`) : "",
    ...cards, add);
}

function one(person, number, count) {
  const path = ["facilitators", number];
  const gone = element("button", { type: "button" }, words.removePerson);
  gone.setAttribute("aria-label", `${words.removePerson}: ${person.name}`);
  gone.addEventListener("click", once(() => edit(count === 1 ? { do: "put", path: ["facilitators"], value: null } : { do: "delete", path })));
  const keys = person.plain ? ["name"] : ["name", "role", "about"];
  return element("div", { class: "person", role: "group", "aria-label": person.name },
    element("div", { class: "grid" }, ...keys.map((key) =>
      field(`person-${number}-${key}`, words.person[key], person[key], person.plain ? path : [...path, key], { long: LONG.has(key) }))),
    person.plain ? "" : drop(`person-${number}-photo`, words.person.photo, person.photo, [...path, "photo"], PHOTOS), gone);
}

// --- how it looks ---

function looks() {
  const { fields, brand, colours } = page.day.head;
  const theme = element("select", { id: "head-theme" }, element("option", { value: "" }, words.ownTheme),
    ...words.themes.map((one) => element("option", { value: one.id }, one.title)));
  saving(theme, ["theme"], fields.theme ?? "");
  return group(words.groups.looks,
    element("div", { class: "grid" },
      element("div", { class: "field" }, element("label", { for: "head-theme" }, words.headFields.theme), theme),
      field("brand-font", words.headFields.font, brand.font, ["brand", "font"]),
      field("brand-sender", words.headFields.sender, brand.sender, ["brand", "sender"])),
    palette(colours),
    drop("brand-logo", words.headFields.logo, brand.logo, ["brand", "logo"], PICTURES),
    drop("head-template", words.headFields.template, fields.template, ["template"], TEMPLATES));
}

function palette(colours) {
  const put = (next) => edit({ do: "put", path: ["brand", "colours"], value: next.length ? next : null });
  const shown = colours.map((colour, number) => {
    const id = `colour-${number}`, input = element("input", { id, type: "color", "aria-label": filled(words.colour, { n: number + 1 }) });
    input.value = `#${colour.replace("#", "")}`;
    input.addEventListener("change", () => put(colours.map((one, at) => (at === number ? input.value.toUpperCase() : one))));
    return input;
  });
  const more = element("button", { type: "button" }, words.addColour), less = element("button", { type: "button" }, words.removeColour);
  more.disabled = colours.length > 5;
  more.addEventListener("click", () => put([...colours, "#14616F"]));
  less.addEventListener("click", () => put(colours.slice(0, -1)));
  return element("div", { class: "palette", role: "group", "aria-label": words.headFields.colours },
    element("span", { class: "label" }, words.headFields.colours), ...shown, more, colours.length ? less : "");
}

// A file is dropped, or chosen; it lands beside the agenda, which names it.
function drop(id, label, value, path, accept) {
  const input = element("input", { id, type: "file", accept, "aria-label": `${label}: ${words.chooseFile}` });
  const zone = element("div", { class: "drop" }, element("strong", {}, label), element("p", {}, value || words.noFile),
    element("div", { class: "choose" }, input, element("label", { class: "button", for: id }, words.chooseFile)));
  const take = (files) => { if (files[0]) dropped(files[0], path, input); };
  input.addEventListener("change", () => take(input.files));
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); zone.classList.remove("over"); take(event.dataTransfer.files); });
  if (value) {
    const gone = element("button", { type: "button", "aria-label": `${words.removeFile}: ${label}` }, words.removeFile);
    gone.addEventListener("click", () => edit({ do: "put", path, value: null }));
    zone.lastChild.append(gone);
  }
  return zone;
}
