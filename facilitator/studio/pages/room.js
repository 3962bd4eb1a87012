// Switch the local network on or off; the page is drawn anew then, with its codes.
import { $, ask, say } from "./asking.js";

const words = JSON.parse($("words").textContent);

$("share")?.addEventListener("click", async () => {
  $("share").disabled = true;
  try {
    const { status, data } = await ask(`${document.body.dataset.agenda}/room/share`, { on: $("share").ariaChecked !== "true" });
    if (status === 200) return location.reload();
    say(data.said || words.lost, true);
  } catch {
    say(words.lost, true);
  }
  $("share").disabled = false;
});
document.documentElement.dataset.ready = "true";
