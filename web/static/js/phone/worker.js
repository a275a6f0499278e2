// Registers the service worker, and tells of a new version: a tap refreshes, nothing else does.
export async function start() {
  if (!navigator.serviceWorker) return;
  const found = await navigator.serviceWorker.register("/sw.js");
  if (found.waiting) offer(found);
  found.addEventListener("updatefound", () => {
    found.installing?.addEventListener("statechange", () => found.waiting && offer(found));
  });
  found.active?.postMessage("refresh");
}

// Not where somebody fills in a form, and not on a first visit, which has no older version.
function offer(found) {
  const bar = document.querySelector("[data-update]");
  const filling = document.querySelector("form :is(input:not([type=hidden]), select, textarea)");
  if (!bar || filling || !navigator.serviceWorker.controller) return;
  bar.hidden = false;
  bar.querySelector("button").onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    found.waiting?.postMessage("take over");
  };
}
