// What the agenda's page shares: the day as the studio says it is, what is chosen, and the one way in which it is edited.
import { $, ask, element, read64, refusal, say } from "./asking.js";

export const root = document.body.dataset.agenda;
export const words = JSON.parse($("words").textContent);
export const page = { day: null, chosen: null, drawn: () => {}, dragged: false, lost: [], drafts: [], others: 0, shifts: 0, away: false };
let sound = null;  // The last day that could be read.
export const HEAD = ["head"];
const WINDOW = (window.name ||= crypto.randomUUID());  // By which an edit of this window is known, also when the page is loaded again.

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
  queue = queue.then(work).catch(() => sayAway(words.lost)).finally(() => busy(-1));
  return queue;
};

// A field that has been made anew since is the one that is there now.
const here = (field) => (field.isConnected ? field : [...$("fields").querySelectorAll("[data-at]")].find((one) => one.dataset.at === field.dataset.at));

function took({ status, data }, field, anew = false, sent = null) {
  const refused = status !== 200 && status !== 409;
  if (status === 409) arrived(data); else if (!refused) { page.day = data; sound = data.broken ? sound : data; }
  if (!refused) page.drawn(anew || status === 409);
  const place = field && here(field);
  let told = refused ? refusal({ status, data }, words) : data.said;
  if (place && told) told = inItsWords(told, place);
  if (place && status !== 409) wrong(place, refused ? told : "");
  if (status === 404) page.away = true;
  if (status === 409 && field && field.dataset.at === "null") told = filled(words.unsaved, { text: field.value });
  else if (status !== 200 && !place && sent) {
    page.drafts.push(draft(field));
    told = `${told} ${filled(words.draft, { text: sent.text })}`;
  }
  const held = page.day.broken || page.day.planned;
  say(told || (held ? words.saved : words.unheld), status !== 200 || !held);
  sayLost();
  return status === 200;
}

// Another window or program has written: what is shown and typed stays with its block, wherever that stands now. What
// has no place any more that is surely its own is told, not written anywhere. Gives the last day before that could be read.
export function arrived(day) {
  const was = sound ?? page.day, place = $("fields");
  page.day = day;
  page.others += 1;
  if (day.broken) return was;
  sound = day;
  if (was.broken) return was;
  page.chosen = carried(page.chosen, was, day) ?? page.chosen;
  for (const input of place.querySelectorAll("[data-at]")) {
    const to = carried(JSON.parse(input.dataset.at), was, day);
    if (!to && unsaved(input)) page.lost.push(input.value.trim());
    input.dataset.at = JSON.stringify(to);
  }
  for (const one of page.drafts) one.place = JSON.stringify(carried(JSON.parse(one.place), was, day));
  page.lost.push(...page.drafts.filter(({ place: to }) => to === "null").map(({ text }) => text));
  page.drafts = page.drafts.filter(({ place: to }) => to !== "null");
  place.block = place.block && carried(place.block, was, day);
  return was;
}

// What could not be kept in a field is said, so that one has it still.
export const sayLost = () => {
  const text = [...new Set(page.lost.splice(0))].join(" · ");
  if (text) say(filled(words.unsaved, { text }), true);
};

// The path that a path of one day has in another; null where it may lead to something else. A block is known by what it is
// called, where it is called so, or by what it says, if no other is the same; else by its place, where nothing else has
// changed. Who leads the day and what is in a list are known by their places where nothing else has changed there, else by
// what they say.
export function carried(path, was, now) {
  if (!path) return null;
  const before = [...named(was.blocks)], after = [...named(now.blocks)];
  const at = before.map(({ block }) => same(block.path, path.slice(0, block.path.length))).lastIndexOf(true);
  if (at < 0) return path[0] === "facilitators" && path.length > 1 ? person(path, was.head.people, now.head.people) : path;
  const found = standingBlock(before, after, at);
  if (found < 0) return null;
  const rest = path.slice(before[at].block.path.length);
  const inside = within(page.inside(before[at].block), page.inside(after[found].block), rest);
  return inside && [...after[found].block.path, ...inside];
}

function person(path, was, now) {
  const to = standing(was, now, path[1]);
  return to < 0 ? null : path.with(1, to);
}

// The same of what is in a list, and in the lists in it; each is known with all that it says.
function within(was, now, rest) {
  const [key, number, ...more] = rest;
  if (typeof number !== "number") return rest;
  const items = (all) => all.reduce((found, [path, value]) => {
    if (path[0] === key) (found[path[1]] ??= []).push([path.slice(2), value]);
    return found;
  }, []);
  const before = items(was), after = items(now), to = standing(before, after, number);
  const inside = to < 0 ? null : within(before[number] ?? [], after[to] ?? [], more);
  return inside && [key, to, ...inside];
}

const others = (all, number) => all.filter((_one, at) => at !== number);

