// Offers once, after a green code, to put it on the home screen: by the browser's own question, or
// on an iPhone's own browser in pictures. In an app's webview nothing is asked: all works there.
import { about, putAbout } from "./store.js";

export async function start() {
  const bar = document.querySelector("[data-install]");
  if (!bar || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  // The browser asks while the store is read: its event is kept from the first moment.
  const asked = new Promise((done) => {
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      done(event);
    });
  });
  if (await about("install")) return;
  bar.querySelector("[data-later]").onclick = () => close(bar);
  if (/iPhone|iPad/.test(navigator.userAgent) && /Version\/\S+ .*Safari\//.test(navigator.userAgent)) {
    open(bar, "[data-ios]");
    return;
  }
  const event = await asked;
  open(bar, "[data-put]");
  bar.querySelector("[data-put]").onclick = async () => {
    await event.prompt();
    await close(bar);
  };
}

function open(bar, part) {
  bar.hidden = bar.querySelector(part).hidden = false;
}

async function close(bar) {
  bar.hidden = true;
  await putAbout("install", "asked");
}
