// Who rests after a first high reading: a row each under the camera, for the second one. Sealed on the
// phone like what waits, and gone after two hours or with the second reading.
import { clock } from "./banner.js";
import { personOf } from "./ids.js";
import { all, drop, put } from "./sealed.js";

const MOST_MS = 7200000;

export function openResting(root, measured) {
  const box = root.querySelector("[data-resting]");
  const [list, row] = [box.querySelector("ul"), box.querySelector("template")];
  let rows = [];

  async function read() {
    rows = await all("resting").catch(() => []);
    const old = rows.filter(({ at }) => Date.now() - at > MOST_MS);
    for (const { id } of old) await drop("resting", id);
    rows = rows.filter((each) => !old.includes(each));
    box.hidden = !rows.length;
    list.replaceChildren(...rows.map(line));
  }

  function line(kept) {
    const item = row.content.cloneNode(true);
    item.querySelector("[data-at]").textContent = clock(kept.at);
    item.querySelector("[data-who]").textContent = kept.found.name || "—";
    for (const button of item.querySelectorAll("button")) {
      button.addEventListener("click", () => measured(kept, button.value));
    }
    return item;
  }

  // Keeps whoever was just told to rest; whoever was measured again rests no more.
  async function note(admission, key, who) {
    const first = key === "rest" && admission.temperature !== "high_again";
    if (!first && !of(who)) return;
    for (const { id, text } of rows) if (personOf(text) === who) await drop("resting", id).catch(() => {});
    if (first) await put("resting", admission).catch(() => {});
    await read();
  }

  // The first reading of whoever holds this code, where they rest; null where they do not.
  const of = (who) => rows.find(({ text }) => personOf(text) === who) ?? null;
  read();
  return { note, of };
}
