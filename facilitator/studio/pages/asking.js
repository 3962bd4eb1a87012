// What every page does: ask the studio, and say what it answers.
export const $ = (id) => document.getElementById(id);

const KEPT_ALIVE = 20000;

export async function ask(url, body) {
  const how = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  };
  if (how.body && how.body.length < KEPT_ALIVE) how.keepalive = true;  // What was typed last is saved though the page be closed.
  const answer = await fetch(url, how);
  const text = await answer.text();
  try {
    return { status: answer.status, data: JSON.parse(text) };
  } catch {
    return { status: answer.status, data: { said: text.startsWith("<") ? "" : text } };
  }
}

// The same where the studio may be away; and why nothing came of it, in the words of a page.
export const tried = (url, body) => ask(url, body).catch(() => ({ status: 0, data: {} }));
export const refusal = ({ status, data }, words) => data.said || (status === 404 ? words.gone : words.lost);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((one) => one !== null && one !== ""));
  return made;
}

export function say(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

// Where something is taken out the next comes into its place: the second press of a double click is not meant for that.
const DOUBLE = 500;
let last = -DOUBLE;
export const once = (act) => (event) => {
  if (event.detail && event.timeStamp - last < DOUBLE) return;
  last = event.timeStamp;
  act();
};

export function read64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}
