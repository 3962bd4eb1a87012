// The shelf: search what is there, and take it.
import { $, ask, say } from "./asking.js";

const cards = [...document.querySelectorAll(".card")];
const texts = new Map(cards.map((card) => [card, card.innerText.toLowerCase()]));

$("search").addEventListener("input", () => {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const card of cards) card.hidden = !words.every((word) => texts.get(card).includes(word));
  for (const kind of document.querySelectorAll(".kind")) kind.hidden = !kind.querySelector(".card:not([hidden])");
  const found = cards.filter((card) => !card.hidden).length;
  $("count").textContent = words.length ? (found || $("count").dataset.none) : "";
});

for (const card of cards) {
  card.querySelector("button").addEventListener("click", async () => {
    const { status, data } = await ask("/use", { kind: card.dataset.kind, name: card.dataset.name });
    if (data.go) location.assign(data.go);
    else say(data.said, status !== 200);
  });
}

$("end").addEventListener("click", async () => {
  const { data } = await ask("/end", {});
  document.querySelector("main").hidden = $("end").hidden = true;
  say(data.said);
});
