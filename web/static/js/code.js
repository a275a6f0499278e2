// Keeps a shown code live: the moving clock, a fresh QR each 15 s, the pulse each 30 to 60 s.
// Where the server is out of reach for a minute the style sheet greys the card by itself; every
// answer of the server winds that back (see 50-code.css).
const QR_SECONDS = 15;
const BEIJING = 8 * 3600;

export function start(card) {
  if (card.dataset.live) return;
  card.dataset.live = "1";
  const clock = card.querySelector("[data-clock]");
  let ahead = 0;

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
    const answer = await fetch("/code/qr", { cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    card.querySelector("[data-plate]").innerHTML = await answer.text();
    anchor(Number(answer.headers.get("x-now")));
    fresh();
  }

  async function pulse() {
    const headers = { "If-None-Match": card.dataset.etag };
    const answer = await fetch("/code/pulse", { cache: "no-store", redirect: "manual", headers });
    if (answer.status === 304) fresh();
    else if (answer.ok || answer.status === 404) location.reload();
  }

  function every(act, wait) {
    const again = async () => {
      if (!document.hidden) await act().catch(() => {});
      setTimeout(again, wait());
    };
    setTimeout(again, wait());
  }

  function look() {
    if (document.hidden) return;
    pulse().catch(() => {});
    draw().catch(() => {});
  }

  anchor(Number(card.dataset.now) + 0.2);
  tick();
  every(draw, () => (QR_SECONDS - (seconds() % QR_SECONDS)) * 1000 + 200);
  every(pulse, () => 30000 + Math.random() * 30000);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  window.addEventListener("pageshow", (event) => event.persisted && look());
  window.addEventListener("hashchange", () => import("./awake.js").then((it) => it.follow(), () => {}));
}
