// The end of a shift, on whatever page: what waits is delivered first, and then nothing of the door
// stays on this phone. What cannot be delivered now keeps the guard signed in.
const queue = () => import("./queue.js");

export function start(form) {
  if (form.dataset.leaves) return;
  form.dataset.leaves = "1";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const left = form.querySelector("[data-left]");
    const waiting = await delivered(form.elements.csrf.value);
    if (left) left.hidden = !waiting;
    if (!waiting) {
      await queue().then((it) => it.wipe()).catch(() => {});
      form.submit();
    } else if (!left) location.assign("/verify");
  });
}

// Gives how many could not be delivered; where the phone keeps nothing, none wait.
async function delivered(csrf) {
  try {
    const { count, deliver } = await queue();
    if (await count("waiting")) await deliver(() => csrf);
    return await count("waiting");
  } catch {
    return 0;
  }
}
