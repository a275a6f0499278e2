// What a guard must know above the camera: no network and how old the lists are, what is not yet
// delivered, that the shift is over, and where the server decided otherwise than this phone had.
import { all, drop } from "./sealed.js";

const HOUR = 3600;

export function openBanner(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);

  async function show(link, checker) {
    const waiting = await link.waiting();
    part("offline").hidden = link.state() !== "offline";
    part("out").hidden = link.state() !== "out";
    part("waiting").hidden = !waiting;
    part("waiting-count").textContent = String(waiting);
    const asOf = (await (await checker)?.age().catch(() => 0)) ?? 0;
    part("no-list").hidden = asOf > 0;
    part("list").hidden = !asOf;
    if (asOf) part("age").textContent = ago(Date.now() / 1000 + link.here.offset - asOf);
  }

  async function otherwise() {
    const notes = await all("otherwise").catch(() => []);
    part("otherwise").hidden = !notes.length;
    part("otherwise-list").replaceChildren(...notes.map(line));
  }

  function line(note) {
    const item = part("otherwise-row").content.cloneNode(true);
    const words = [...root.querySelectorAll("template[data-key]")].find((it) => it.dataset.key === note.key);
    item.querySelector("[data-at]").textContent = clock(note.at);
    item.querySelector("[data-who]").textContent = note.name || "—";
    item.querySelector("[data-what]").textContent = words?.content.querySelector(".told-word").textContent ?? "";
    item.querySelector("button").addEventListener("click", async () => {
      await drop("otherwise", note.id);
      await otherwise();
    });
    return item;
  }

  // A page that was opened without a network learns from the phone which door it is.
  function named(here) {
    const names = here?.[document.documentElement.lang === "en" ? "en" : "zh"];
    if (names) [part("place").textContent, part("entrance").textContent] = names;
  }

  return { show, otherwise, named };
}

export function clock(at) {
  const tag = document.documentElement.lang;
  const chosen = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(tag, chosen).format(at);
}

function ago(seconds) {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  if (seconds < HOUR) return words.format(-Math.max(1, Math.round(seconds / 60)), "minute");
  return words.format(-Math.round(seconds / HOUR), "hour");
}
