// Empties this phone before it tells the server that it leaves: cards, keys, cached files, worker.
import { wipe } from "./store.js";

const MOST_MS = 2000;

export function start(form) {
  if (form.dataset.wipes) return;
  form.dataset.wipes = "1";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const late = new Promise((done) => setTimeout(done, MOST_MS));
    await Promise.race([wipe().catch(() => {}), late]);
    form.submit();
  });
}
