// The exercises of the shelf, to put one into the day: found by words, minutes, and people.
import { $, ask, element, say } from "./asking.js";
import { filled, words } from "./desk.js";

let all = null, take = null;

export async function pickExercise(taken) {
  take = taken;
  if (!all) {
    const { status, data } = await ask("/exercises");
    if (status !== 200) { say(data.said || words.lost, true); return; }
    all = data.exercises.map((one) => ({ ...one, text: [one.title, one.about, ...one.good_for].join(" ").toLowerCase() }));
  }
  show();
  $("exercises").showModal();
  $("exercise-words").focus();
}

function fits(one) {
  const typed = $("exercise-words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const minutes = Number($("exercise-minutes").value), people = Number($("exercise-people").value);
  return typed.every((word) => one.text.includes(word))
    && (!minutes || !one.minutes || one.minutes.least <= minutes)
    && (!people || !one.people || (one.people.least <= people && (!one.people.most || people <= one.people.most)));
}

function show() {
  const found = all.filter(fits);
  $("exercise-count").textContent = found.length ? filled(words.exercisesFound, { n: found.length }) : words.exercisesNone;
  $("exercise-list").replaceChildren(...found.map((one) => {
    const button = element("button", { type: "button", class: "on-shelf" },
      element("img", { src: `/pictures/exercises/${one.id}`, alt: "", loading: "lazy", width: "160", height: "90" }),
      element("span", {}, element("strong", {}, one.title), element("span", { class: "quiet" }, facts(one)), element("span", {}, one.about)));
    button.addEventListener("click", () => { $("exercises").close(); take(one.id); });
    return element("li", {}, button);
  }));
}

function facts(one) {
  const span = (from, to) => (to === null ? `${from}+` : from === to ? from : `${from}–${to}`);
  return [one.minutes && filled(words.minutes, { n: span(one.minutes.least, one.minutes.most) }),
    one.people && filled(words.people, { n: span(one.people.least, one.people.most) })].filter(Boolean).join(" · ");
}

for (const id of ["exercise-words", "exercise-minutes", "exercise-people"]) $(id).addEventListener("input", show);
$("exercises-close").addEventListener("click", () => $("exercises").close());
// The button that opened it may have been drawn anew meanwhile.
$("exercises").addEventListener("close", () => document.querySelector("[data-act=exercise]")?.focus());
