// Answers on the check page by itself: what the signature, the form or the step already decide. An
// online code, or an answer that only a network can better, is posted to the server as ever.
import { able } from "./credential/curve.js";
import { readScanned } from "./credential/scanned.js";
import { openStored } from "./credential/stored.js";
import { verdict } from "./credential/verdict.js";
import { fresh } from "./phone/fresh.js";
import { rooted } from "./phone/root.js";

const EVERY_MS = 1800000;
const NO_FILES = { answer: "ask_online", colour: null, connect: true, name: "", tail: "" };

export function start(form) {
  const { host, home, root, admit, now } = form.dataset;
  if (form.dataset.live || !root) return;
  form.dataset.live = "1";
  const offset = Number(now) - Date.now() / 1000;
  const limits = { fresh: Number(form.dataset.fresh), admit: Number(admit) };

  // Without a network the lists count that were kept; with one the server is asked.
  async function known() {
    if (!able()) return { able: false };
    if (navigator.onLine) return openStored(await fresh({ home, root }));
    const held = await lists().then((it) => it.kept()).catch(() => null);
    return openStored(held?.trust.length ? await rooted({ home, root }, held) : await fresh({ home, root }));
  }

  async function answered(text) {
    const clock = { now: Date.now() / 1000, offset, lastServer: Number(now), synchronised: true };
    const unread = await verdict(text, host, { able: false }, clock, limits);
    if (unread.answer !== "cannot_check") return unread;
    await watched(text).catch(() => {});
    return verdict(text, host, await known(), clock, limits);
  }

  async function watched(text) {
    const { credential } = readScanned(text, host);
    if (credential.issuer === home) await (await lists()).watch(credential.shard);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = await answered(form.elements.text.value).catch(() => NO_FILES);
    const post = !form.elements.text.value.trim() || (said.connect && navigator.onLine);
    if (post) form.submit();
    else {
      show(said);
      form.reset();
    }
  });

  const sync = () => navigator.onLine && lists().then((it) => it.sync(() => fresh({ home, root }))).catch(() => {});
  setInterval(sync, EVERY_MS);
  if (able()) sync();
}

const lists = () => import("./phone/lists.js");

function show({ answer, colour, name, tail }) {
  const key = colour ? `${answer}/${colour}` : answer;
  const part = document.querySelector(`template[data-told="${key}"]`).content.cloneNode(true);
  for (const [slot, text] of Object.entries({ name, tail })) {
    part.querySelector(`[data-${slot}]`).textContent = text;
    part.querySelector(`[data-${slot}-line]`).hidden = !text;
  }
  const told = document.getElementById("told");
  told.replaceChildren(part);
  told.focus();
}
