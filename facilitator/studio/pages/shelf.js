// The shelf: search what is there, and take it.
import { $, ask, element, say } from "./asking.js";

let texts = new Map();

// What leads nowhere (that there is no file yet) has no words to be found by.
function listed() {
  texts = new Map([...document.querySelectorAll(".card, .mine li")].map((one) => [one, one.querySelector("a, button") ? one.textContent.toLowerCase() : ""]));
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
  for (const [one, text] of texts) one.hidden = !words.every((word) => text.includes(word));
  for (const one of document.querySelectorAll(".kind, .mine")) one.hidden = words.length > 0 && !one.querySelector("li:not([hidden])");
  const found = [...texts.keys()].filter((one) => !one.hidden).length;
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

// Another folder: one looks through those of this machine and picks one.
async function look(path) {
  const { status, data } = await ask("/folders", { path });
  $("folders-wrong").textContent = status === 200 ? "" : data.said;
  if (status !== 200) return;
  $("folders-here").value = data.here;
  $("folders-up").disabled = !data.up;
  $("folders-up").onclick = () => look(data.up);
  const list = $("folders-list");
  list.replaceChildren(...data.folders.map((one) => {
    const button = element("button", { type: "button" }, one.name);
    button.addEventListener("click", () => look(one.path).then(() => $("folders-here").focus()));
    return element("li", {}, button);
  }));
  if (!data.folders.length) list.append(element("li", { class: "quiet" }, list.dataset.none));
}

$("folders-open").addEventListener("click", async () => {
  await look("");
  $("folders").showModal();
});
$("folders-close").addEventListener("click", () => $("folders").close());
$("folders-form").addEventListener("submit", (event) => { event.preventDefault(); look($("folders-here").value); });
$("folders-pick").addEventListener("click", async () => {
  const { status, data } = await ask("/folder", { path: $("folders-here").value });
  if (status === 200) location.assign(data.go); else $("folders-wrong").textContent = data.said;
});

$("end").addEventListener("click", async () => {
  const { data } = await ask("/end", {});
  document.querySelector("main").hidden = $("end").hidden = true;
  say(data.said);
});

// What keeps a file from being opened is looked for when the shelf is there.
ask("/wrong").then(({ status, data }) => {
  if (status !== 200) return;
  for (const [known, said] of Object.entries(data)) document.querySelector(`.own a[href="/agendas/${known}"]`)?.append(element("span", { class: "error" }, said));
});
