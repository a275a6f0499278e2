// The gate: each feature is loaded only where the page has its mark, and one that is broken, or
// that this browser cannot parse, leaves the page as the server sent it.
const FEATURES = [
  ["[data-focus]", () => import("./focus.js")],
  ["[data-unsent]", () => import("./unsent.js")],
  ["[data-labels]", () => import("./labels.js")],
  ["[data-code]", () => import("./code.js")],
  ["[data-shell]", () => import("./phone/kept.js")],
  ["form[action='/leave'], form[action='/me/delete'], form[action='/demo/forget']", () => import("./phone/leave.js")],
  ["[data-push]", () => import("./phone/remind.js")],
  ["form[data-tap], [data-poster]", () => import("./tap.js")],
  ["[data-check]", () => import("./check.js")],
  ["[data-door]", () => import("./door/post.js")],
  ["form[action='/staff/sign-out']", () => import("./door/leave.js")],
  ["[data-passkey]", () => import("./passkey.js")],
  ["form[data-letters]", () => import("./letters.js")],
];

async function load(root) {
  for (const [mark, feature] of FEATURES) {
    const found = root.querySelector(mark);
    if (!found) continue;
    try {
      (await feature()).start(found);
    } catch {
      // The page works without it.
    }
  }
}

load(document);
// htmx's own events end at the form that it has just replaced, so the main part is watched.
const main = document.getElementById("main");
if (main) new MutationObserver(() => load(document)).observe(main, { childList: true });
