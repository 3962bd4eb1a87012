// What can be done with a block, or with a part of a programme: a row of buttons for each sort of deed.
import { element, once } from "./asking.js";
import { edit, words } from "./desk.js";
import { move } from "./strip.js";

export const moved = (path, by) => [...path.slice(0, -1), path.at(-1) + by];

// Beside what all have, those of ``more``: by group and name, whether it can be done now and what does it. ``least`` stay.
export function actions(block, more, least) {
  const number = block.path.at(-1), path = block.path;
  const all = {
    move: {
      up: [number > 0, () => move(block, number - 1)],
      down: [number < block.last, () => move(block, number + 1)],
    },
    ...more,
    this: {
      copy: [true, () => edit({ do: "copy", path }, { to: moved(path, 1) })],
      ...more.this,
      delete: [block.last >= least, () => edit({ do: "delete", path }, { to: moved(path, number === block.last ? -1 : 0) })],
    },
  };
  return element("div", { class: "acts" }, ...Object.entries(all).map(([group, those]) =>
    element("div", { role: "group", "aria-label": words.groups[group] }, element("span", { class: "quiet", "aria-hidden": "true" }, words.groups[group]),
      element("div", {}, ...Object.entries(those).map(([name, [can, act]]) => {
        const button = element("button", { type: "button", "data-act": name }, words.acts[name]);
        button.disabled = !can;
        button.addEventListener("click", name === "delete" ? once(act) : act);
        return button;
      })))));
}
