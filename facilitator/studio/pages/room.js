// Switch the local network on or off; the page is drawn anew then, with its codes.
import { $, ask, refusal, say, tried } from "./asking.js";

const words = JSON.parse($("words").textContent);

$("share")?.addEventListener("click", async () => {
  $("share").disabled = true;
  try {
    const { status, data } = await ask(`${document.body.dataset.agenda}/room/share`, { on: $("share").ariaChecked !== "true" });
    if (status === 200) {
      location.hash = "share";  // Who is there with the keyboard is there again.
      return location.reload();
    }
    say(data.said || words.lost, true);
  } catch {
    say(words.lost, true);
  }
  $("share").disabled = false;
});

// Codes that lead nowhere any more do not stay on the screen: another window may have switched the network off or on, gone
// to another folder, or ended the studio.
const LOOK = 3000;
let away = false;
async function look() {
  const answer = await tried(`${document.body.dataset.agenda}/room/share`);
  if (answer.status === 200 && (away || answer.data.link !== ($("link-read")?.href ?? ""))) return location.reload();
  if (answer.status !== 200 && !away) {
    away = true;
    for (const one of document.querySelectorAll(".codes, .codes ~ p, p:has(> #share, > #open)")) one.hidden = true;
    say(refusal(answer, words), true);
  }
  setTimeout(look, LOOK);
}
if ($("share")) setTimeout(look, LOOK);
document.documentElement.dataset.ready = "true";