// Where one of several stands by now: where it stood, if none of the others has changed; else where alone the same is.
function standing(before, after, number) {
  if (same(before, after) || (before.length === after.length && same(others(before, number), others(after, number)))) return number;
  return only(before, after, number);
}

// Where the same is, if nothing else is the same here or there; -1 where that cannot be known.
function only(before, after, number) {
  const [then, now] = [before, after].map((all) => all.map((one) => JSON.stringify(one))), alone = (all) => all.filter((one) => one === then[number]).length === 1;
  return alone(then) && alone(now) ? now.indexOf(then[number]) : -1;
}

// Every block with what it is called, and with what that is called in which it is.
function* named(blocks, above = []) {
  for (const block of blocks) {
    const name = [block.named || block.title, block.sort.startsWith("part") ? block.sort : ""];
    yield { block, name, there: [...above, name] };
    for (const track of block.tracks) yield* named(track.blocks, [...above, name, track.title]);
  }
}

const CALLED = ({ name }) => name, SAID = ({ name, block }) => [name, page.content(block)], KNOWN_BY = [({ there }) => there, CALLED, SAID];

function standingBlock(before, after, at) {
  for (const by of KNOWN_BY) {
    const found = only(before.map(by), after.map(by), at);
    if (found >= 0) return found;
  }
  return unmoved(before, after, at) ? at : -1;
}

function unmoved(before, after, at) {
  const beside = (by) => same(others(before, at).map(by), others(after, at).map(by));
  if (before.length !== after.length) return false;
  return (beside(CALLED) && same(page.content(before[at].block), page.content(after[at].block))) || (same(before[at].name, after[at].name) && beside(SAID));
}

// What the file calls by a key has a label on the page: that of the field, or of the others.
export function inItsWords(said, field) {
  const own = field?.dataset.at && JSON.parse(field.dataset.at).at(-1), bare = (label) => label?.replace(/ \(.*\)$/, "");
  const labels = { __proto__: null, ...words.headFields, ...words.fields, [own]: field?.labels?.[0]?.firstChild.textContent };
  return said.replace(/(?<=[»“])\w+(?=[«”:])/g, (key) => bare(labels[key]) ?? key);
}

// Where others have written meanwhile, be it while the edit waited for its turn, `again` makes it of what the file says now,
// unless they wrote the same; without that it is not made. Where blocks were moved from here meanwhile, it follows its own.
export const edit = (change, { to, field, again, sent } = {}) => { unsent += 1; const { day, others, shifts } = page; return later(async () => {
  unsent -= 1;
  let answer = page.day.broken ? { status: 0, data: { said: words.waits } } : { status: 409, data: { ...page.day, said: words.unmade } };
  try {
    const put = async (asked) => {
      const one = typeof asked === "function" ? asked() : asked, told = await ask(`${root}/edit`, { sum: page.day.sum, by: WINDOW, edit: one });
      if (told.status === 200 && one.do !== "put" && one.do !== "stretch") page.shifts += 1;
      return told;
    };
    const stale = others !== page.others, shifted = shifts !== page.shifts;
    if (shifted && !stale && !again) [change, to] = following(change, to, day);
    if (!change) return false;  // Pressed twice: it is gone.
    const first = again && (stale || shifted) ? again(day) : stale ? null : change;
    if (first && !page.day.broken) answer = await put(first);
    const late = stale || answer.status === 409;
    for (let next = first && again; next && answer.status === 409;) {
      next = again(arrived(answer.data));
      if (next) answer = await put(next);
    }
    if (to && answer.status === 200) page.chosen = to;
    if (sent) settled(field, sent, answer.status === 200);
    const done = took(answer, field, late, sent);
    if (to && done) document.querySelector(`[data-path='${JSON.stringify(to)}']`)?.focus();
    return done;
  } catch (error) {
    page.away = true;
    if (sent) { settled(field, sent, false); kept(field, words.lost); }
    throw error;
  }
}); };

// The same edit, and what is chosen behind it, of the block where it stands by now; not made where that cannot be known.
function following(change, to, day) {
  const path = change.path && carried(change.path, day, page.day);
  if (!path) return [null, to];
  const by = path.at(-1) - change.path.at(-1), next = to && [...path.slice(0, -1), Math.max(0, to.at(-1) + by)];
  return [{ ...change, path, ...("to" in change ? { to: Math.max(0, change.to + by) } : {}) }, next];
}

// With what is not saved, for it may stand in a field that one does not see.
export const sayAway = (told) => say([told, ...page.drafts.map(({ text }) => filled(words.draft, { text }))].join(" "), true);

// What could not be saved stays in its field, or comes again with it.
function kept(field, said) {
  const place = here(field);
  if (place) wrong(place, said); else page.drafts.push(draft(field));
}

// What was on its way has come, or is tried again when one leaves the field; what was typed since is still to be saved.
function settled(field, sent, saved) {
  for (const input of new Set([field, here(field) ?? field])) {
    if (saved) input.dataset.saved = sent.text;
    if (input.sent === sent) input.sent = null;
  }
}

