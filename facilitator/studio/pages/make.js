// Make everything, and list what was made: what to print and how often; and what became of slides that were edited by hand.
import { $, ask, element, say } from "./asking.js";

const root = document.body.dataset.agenda;
const words = JSON.parse($("words").textContent);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, one) => values[one]);

async function make(take) {
  $("make").disabled = true;
  say($("said").dataset.making);
  try {
    const { status, data } = await ask(`${root}/made`, { take });
    say(status === 200 ? "" : data.said || words.lost, status !== 200);
    if (status === 200) show(data);
  } catch {
    say(words.lost, true);
  } finally {
    $("make").disabled = false;
  }
}
// What is ticked is taken, whichever button is pressed.
const again = () => make([...$("merges").querySelectorAll("input:checked")].map((one) => one.value));
$("make").addEventListener("click", again);

function show(data) {
  $("folder").textContent = data.folder;
  $("merges").replaceChildren(...data.merges.map(merge));
  const kinds = new Map();
  for (const one of data.files) kinds.set(words.kinds[one.kind] || words.other, [...(kinds.get(words.kinds[one.kind] || words.other) || []), one]);
  $("list").replaceChildren(...[...kinds].map(([kind, files]) => element("div", { class: "kind-of" }, element("h3", {}, kind),
    element("ul", { class: "files" }, ...files.map(file)))));
  $("told").replaceChildren(...data.told.map((line) => element("li", {}, line)));
  $("made").hidden = false;
  const head = data.merges.length ? $("merges").querySelector("h2") : $("files");
  head.tabIndex = -1;
  head.focus();
}

const named = (word, name) => `${word}: ${name}`;

function file(one) {
  const at = `${root}/files/${one.number}`;
  const open = element("button", { type: "button", "aria-label": named(words.open, one.name) }, words.open);
  open.addEventListener("click", () => launch(one.number));
  return element("li", {},
    element("strong", {}, one.name), one.print ? element("span", { class: "print" }, one.print) : "",
    element("span", { class: "tools" },
      one.paged ? element("a", { class: "button", href: `${at}?show`, target: "_blank", rel: "noopener", "aria-label": named(words.show, one.name) }, words.show) : open,
      element("a", { class: "button", href: at, download: "", "aria-label": named(words.download, one.name) }, words.download)),
    one.told.length ? element("ul", {}, ...one.told.map((line) => element("li", {}, line))) : "");
}

async function launch(number) {
  const { status, data } = await ask(`${root}/open`, { number });
  if (status !== 200) say(data.said || words.lost, true);
}
$("folder-open").addEventListener("click", () => launch(null));

// --- a deck that was edited by hand ---

function merge(deck, at) {
  const id = `merge-${at}`, open = deck.other || deck.slides.some((one) => one.said.length);
  const all = element("input", { type: "checkbox", id: `take-all-${at}`, value: "*" });
  const button = element("button", { type: "button", class: "first" }, words.again);
  button.addEventListener("click", again);
  return element("section", { class: "merge", "aria-labelledby": id },
    element("h2", { id }, filled(words.edited, { name: deck.name })), element("p", {}, deck.counts),
    deck.backup ? element("p", { class: "quiet" }, filled(words.backup, { name: deck.backup })) : "",
    element("ol", {}, ...deck.slides.map(slide)),
    ...deck.whole.map((line) => element("p", {}, line)),
    deck.other ? element("div", { class: "tick" }, all, element("label", { for: all.id }, words.takeAll)) : "",
    open ? button : element("p", { class: "quiet" }, words.settled));
}

function slide(one) {
  const where = [one.number ? filled(words.slide, { n: one.number }) : "", one.title].filter(Boolean).join(": ");
  const tick = element("input", { type: "checkbox", id: `take-${one.id}`, value: one.id, "aria-label": named(words.take, where) });
  return element("li", { class: one.became },
    element("div", { class: "seen" }, ...one.pictures.map((picture) => seen(picture, where))),
    element("div", {}, element("strong", {}, where), element("span", { class: "quiet" }, words.became[one.became] || ""),
      one.said.length ? element("ul", {}, ...one.said.map((line) => element("li", {}, line.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())))) : "",
      one.said.length ? element("div", { class: "tick" }, tick, element("label", { for: `take-${one.id}` }, words.take)) : ""));
}

// As the person had it, as it is now, or as the agenda has it.
function seen({ of, at }, where) {
  return element("figure", {}, element("figcaption", { class: "quiet" }, words.seen[of]),
    element("img", { src: `${root}/seen/${at}`, alt: named(words.seen[of], where), loading: "lazy", width: "320", height: "180" }));
}
