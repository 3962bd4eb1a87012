// What the mouse takes hold of at the chosen block: its least, ideal, and most minutes, and the time at which it begins.
// The fields do the same by keyboard.
import { element } from "./asking.js";
import { edit, filled, words } from "./desk.js";

const FIVE = 5;

export function grips(block, scale) {
  if (block.start === null) return [];
  const { least, ideal, most } = block.span;
  const made = [];
  if (block.tracks.length === 0) {
    if (least !== most) made.push(minutes("least", block, least, scale));
    made.push(minutes("ideal", block, least === most ? ideal : block.minutes, scale));
    if (least !== most && most !== null) made.push(minutes("most", block, most, scale));
    if (least !== most) {
      const bar = element("div", { class: "span", "aria-hidden": "true" });
      bar.style.top = `${least * scale}px`;
      bar.style.height = `${((most ?? block.minutes) - least) * scale}px`;
      made.push(bar);
    }
  }
  made.push(begins(block, scale));
  return made;
}

function grip(name, top, told) {
  const made = element("div", { class: `grip ${name}`, "aria-hidden": "true", title: words.gripsOf[name] }, element("span", {}, told));
  made.style.top = `${top}px`;
  return made;
}

function minutes(name, block, now, scale) {
  const made = grip(name, now * scale, filled(words.minutes, { n: now }));
  pulling(made, (by) => Math.max(name === "least" ? 0 : FIVE, Math.round((now + by / scale) / FIVE) * FIVE),
    (n) => { made.style.top = `${n * scale}px`; made.firstChild.textContent = filled(words.minutes, { n }); },
    (n) => { if (n !== now) edit({ do: "stretch", path: block.path, minutes: { [name]: n } }, { to: block.path }); });
  return made;
}

function begins(block, scale) {
  const clock = (start) => {
    const [hour, minute] = [Math.floor(start / 60) % 24, start % 60];
    return [hour, minute].map((part) => String(part).padStart(2, "0")).join(".");
  };
  const made = grip("begins", 0, block.clock);
  const start = block.start % 1440;
  pulling(made, (by) => Math.max(0, Math.min(1435, Math.round((start + by / scale) / FIVE) * FIVE)),
    (at) => { made.style.top = `${(at - start) * scale}px`; made.firstChild.textContent = clock(at); },
    (at) => { if (at !== start) edit({ do: "put", path: [...block.path, "at"], value: clock(at) }, { to: block.path }); });
  return made;
}

// A pull from here to there: what it would mean is shown all the way, and done when it is let go.
function pulling(made, meaning, show, done) {
  made.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    event.stopPropagation();
    made.setPointerCapture(event.pointerId);
    made.classList.add("pulled");
    const begun = event.clientY;
    const pull = (now) => show(meaning(now.clientY - begun));
    made.addEventListener("pointermove", pull);
    made.addEventListener("pointerup", (now) => {
      made.removeEventListener("pointermove", pull);
      made.classList.remove("pulled");
      done(meaning(now.clientY - begun));
    }, { once: true });
  });
}
