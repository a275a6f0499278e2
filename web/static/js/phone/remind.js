// Offers reminders by this browser where it can push, and turns them on and off by a tap; a webview
// or an old browser sees nothing of it.
import { fromBase64, toBase64 } from "./token.js";

export async function start(part) {
  const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (part.dataset.live || !can) return;
  part.dataset.live = "1";
  part.querySelector("button[data-off]").onclick = () => tapped(part, begin);
  part.querySelector("button[data-on]").onclick = () => tapped(part, end);
  show(part, await own(part));
  part.hidden = false;
  document.querySelector("[data-no-push]").hidden = true;
}

async function tapped(part, act) {
  const failed = part.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    await act(part);
  } catch {
    failed.hidden = false;
  }
  show(part, await own(part));
}

async function begin(part) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
  const worker = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const applicationServerKey = fromBase64(part.dataset.key);
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = made.toJSON();
  try {
    await post(part, "/reminders/push", { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  } catch (fault) {
    await made.unsubscribe();
    throw fault;
  }
}

async function end(part) {
  const made = await own(part);
  if (!made) return;
  await post(part, "/reminders/push/end", { endpoint: made.endpoint });
  await made.unsubscribe();
}

async function post(part, address, entries) {
  const body = new URLSearchParams({ csrf: part.dataset.csrf, ...entries });
  if (!(await fetch(address, { method: "POST", body })).ok) throw new Error("not taken");
}

// A subscription that another key of ours was given reaches nobody any more.
async function own(part) {
  const worker = await navigator.serviceWorker.getRegistration();
  const made = await worker?.pushManager.getSubscription();
  const key = made?.options?.applicationServerKey;
  return key && toBase64(new Uint8Array(key)) !== part.dataset.key ? null : made;
}

function show(part, made) {
  for (const each of part.querySelectorAll("[data-on]")) each.hidden = !made;
  for (const each of part.querySelectorAll("[data-off]")) each.hidden = Boolean(made);
}
