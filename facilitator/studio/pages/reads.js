// How what is written reads now: below the fields into which the program fills something, and at the steps whose minutes
// follow those of their block.
import { $, element } from "./asking.js";
import { at, filled, page, words } from "./desk.js";

const CODE = /\{%/;
const opened = new Set();

export function reads() {
  for (const old of $("fields").querySelectorAll(".reads")) old.remove();
  for (const input of $("fields").querySelectorAll("[data-at]")) texts(input, page.day.reads[input.dataset.at]);
  const steps = at(page.chosen)?.steps || [];
  const scaled = [...$("fields").querySelectorAll("[data-step]")].filter((item) => planned(item, steps[Number(item.dataset.step)]?.minutes));
  if (scaled.length) $("part-how").after(element("p", { class: "reads quiet" }, words.scaled));
  $("exercise-steps")?.replaceChildren(...steps.map((one) => element("li", {},
    element("span", { class: "quiet" }, one.minutes === null ? "" : filled(words.minutes, { n: one.minutes })), element("span", {}, one.do))));
}

// A text with code in it is the program's: it is shown as it reads, and its code when somebody asks for that.
function texts(input, now) {
  const path = input.dataset.at, known = now !== undefined, code = known && CODE.test(input.dataset.saved);
  if (code && document.activeElement === input) opened.add(path);
  input.hidden = code && !opened.has(path);
  if (!known) return;
  const id = `${input.id}-reads`;
  if (!input.hidden) {
    (input.closest(".line") || input).after(element("p", { class: "reads quiet", id }, `${filled(words.reads, { text: now })} ${code ? "" : words.braces}`));
    if (!input.hasAttribute("aria-invalid")) input.setAttribute("aria-describedby", id);
    return;
  }
  const button = element("button", { type: "button", class: "small", "aria-describedby": id }, words.openCode);
  button.addEventListener("click", () => { opened.add(path); reads(); input.focus(); });
  input.before(element("div", { class: "reads code", id }, element("p", {}, now), element("p", { class: "quiet" }, words.code), button));
}

// The minutes of a step are parts of a whole: a block that has more or less of them gives each its share.
function planned(item, minutes) {
  const input = item.querySelector(".short input"), written = input?.value.trim();
  if (!written || minutes === null || minutes === undefined || written === String(minutes)) return false;
  input.after(element("p", { class: "reads quiet" }, filled(words.inPlan, { n: minutes })));
  return true;
}
