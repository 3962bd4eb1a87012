// Cards, forms, and pairing plans: what is asked for is made while one looks, and printed from here.
import { $, ask, element, read64, say } from "./asking.js";

const words = JSON.parse($("words").textContent);
const { press, name } = document.body.dataset;
const WAIT = 500;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, one) => values[one]);

const SHOWN = ["told", "files", "pages", "plan-seen"].map($).filter(Boolean);

let listed = "";  // The people whose columns are there to be chosen from: those of another list may have none of them.
let swaps = [], chosen = null, seed = 1, ways = {}, asks = 0, waiting = null;

function asked() {
  const found = Object.fromEntries([...$("asked").elements].filter((one) => one.name).map((one) => [one.name, one.type === "number" ? Number(one.value) : one.value]));
  if (press === "/made/cards") return { title: "", ...found, name };
  if (press === "/made/form") return { ...found, name, texts: texts() };
  const columns = (way) => Object.keys(ways).filter((column) => ways[column] === way);
  return { ...found, seed, swaps, apart: columns("apart"), together: columns("together") };
}

addEventListener("beforeunload", (event) => { if (texts().length) event.preventDefault(); });  // Words of one's own that nobody has kept.

const texts = () => [...document.querySelectorAll("[data-path]")].filter((one) => one.value.trim() !== one.defaultValue.trim())
  .map((one) => [JSON.parse(one.dataset.path), one.defaultValue.trim(), one.value.trim()]);

const ready = () => (press === "/made/cards" ? name || $("own").value.trim() : press === "/made/form" || $("people").value.trim() || Number($("number").value));

async function make() {
  const mine = asks += 1, can = ready() && $("asked").checkValidity();
  clearTimeout(waiting);
  aged(true);
  $("making").hidden = !can;
  if (!can) {
    const bad = $("asked").querySelector("input:invalid");
    say(bad ? `${bad.labels[0].textContent}: ${bad.validationMessage}` : "", !!bad);
    if ($("columns") && !bad) columns([]);
    gone();
    return;
  }
  try {
    const { status, data } = await ask(press, asked());
    if (mine !== asks) return;
    if (status !== 200 && Object.keys(ways).length && $("people").value !== listed) { columns([]); return await make(); }
    say(status === 200 ? "" : data.said || words.lost, status !== 200);
    if (status === 200) show(data); else gone();
  } catch {
    if (mine === asks) { say(words.lost, true); gone(); }
  } finally {
    if (mine === asks) { $("making").hidden = true; document.documentElement.dataset.ready = "yes"; }
  }
}

// What is shown is always what the fields say: until it is, it is dimmed and cannot be used, and it goes where nothing comes.
function aged(old) {
  for (const part of SHOWN) part.inert = old;
}

function gone() {
  for (const part of SHOWN) if (part.id !== "plan-seen") part.replaceChildren();
  if ($("plan-seen")) $("plan-seen").hidden = true;
  if ($("counted")) $("counted").textContent = "";
  chosen = null;
  $("nothing").hidden = false;
  document.documentElement.dataset.ready = "yes";
}

function show(data) {
  const paged = data.files.find((one) => one.paged);
  aged(false);
  $("nothing").hidden = true;
  $("told").replaceChildren(...(data.notes || paged.told).map((line) => element("li", {}, line)));
  $("files").replaceChildren(
    element("a", { class: "button first", id: "print", href: `/made/${paged.at}`, target: "_blank", rel: "noopener" }, words.print, element("span", { class: "count" }, paged.count)),
    ...data.files.map((one) => element("a", { class: "button", href: `/made/${one.at}?keep`, download: "" }, words.keep[one.name.split(".").at(-1)] || one.name)));
  const both = $("flip") && ["long", "short"].includes($("flip").value);
  const called = (n) => (both ? filled(n % 2 ? words.front : words.back, { n: Math.ceil(n / 2) }) : filled(words.page, { n }));
  $("pages").classList.toggle("both", !!both);
  $("pages").replaceChildren(...paged.pages.map((n) => element("li", {},
    element("img", { src: `/made/${paged.at}/${n}`, alt: called(n), loading: "lazy", width: "420", height: "594" }),
    element("span", { class: "quiet", "aria-hidden": "true" }, called(n)))));
  if (data.rounds) plan(data);
}

