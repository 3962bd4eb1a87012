// The shelf: search what is there, and take it.
import { $, ask, say } from "./asking.js";

let cards = [], texts = new Map();

function listed() {
  cards = [...document.querySelectorAll(".card")];
  texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
}
listed();

// What was copied stands on the shelf at once, among what is one's own.
async function anew() {
  const fetched = await fetch(location.href);
  const next = new DOMParser().parseFromString(await fetched.text(), "text/html");
  const old = [...document.querySelectorAll(".kind .cards")], focused = document.activeElement.id;
  [...next.querySelectorAll(".kind .cards")].forEach((list, at) => old[at].replaceChildren(...list.children));
  listed();
  $("search").dispatchEvent(new Event("input"));
  $(focused)?.focus();
}

$("search").addEventListener("input", () => {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const card of cards) card.hidden = !words.every((word) => texts.get(card).includes(word));
  for (const kind of document.querySelectorAll(".kind")) kind.hidden = !kind.querySelector(".card:not([hidden])");
  const found = cards.filter((card) => !card.hidden).length;
  $("count").textContent = words.length ? (found || $("count").dataset.none) : "";
});

document.querySelector("main").addEventListener("click", async (event) => {
  const card = event.target.closest(".card");
  if (!card || !event.target.matches("button")) return;
  const { status, data } = await ask("/use", { kind: card.dataset.kind, name: card.dataset.name });
  if (data.go) { location.assign(data.go); return; }
  if (status === 200) await anew();
  say(data.said, status !== 200);
});

$("end").addEventListener("click", async () => {
  const { data } = await ask("/end", {});
  document.querySelector("main").hidden = $("end").hidden = true;
  say(data.said);
});
