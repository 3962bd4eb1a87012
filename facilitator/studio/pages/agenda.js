// The agenda: what the studio says of the file is shown, and what is done here is one edit of it. Nothing is planned here.
import { $, ask, element, refusal, say } from "./asking.js";
import { HEAD, arrived, at, edit, filled, flush, inItsWords, later, list, page, root, same, savedAgain, sayAway, sayLost, sentence, step, walk, words } from "./desk.js";
import { loadAgendas } from "./course.js";
import { fields } from "./fields.js";
import { examplesLeft, headLine } from "./head.js";
import { loadNames } from "./parts.js";
import { strip } from "./strip.js";

const LOOK = 1500, ABOVE = 16;

async function look() {
  const was = page.away;
  page.away = true;
  let { status, data } = await ask(`${root}/sum`);
  const other = status === 200 && data.sum !== page.day.sum;
  if (other) ({ status, data } = await ask(`${root}/day`));
  if (status !== 200) { sayAway(refusal({ status, data }, words)); return; }
  page.away = false;
  if (other) {
    arrived(data);
    draw(true);
  }
  if (other || was) say(other ? words.outside : "");
  sayLost();
  if (was) savedAgain();
}

function draw(anew = false) {
  if (page.day.title) $("title").textContent = page.day.title;
  $("undo").disabled = !page.day.undo;
  $("redo").disabled = !page.day.redo;
  const here = page.chosen?.[1] ?? 0;
  if (!page.day.broken && !same(page.chosen, HEAD) && !at(page.chosen)) page.chosen = page.day.blocks[Math.min(here, page.day.blocks.length - 1)].path;
  const broken = !!page.day.broken;
  $("problems").replaceChildren(...page.day.problems.filter((one) => one.block === null || !page.day.planned).map((one) => element("li", {}, told(one), broken ? around(one) : "")));
  list($("notes"), page.day.notes || []);
  for (const id of ["hint", "block", "deck", "head", "tools"]) $(id).hidden = broken;
  $("broken").hidden = !broken;
  document.body.classList.toggle("broken", broken);
  mends();
  strip();
  if (broken) return;
  headLine();
  fields(anew);
  deck();
}

// What is in a block needs no line: the block says where it is.
function told(one) {
  const text = page.day.broken ? one.text : inItsWords(one.text);
  return (one.block === null || page.day.broken) && one.line ? `${filled(words.line, { n: one.line })} ${text}` : sentence(text);
}

// The lines of the file where it is wrong.
const around = ({ line, around: lines }) => (lines.length ? element("pre", {}, ...lines.map(([number, text]) =>
  element(number === line ? "mark" : "span", {}, `${String(number).padStart(4)}  ${text}\n`))) : "");

// What would make the day hold again, each a click away.
async function mends() {
  const day = page.day;
  $("mends").hidden = true;
  if (day.planned) return;
  const { status, data } = await ask(`${root}/mends`);
  if (status !== 200 || day !== page.day || !data.mends.length) return;
  list($("mends-list"), data.mends.map((one) => {
    const button = element("button", { type: "button" }, one.said);
    button.addEventListener("click", () => edit(one.edit));
    return button;
  }));
  $("mends").hidden = false;
}

function choose(path) {
  flush();
  page.chosen = path;
  headLine();
  strip();
  fields(true);
  deck();
}

// --- the slides ---

function deck() {
  $("stale").hidden = page.day.slides !== null;
  if (page.day.slides === null) return;
  const kept = new Map([...$("slides").children].map((li) => [li.dataset.picture, li]));
  const ids = new Map([...walk(page.day.blocks)].map((block) => [block.id, block.path]));
  $("slides").replaceChildren(...page.day.slides.map((slide) => {
    const li = kept.get(slide.picture) || picture(slide);
    const path = ids.get(slide.block);
    li.path = path;
    li.classList.toggle("chosen", same(path, page.chosen));
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
  button.firstChild.addEventListener("error", () => { button.replaceChildren(element("span", { class: "unseen" }, `${alt}. ${words.unseen}`)); });
  button.addEventListener("click", () => { if (li.path) { choose(li.path); $("block-head").focus(); } });
  return li;
}

// --- the page ---

page.drawn = draw;
page.choose = choose;
$("head").addEventListener("click", () => { choose(HEAD); $("block-head").focus(); });
$("reveal").addEventListener("click", async () => {
  const { status, data } = await ask(`${root}/open`, { number: null });
  if (status !== 200) say(data.said || words.lost, true);
});
$("undo").addEventListener("click", () => step("undo"));
$("redo").addEventListener("click", () => step("redo"));
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea")) return;
  const pressed = event.key.toLowerCase();
  const what = pressed === "y" || (pressed === "z" && event.shiftKey) ? "redo" : pressed === "z" ? "undo" : "";
  if (what) { event.preventDefault(); step(what); }
});
setInterval(() => { if (!document.hidden && page.day) later(look); }, LOOK);

later(async () => {
  const { status, data } = await ask(`${root}/day`);
  if (status !== 200) { say(data.said || words.lost, true); return; }
  page.day = data;
  arrived(data);
  if (!data.broken && examplesLeft(data.head)) page.chosen = HEAD;
  draw();
  document.documentElement.dataset.ready = "yes";
  (data.course ? loadAgendas : loadNames)(() => { if (!page.day.broken) fields(data.course); });
});
