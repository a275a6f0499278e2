// Holds the screen awake while the QR fills it, and lets Esc close it; a refusal changes nothing.
const FULL = "#plate";
let lock = null;

export async function follow() {
  if (location.hash !== FULL) {
    await lock?.release?.().catch(() => {});
    lock = null;
    return;
  }
  document.addEventListener("keydown", close);
  document.addEventListener("visibilitychange", hold);
  await hold();
}

async function hold() {
  if (document.hidden || location.hash !== FULL) return;
  lock = await (navigator.wakeLock?.request("screen").catch(() => null) ?? null);
}

function close(event) {
  if (event.key === "Escape" && location.hash === FULL) location.hash = "";
}
