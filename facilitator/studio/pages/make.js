// Make everything, and list what was made: what to print and how often.
import { $, ask, element, say } from "./asking.js";

const root = document.body.dataset.agenda;

$("make").addEventListener("click", async () => {
  $("make").disabled = true;
  say($("said").dataset.making);
  const { status, data } = await ask(`${root}/made`, {});
  $("make").disabled = false;
  say(status === 200 ? "" : data.said, status !== 200);
  if (status === 200) show(data);
});

function show(data) {
  $("folder").textContent = data.folder;
  $("list").replaceChildren(...data.files.map((one, number) => element("li", {},
    element("a", { href: `${root}/files/${number}`, download: "" }, one.name),
    one.print ? element("span", { class: "print" }, one.print) : "",
    one.told.length ? element("ul", {}, ...one.told.map((line) => element("li", {}, line))) : "",
  )));
  $("told").replaceChildren(...data.told.map((line) => element("li", {}, line)));
  $("made").hidden = false;
  $("files").tabIndex = -1;
  $("files").focus();
}
