// The way to the server: what this door is, the form's token, whether there is a network, and what
// waits to be delivered. A server that is slow or says "later" counts as none: the phone decides.
import { bare, deliver } from "./delivery.js";
import { about, all, count, drop, putAbout } from "./sealed.js";

const PATIENCE_MS = 3000;
const FIRST_MS = 2000;
const MOST_MS = 30000;
const AFRESH_MS = 600000;

// `changed` is called whenever what the banner says may have changed, `back` after each contact.
export async function openLink(root, { changed, back, otherwise }) {
  const told = root.dataset.here ? JSON.parse(root.dataset.here) : null;
  const before = (await about("here").catch(() => null)) ?? null;
  const here = told ? known(told) : before;
  let csrf = root.querySelector("input[name=csrf]")?.value ?? "";
  let state = told ? "online" : "offline";
  let [wait, next, tries, bringing] = [FIRST_MS, 0, 0, false];
  if (told && before?.venue && before.venue !== here.venue) await forget().catch(() => {});
  if (told) keep();

  function keep() {
    putAbout("here", here).catch(() => {});
  }

  function be(found) {
    if (found === "online") wait = FIRST_MS;
    const other = state !== found;
    state = found;
    if (other) changed();
  }

  // Asks what this door is; a phone that hears it again has a clock, a token, and delivers.
  async function contact() {
    clearTimeout(next);
    const answer = await asked("/verify/now", { cache: "no-store" });
    if (answer?.ok) {
      const found = await answer.json();
      csrf = found.csrf;
      Object.assign(here ?? {}, known(found.here));
      keep();
      be("online");
      back();
      bring();
    } else be(isOut(answer) ? "out" : "offline");
    next = setTimeout(contact, state === "online" ? AFRESH_MS : (wait = Math.min(2 * wait, MOST_MS)));
  }

  // Gives the server's answer, null where there is none now.
  async function admit(admission) {
    if (state !== "online" || !navigator.onLine) {
      if (state === "online") lost();
      return null;
    }
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    const body = JSON.stringify(bare(admission));
    const answer = await asked("/verify/admit", { method: "POST", headers, body });
    if (answer?.ok) return answer.json();
    if (isOut(answer)) be("out");
    else lost();
    return null;
  }

  function lost() {
    be("offline");
    clearTimeout(next);
    next = setTimeout(contact, wait);
  }

  async function bring() {
    if (bringing || state !== "online") return;
    bringing = true;
    try {
      const found = await deliver(() => csrf, tries);
      if (found.otherwise.length) otherwise();
      if (found.out) be("out");
      tries = found.wait ? tries + 1 : 0;
      if (found.wait) setTimeout(bring, found.wait);
    } catch {
      // No store, or an answer of another shape: what waits stays.
    } finally {
      bringing = false;
      changed();
    }
  }

  addEventListener("online", contact);
  addEventListener("offline", lost);
  if (told) {
    next = setTimeout(contact, AFRESH_MS);
    bring();
  } else contact();
  return {
    here,
    admit,
    bring,
    state: () => state,
    waiting: () => count("waiting").catch(() => 0),
  };
}

// What was told at another venue is nobody's business at this one.
async function forget() {
  for (const kind of ["resting", "otherwise"]) for (const { id } of await all(kind)) await drop(kind, id);
}

function known(found) {
  return { ...found, offset: found.now - Date.now() / 1000, lastServer: found.now };
}

function isOut(answer) {
  return [401, 403].includes(answer?.status);
}

async function asked(address, options) {
  const ended = new AbortController();
  const late = setTimeout(() => ended.abort(), PATIENCE_MS);
  try {
    return await fetch(address, { ...options, redirect: "manual", signal: ended.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}
