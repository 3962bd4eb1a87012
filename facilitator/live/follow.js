/* One day on several screens: the studio that serves this page keeps where the day stands. A page from the disk follows nobody. */

const ASKED = 1000, SLOW = 4000;
let role = D.followed ? "read" : "host", version = -1, unsent = false, asking = false, alone = false, newer = false;

/* What the others get: all but what can be undone, which is everybody's own. */
const common = ({ plan, lines, form, gone, origin, last }) => ({ plan, lines, form, gone, origin, last });
const differs = (one, other) => JSON.stringify(common(one)) !== JSON.stringify(common(other));

/* Tell the studio what was done here, or ask whether anything was done elsewhere; of two deeds at once the first holds. */
async function follow() {
  if (!D.followed || asking) return;
  asking = true;
  const sends = unsent && role !== "read";
  unsent = false;
  try {
    const how = sends ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ version, state: common(store.real) }) } : {};
    const answer = await fetch(sends ? "state" : `state?after=${version}`, { ...how, signal: AbortSignal.timeout(SLOW) });
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    heard(await answer.json());
    alone = false;
  } catch {
    unsent ||= sends;
    alone = true;
  }
  asking = false;
  if (unsent && !alone) follow();
}
function heard(said) {
  const first = version < 0;
  [role, version, newer] = [said.role, said.version, said.plan !== D.followed];
  if (said.state) {
    unsent = false;
    if (onWall) load();
    if (differs(said.state, store.real)) {
      store.real = known({ ...fresh(), ...said.state });
      remember();
    }
  } else if (first && differs(store.real, fresh())) unsent = true;
  draw();
}
if (D.followed) {
  setInterval(follow, ASKED);
  follow();
}
