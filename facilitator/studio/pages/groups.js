// Many groups: a table is dropped and checked, its groups are built while one sees how far it is, and what they got is listed.
import { $, ask, element, read64, refusal, say, tried } from "./asking.js";

const root = `${document.body.dataset.agenda}/groups`;
const words = JSON.parse($("words").textContent);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, one) => values[one]);
const counted = ([one, many], n) => filled(n === 1 ? one : many, { n });
const LOOK = 400;
let looking = 0, away = false;

async function asked(what, body) {
  const answer = await tried(`${root}/${what}`, body);
  if (answer.status === 200) { if (away) say(""); away = false; follow(answer.data); return; }
  if (!away) say(refusal(answer, words), true);
  if (what !== "state") return;
  away = true;  // What has begun goes on there, and is seen again from here when the file or the studio is back.
  looking = setTimeout(() => asked("state"), LOOK);
}

// As long as something is done, the page asks how far it is.
function follow(data) {
  const was = !$("working").hidden;
  $("working").hidden = !data.running;
  document.documentElement.toggleAttribute("data-ready", !data.running);
  if (!data.running) { if (data.name) show(data, was); return; }
  $("checked").hidden = true;
  $("working-head").textContent = `${data.name}: ${data.what}`;
  if (data.of) { $("progress").max = data.of; $("progress").value = data.done; } else $("progress").removeAttribute("value");
  $("how-far").textContent = data.of ? [filled(words.far, data), data.left].filter(Boolean).join(", ") : "";
  if (!was) say(words.begun);
  clearTimeout(looking);
  looking = setTimeout(() => asked("state"), LOOK);
}

async function take(file) {
  if (!file) return;
  say(words.reading);
  asked("drop", { name: file.name, content: await read64(file) });
}

// --- what there is ---

function show(data, news) {
  const groups = data.groups || [], wrong = groups.filter((one) => one.problems.length).length;
  const bad = data.problems.length || wrong;
  $("table-name").textContent = data.name;
  $("checked").hidden = false;
  $("checked-head").textContent = groups.length ? counted(words.groups, groups.length) : words.table;
  how(data);
  $("problems").replaceChildren(...[...data.problems, ...groups.flatMap((one) => one.problems)].map((line) => element("li", {}, line)));
  $("notes").replaceChildren(...(data.notes || []).map((line) => element("li", {}, line)));
  const built = data.built && groups.some((one) => one.files);
  $("results").hidden = !built;
  $("folder").textContent = data.folder || "";
  $("print").replaceChildren(...(data.print || []).map((line) => element("li", {}, line)));
  $("print-field").hidden = !data.print?.length;
  $("build").hidden = !groups.length;
  $("build").disabled = !!bad && !data.built;
  $("build").classList.toggle("first", !built);
  $("build").textContent = data.built ? words.again : words.build;
  $("not-yet").hidden = !bad;
  table(data, groups);
  if (!news) return;
  say(told(data, groups, wrong), !!bad);
  $("checked-head").focus();
}

function told(data, groups, wrong) {
  if (!groups.length || data.problems.length) return words.table;
  if (data.stopped) return words.stopped;
  if (wrong && !data.built) return counted(words.notRight, wrong);
  return data.built ? words.done : words.allRight;
}

function table(data, groups) {
  const headings = [words.row, words.group, words.state, ...(data.headings || [])];
  const rows = groups.map((one) => element("tr", { class: one.problems.length ? "not-right" : "" },
    element("td", {}, String(one.row)), element("th", { scope: "row" }, one.name), element("td", { class: "state" }, ...state(data, one)),
    ...one.cells.map((cell) => (cell.wrong
      ? element("td", { class: "wrong" }, cell.text, element("span", { class: "badge" }, words.wrong)) : element("td", {}, cell.text)))));
  $("rows").replaceChildren(element("thead", {}, element("tr", {}, ...headings.map((one) => element("th", { scope: "col" }, one)))), element("tbody", {}, ...rows));
  $("rows").parentElement.hidden = !groups.length;
}

function state(data, one) {
  if (!data.built) return [one.problems.length ? words.wrong : words.right];
  const made = [element("span", {}, one.files ? `${words.states[one.state]}, ${counted(words.files, one.files)}` : words.states[one.state])];
  if (!one.files) return made;
  const open = element("button", { type: "button", "aria-label": `${words.show}: ${one.name}` }, words.show);
  open.addEventListener("click", () => launch(one.row));
  return [...made, element("a", { class: "button", href: `${root}/files/${one.row}`, download: "", "aria-label": `${words.download}: ${one.name}` }, words.download), open];
}

// Which sheet, and what groups are called by: there to be chosen where there is a choice.
function how(data) {
  const kept = [$("sheet").value, $("called-0").value, $("called-1").value];
  options($("sheet"), [["", words.asIs], ...data.sheets.map((one) => [one, one])], kept[0]);
  options($("called-0"), [["", words.asIs], ...data.columns], kept[1]);
  options($("called-1"), [["", words.none], ...data.columns], kept[2]);
  $("sheet-field").hidden = data.sheets.length < 2;
  $("called-field").hidden = !data.columns.length;
}

function options(select, those, chosen) {
  select.replaceChildren(...those.map(([value, word]) => element("option", { value }, word)));
  select.value = those.some(([value]) => value === chosen) ? chosen : "";
}

async function launch(number) {
  const { status, data } = await ask(`${root}/open`, { number });
  if (status !== 200) say(data.said || words.lost, true);
}

// --- the page ---

for (const id of ["sheet", "called-0", "called-1"]) {
  $(id).addEventListener("change", () => asked("check", { sheet: $("sheet").value, called: [$("called-0").value, $("called-1").value].filter(Boolean) }));
}
$("build").addEventListener("click", () => asked("build", {}));
$("stop").addEventListener("click", () => { say(words.stopping); asked("stop", {}); });
$("folder-open").addEventListener("click", () => launch(null));
$("table").addEventListener("change", () => { take($("table").files[0]); $("table").value = ""; });
$("drop").addEventListener("dragover", (event) => { event.preventDefault(); $("drop").classList.add("over"); });
$("drop").addEventListener("dragleave", () => $("drop").classList.remove("over"));
$("drop").addEventListener("drop", (event) => { event.preventDefault(); $("drop").classList.remove("over"); take(event.dataTransfer.files[0]); });

asked("state");