// --- who meets whom ---

function plan(data) {
  columns(data.columns);
  listed = $("people").value;
  const count = data.names.length;
  $("counted").textContent = filled($("people").value.trim() ? (count === 1 ? words.name : words.names) : words.many, { n: count });
  chosen = null;
  $("plan-seen").hidden = false;
  const head = element("tr", {}, element("th", { scope: "col" }, words.table), ...data.headings.map((one) => element("th", { scope: "col" }, one)));
  const rows = data.tables.map((label, at) => element("tr", {}, element("th", { scope: "row" }, label),
    ...data.rounds.map((round, number) => element("td", {}, ...(round[at] || []).map((who) => person(data.names, number, who))))));
  $("meetings").replaceChildren(element("thead", {}, head), element("tbody", {}, ...rows));
}

function person(names, round, who) {
  const button = element("button", { type: "button", "aria-pressed": "false", "data-round": String(round) }, names[who]);
  button.addEventListener("click", () => {
    if (!chosen) { chosen = { round, who, button }; button.setAttribute("aria-pressed", "true"); say(filled(words.swap, { name: names[who] })); return; }
    chosen.button.setAttribute("aria-pressed", "false");
    const { round: before, who: first } = chosen;
    chosen = null;
    if (before !== round) { say(words.otherRound, true); return; }
    if (first === who) { say(""); return; }
    swaps.push([round, first, who]);
    make().then(() => {
      [...document.querySelectorAll(`[data-round="${round}"]`)].find((one) => one.textContent === names[first])?.focus();
      say(filled(words.swapped, { one: names[first], other: names[who] }));
    });
  });
  return button;
}

function columns(those) {
  const known = [...$("columns").querySelectorAll("select")].map((one) => one.dataset.column);
  if (JSON.stringify(known) === JSON.stringify(those)) return;
  ways = {};
  $("columns").replaceChildren(...those.map((column, number) => {
    const id = `column-${number}`, select = element("select", { id, "data-column": column },
      ...[["", words.as], ["apart", words.apart], ["together", words.together]].map(([value, word]) => element("option", { value }, word)));
    select.addEventListener("change", () => { ways[column] = select.value; swaps = []; make(); });
    return element("div", { class: "field" }, element("label", { for: id }, column), select);
  }));
}

// --- the page ---

function later() {
  swaps = [];
  asks += 1;
  aged(true);
  clearTimeout(waiting);
  waiting = setTimeout(make, WAIT);
}
$("asked").addEventListener("input", (event) => { if (!event.target.closest("#columns")) later(); });
$("asked").addEventListener("submit", (event) => { event.preventDefault(); make(); });
$("anew")?.addEventListener("click", () => { seed += 1; swaps = []; make(); });
$("keep")?.addEventListener("click", async () => {
  const kept = asked(), { status, data } = await ask(`${press}/kept`, kept);
  if (status === 200) for (const [path, , text] of kept.texts) $("texts").querySelector(`[data-path='${JSON.stringify(path)}']`).defaultValue = text;
  say(data.said || words.lost, status !== 200);
});

for (const zone of document.querySelectorAll(".drop-here")) {
  const box = zone.closest("fieldset");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", async (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    box.classList.remove("over");
    const { status, data } = await ask("/made/rows/drop", { name: file.name, content: await read64(file) });
    if (status !== 200) { say(data.said || words.lost, true); return; }
    $(zone.dataset.into).value = data.rows;
    later();
  });
}

make();