export const step = (what) => later(async () => {
  const answer = await ask(`${root}/${what}`, { sum: page.day.sum, by: WINDOW });
  if (answer.status === 200) arrived(answer.data);  // The chosen block stays chosen, wherever it is again.
  took(answer);
});

export const dropped = (file, path, field) => later(async () => {
  for (const one of $("fields").querySelectorAll("input[type=file][aria-invalid]")) wrong(one, "");
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
    let to = JSON.parse(input.dataset.at);
    // A day is only half there; or others wrote here too; or another field has taken its place, or none.
    if (input.validity.badInput || input.dataset.otherwise || input.dataset.gone || !to) return;
    const before = (input.sent?.text ?? input.dataset.saved).trim();
    if (typed === before) {
      if (!input.sent && input.hasAttribute("aria-invalid")) { wrong(input, ""); say(""); }
      return;
    }
    const sent = { text: typed };
    input.sent = sent;
    const change = (at) => (how ? how(typed, at) : { do: "put", path: at, value: typed || (typeof at.at(-1) === "number" ? "" : null) });
    const again = (was) => {
      if (page.day.broken) return null;
      to = carried(to, was, page.day);
      input.dataset.at = JSON.stringify(to);
      return to && page.known(to)?.trim() === before ? change(to) : null;
    };
    edit(change(to), { field: input, again, sent });
  };
  input.addEventListener("change", save);
  input.addEventListener("input", () => {
    delete input.dataset.otherwise;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (input.isConnected) save(); }, PATIENCE);
  });
}

// Fields are made anew: what has been typed and is not saved stays in its field, and one goes on writing there. Where others
// have written into that field too, it says so, and is saved when one writes on. Where the fields are those of another block
// from now on, it comes again with the field.
export function keeping(path) {
  const stays = same($("fields").block, path), before = [...$("fields").querySelectorAll("[data-at]")];
  const typed = before.filter((one) => unsaved(one) && one.dataset.at !== "null").map(draft);
  const old = document.activeElement, { id, selectionStart, selectionEnd } = old, at = stays && $("fields").contains(old) && (old.dataset.at || id);
  for (const one of before) one.dataset.gone = "yes";  // What leaves the page with the keyboard in it says that it was changed.
  const left = stays ? [] : typed.filter((one) => !one.sent);  // Of what is on its way one hears.
  page.drafts.push(...left);
  if (left.length) say(left.map(({ text }) => filled(words.draft, { text })).join(" "), true);
  return () => {
    const all = [...$("fields").querySelectorAll("[data-at]")], shown = ({ place }) => all.some((one) => one.dataset.at === place);
    const come = [...(stays ? typed : []), ...page.drafts.filter(shown)];
    page.drafts = page.drafts.filter((one) => !shown(one));
    for (const one of come) restore(all.find((input) => input.dataset.at === one.place), one);
    const input = at && (all.find((one) => one.dataset.at === at) || $(id));
    if (!input) return;
    input.focus({ preventScroll: true });
    if (selectionStart !== null && input.matches("textarea, input:not([type])")) input.setSelectionRange(selectionStart, selectionEnd);
  };
}

const draft = (input) => ({
  place: input.dataset.at, text: input.value, saved: input.dataset.saved.trim(), sent: input.sent, otherwise: input.dataset.otherwise,
  told: input.isConnected ? $(`${input.id}-wrong`)?.textContent : "",
});

// It stands in its field as it was typed.
function restore(input, { text, saved, sent, otherwise, told }) {
  if (!input || input.value.trim() === text.trim()) return;
  const now = input.value.trim();
  input.value = text;
  input.sent = sent;
  input.dispatchEvent(new Event("input"));
  if (otherwise || now !== saved) input.dataset.otherwise = "yes";
  wrong(input, input.dataset.otherwise ? filled(words.otherwise, { text: now }) : told);
}

export const unsaved = (input) => input.value.trim() !== input.dataset.saved.trim();

// What could not be saved as long as the file or the studio was away.
export function savedAgain() {
  for (const input of $("fields").querySelectorAll("[data-at]")) if (unsaved(input)) input.dispatchEvent(new Event("change"));
}

// A field with its label; what is written out in the file, and so has no value, is changed there.
export function labelled(id, label, input, path, value, sort = "") {
  if (value === null) input.disabled = true;
  saving(input, path, value ?? "");
  return element("div", { class: `field ${sort}`.trim() }, element("label", { for: id }, label), input,
    value === null ? element("p", { class: "quiet" }, words.inFile) : "");
}

// Who leaves the page loses nothing: what is typed is saved, a link waits for it, and one that is refused is seen first.
export function flush() {
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
  if ((unsent && waits > 1) || page.drafts.length) event.preventDefault();  // What waits for an edit on its way cannot be sent any more.
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
