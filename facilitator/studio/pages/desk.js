// What the agenda's page shares: the day as the studio says it is, what is chosen, and the one way in which it is edited.
import { $, ask, element, read64, say } from "./asking.js";

export const root = document.body.dataset.agenda;
export const words = JSON.parse($("words").textContent);
export const page = { day: null, chosen: null, drawn: () => {}, dragged: false };
export const HEAD = ["head"];

export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export const sentence = (text) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
export const list = (place, lines) => place.replaceChildren(...lines.map((line) => element("li", {}, line)));

export function* walk(blocks) {
  for (const block of blocks) {
    yield block;
    for (const track of block.tracks) yield* walk(track.blocks);
  }
}
export const at = (path) => [...walk(page.day.blocks)].find((one) => same(one.path, path));

// Edits go one after the other; while one is on its way, the page says that it is busy.
let queue = Promise.resolve(), waits = 0, unsent = 0;
const busy = (by) => { waits += by; document.body.ariaBusy = String(waits > 0); };
export const later = (work) => {
  busy(1);
  queue = queue.then(work).catch(() => say(words.lost, true)).finally(() => busy(-1));
  return queue;
};

function took({ status, data }, field, anew = false) {
  const refused = status !== 200 && status !== 409;
  if (!refused) { page.day = data; page.drawn(anew || status === 409); }
  const place = field && (field.isConnected ? field : $(field.id));
  if (place && data.said) data.said = inItsWords(place, data.said);
  if (place) wrong(place, status === 200 ? "" : data.said || words.lost);
  const held = page.day.broken || page.day.planned;
  say(data.said || (refused ? words.lost : held ? words.saved : words.unheld), status !== 200 || !held);
  return status === 200;
}

// What the file calls by a key has a label on the page.
function inItsWords(field, said) {
  const key = field.dataset.at && JSON.parse(field.dataset.at).at(-1), label = field.labels?.[0]?.firstChild.textContent.replace(/ \(.*\)$/, "");
  return key && label ? said.replace(new RegExp(`(?<=[»“])${key}(?=[«”])`, "g"), label) : said;
}

export const edit = (change, { to, field } = {}) => { unsent += 1; return later(async () => {
  unsent -= 1;
  let done = false;
  try {
    const asked = typeof change === "function" ? change() : change;
    const answer = await ask(`${root}/edit`, { sum: page.day.sum, edit: asked });
    if (to && answer.status === 200) page.chosen = to;
    done = took(answer, field);
    if (to && done) document.querySelector(`[data-path='${JSON.stringify(to)}']`)?.focus();
  } finally {
    if (field && !done) field.dataset.saved = field.dataset.before;
  }
  return done;
}); };

export const step = (what) => later(async () => took(await ask(`${root}/${what}`, { sum: page.day.sum })));

export const dropped = (file, path, field) => later(async () => {
  say(words.dropping);
  const content = await read64(file);
  took(await ask(`${root}/drop`, { sum: page.day.sum, path, name: file.name, content }), field, true);
});

// A field is saved a moment after one stops writing, and when one leaves it.
const PATIENCE = 900;
export function saving(input, path, value, how = null) {
  input.value = value;
  input.dataset.saved = value;
  input.dataset.at = JSON.stringify(path);
  let waiting;
  const save = () => {
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (input.validity.badInput) return;  // A day is only half there.
    if (typed === input.dataset.saved.trim()) {
      if (input.hasAttribute("aria-invalid")) { wrong(input, ""); say(""); }
      return;
    }
    input.dataset.before = input.dataset.saved;
    input.dataset.saved = typed;
    const change = how ? how(typed) : { do: "put", path, value: typed || (typeof path.at(-1) === "number" ? "" : null) };
    edit(change, { field: input });
  };
  input.addEventListener("change", save);
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(save, PATIENCE); });
}

// A field with its label; what is written out in the file, and so has no value, is changed there.
export function labelled(id, label, input, path, value, sort = "") {
  if (value === null) input.disabled = true;
  saving(input, path, value ?? "");
  return element("div", { class: `field ${sort}`.trim() }, element("label", { for: id }, label), input,
    value === null ? element("p", { class: "quiet" }, words.inFile) : "");
}

// Who leaves the page loses nothing: what is typed is saved, a link waits for it, and one that is refused is seen first.
function flush() {
  if (document.activeElement?.matches("[data-at], .numbers input")) document.activeElement.dispatchEvent(new Event("change"));
}

addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]:not([target])");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  flush();
  if (!unsent && !waits) return;
  event.preventDefault();
  while (waits) if (await queue === false) return;
  location.assign(link.href);
});
addEventListener("beforeunload", (event) => {
  flush();
  if (unsent && waits > 1) event.preventDefault();  // What waits for an edit on its way cannot be sent any more.
});
addEventListener("pagehide", flush);  // A tablet asks nobody before it leaves.

export function wrong(input, text) {
  const id = `${input.id}-wrong`;
  $(id)?.remove();
  input.toggleAttribute("aria-invalid", false);
  input.removeAttribute("aria-describedby");
  if (!text || !input.isConnected) return;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", id);
  input.after(element("p", { id, class: "error" }, sentence(text)));
}
