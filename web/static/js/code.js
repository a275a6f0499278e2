// Keeps a shown code live: the moving clock, a fresh QR each 15 s, the pulse each 30 to 50 s. The QR
// is the phone's own where it has what that takes (phone/own.js), else drawn by the server.
// Where the server is out of reach for a minute the style sheet greys the card by itself; every
// answer of the server winds that back (see 50-code.css).
const QR_SECONDS = 15;
const BEIJING = 8 * 3600;

export function start(card) {
  if (card.dataset.live) return;
  card.dataset.live = "1";
  const clock = card.querySelector("[data-clock]");
  let ahead = 0;
  const from = card.dataset.from ?? "/code";
  let own = null;

  function anchor(seconds) {
    ahead = seconds * 1000 - performance.now();
  }

  function seconds() {
    return (performance.now() + ahead) / 1000;
  }

  function fresh() {
    for (const each of document.querySelectorAll("[data-ages]")) {
      for (const motion of each.getAnimations?.() ?? []) motion.currentTime = 0;
    }
  }

  function tick() {
    const now = Math.floor(seconds()) + BEIJING;
    if (Math.floor(now / 86400) !== Number(card.dataset.day)) return location.reload();
    const shown = [now / 3600, now / 60, now].map((part, at) => Math.floor(part) % (at ? 60 : 24));
    clock.textContent = shown.map((part) => String(part).padStart(2, "0")).join(":");
    setTimeout(tick, 1000 - (seconds() % 1) * 1000);
  }

  async function draw() {
    if (own) return own.draw(card.querySelector("[data-plate] svg"), seconds()).catch(ask);
    return ask();
  }

  async function ask() {
    const answer = await fetch(`${from}/qr`, { cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    card.querySelector("[data-plate]").innerHTML = await answer.text();
    anchor(Number(answer.headers.get("x-now")));
    fresh();
  }

  async function pulse() {
    const headers = { "If-None-Match": card.dataset.etag };
    const answer = await fetch(`${from}/pulse`, { cache: "no-store", redirect: "manual", headers });
    if (answer.status === 304) fresh();
    else if (answer.status > 500) offline();
    else if (answer.ok || answer.status === 404) location.reload();
  }

  // The shell draws the kept card, signed; it comes back by itself. See sw.js and phone/shell.js.
  function offline() {
    const kept = document.querySelector("[data-signed]:not([hidden])");
    if (kept && navigator.serviceWorker?.controller) location.replace("/shell#offline");
  }

  function every(act, wait) {
    const again = async () => {
      if (!document.hidden) await act().catch(act === pulse ? offline : () => {});
      setTimeout(again, wait());
    };
    setTimeout(again, wait());
  }

  // Without WebCrypto (an old webview, plain http) the server goes on drawing, and the page says so.
  async function takeOver() {
    const bar = document.querySelector("[data-no-own]");
    if (bar) bar.hidden = Boolean(globalThis.crypto?.subtle);
    if (!globalThis.crypto?.subtle) return;
    await whole();
    own = await (await import("./phone/own.js")).open(from);
  }

  async function sendKept() {
    if (!localStorage.getItem("taps")) return;
    await whole();
    (await import("./tap.js")).deliver();
  }

  async function readAloud() {
    await whole();
    await (await import("./aloud.js")).start(document.querySelector("[data-read]"));
  }

  // The page first: until what the phone adds is there, the server's own QR is good.
  async function whole() {
    if (document.readyState !== "complete")
      await new Promise((then) => window.addEventListener("load", then, { once: true }));
    await new Promise((then) => (globalThis.requestIdleCallback ?? setTimeout)(then, { timeout: 2000 }));
  }

  function look() {
    if (document.hidden) return;
    pulse().catch(() => {});
    // A phone that slept may have stopped its clock: the server's comes with its own QR.
    ask().catch(() => {});
  }

  anchor(Number(card.dataset.now) + 0.2);
  tick();
  every(draw, () => (QR_SECONDS - (seconds() % QR_SECONDS)) * 1000 + 200);
  every(pulse, () => 30000 + Math.random() * 20000);
  takeOver().catch(() => {});
  sendKept().catch(() => {});
  readAloud().catch(() => {});
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  window.addEventListener("offline", offline);
  window.addEventListener("pageshow", (event) => event.persisted && look());
  window.addEventListener("hashchange", () => import("./awake.js").then((it) => it.follow(), () => {}));
}
