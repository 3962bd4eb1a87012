// The strip: the day true to the minute, in which blocks are chosen, moved, stretched, and pinned.
import { $, element, say } from "./asking.js";
import { at, edit, filled, page, same, walk, words } from "./desk.js";
import { grips } from "./grips.js";

const LEAST = 26, SHORT = 46;
const NARROW = matchMedia("(max-width: 59.99rem)");

export function strip() {
  const held = document.activeElement?.dataset?.path;
  const lengths = [...walk(page.day.blocks)].map((one) => one.minutes).filter((n) => n >= 3);
  const scale = Math.max(2, Math.min(8, LEAST / Math.min(...lengths, 15)));
  $("strip").replaceChildren(...row(page.day.blocks, scale));
  if (!at(page.chosen)) $("strip").querySelector(".bit")?.setAttribute("tabindex", "0");
  if (held) document.querySelector(`[data-path='${held}']`)?.focus({ preventScroll: true });
}

function row(blocks, scale) {
  const made = [];
  let end = null, number = null;
  for (const block of blocks) {
    if (block.day !== null && block.day !== number) {
      made.push(element("li", { class: "new-day" }, filled(words.day, { n: block.day })));
      number = block.day;
      end = null;
    }
    if (end !== null && block.start > end) {
      const air = element("li", { class: "air" }, filled(words.air, { n: block.start - end }));
      air.style.height = `${(block.start - end) * scale}px`;
      made.push(air);
    }
    end = block.start === null ? null : block.start + block.minutes;
    made.push(one(block, scale));
  }
  return made;
}

// Of a day without a clock, minutes from its beginning: there is room for the number alone.
const beginning = ({ clock }) => (clock.startsWith("+") ? clock.split(" ")[0] : clock);

function one(block, scale) {
  const bad = page.day.problems.some((problem) => problem.block === block.path[1]) && block.path.length === 2;
  const button = element("button", { type: "button", class: `bit ${block.sort}`, "data-path": JSON.stringify(block.path) },
    element("span", { class: "clock" }, beginning(block)), element("span", { class: "name" }, block.title),
    element("span", { class: "signs" },
      block.pinned ? element("span", { class: "sign" }, words.pinned) : "",
      block.optional ? element("span", { class: "sign" }, words.optional) : "",
      bad ? element("span", { class: "sign bad" }, words.wrong) : ""),
    block.minutes === null ? "" : element("span", { class: "length" }, filled(words.minutes, { n: block.minutes })));
  button.classList.toggle("pinned", block.pinned);
  current(button, same(block.path, page.chosen));
  button.addEventListener("click", () => {
    if (page.dragged) return;
    page.choose(block.path);
    if (NARROW.matches) $("block-head").focus();
  });
  button.addEventListener("keydown", (event) => key(event, block));
  button.addEventListener("pointerdown", (event) => grab(event, block));
  const item = element("li", { class: block.tracks.length ? "with-tracks" : "" }, button);
  if (same(block.path, page.chosen)) item.append(...grips(block, scale));
  if (block.minutes !== null) {
    const height = Math.max(LEAST, block.minutes * scale);
    item.style[block.tracks.length ? "minHeight" : "height"] = `${height}px`;
    button.classList.toggle("short", height < SHORT);
  }
  if (block.tracks.length) {
    item.append(element("div", { class: "tracks", role: "group", "aria-label": words.track },
      ...block.tracks.map((track) => element("div", { class: "track" },
        element("p", { class: "quiet" }, track.title), element("ol", {}, ...row(track.blocks, scale))))));
  }
  return item;
}

// Tab comes to the chosen block only, or to the first, and goes on to its fields; arrows go from block to block.
export function current(bit, is) {
  bit.tabIndex = is ? 0 : -1;
  bit.toggleAttribute("aria-current", false);
  if (is) bit.setAttribute("aria-current", "true");
}

export function move(block, to) {
  if (to < 0 || to > block.last || to === block.path.at(-1)) return;
  const path = [...block.path.slice(0, -1), to];
  edit({ do: "move", path: block.path, to }, { to: path }).then(() => {
    const now = at(path);
    if (!now || now.title !== block.title) return;
    const moved = filled(now.clock ? words.moved : words.movedOnly, { title: now.title, clock: now.clock });
    say(page.day.planned ? moved : `${moved}. ${words.unheld}`, !page.day.planned);
  });
}

function key(event, block) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  if (event.altKey) move(block, block.path.at(-1) + by);
  else {
    const bits = [...document.querySelectorAll(".bit")];
    bits[bits.indexOf(event.currentTarget) + by]?.focus();
  }
}

function grab(event, block) {
  if (event.button || event.pointerType === "touch") return;
  const item = event.currentTarget.closest("li"), begun = event.clientY;
  const others = [...item.parentElement.children].filter((li) => li.firstElementChild?.classList.contains("bit"));
  const middles = others.map((li) => { const { top, height } = li.getBoundingClientRect(); return top + height / 2; });
  const own = others.indexOf(item);
  page.dragged = false;
  const drag = (now) => {
    const by = now.clientY - begun;
    if (!page.dragged && Math.abs(by) < 6) return;
    page.dragged = true;
    item.classList.add("dragged");
    item.style.transform = `translateY(${by}px)`;
  };
  const drop = (now) => {
    removeEventListener("pointermove", drag);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", drop);
    item.classList.remove("dragged");
    item.style.transform = "";
    if (page.dragged && now.type === "pointerup") {
      const middle = middles[own] + now.clientY - begun;
      move(block, middles.filter((other, number) => number !== own && other < middle).length);
    }
    setTimeout(() => { page.dragged = false; });
  };
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);
}

