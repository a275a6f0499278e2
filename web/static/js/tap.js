// The button behind a poster, where the network ends under it: the tap is kept and sent later.
import { deliverTaps, keepTap } from "./phone/taps.js";

export function start(form) {
  if (form.dataset.live) return;
  form.dataset.live = "1";
  const csrf = form.querySelector("input[name=csrf]").value;
  deliverTaps(csrf).catch(() => {});
  // A number at the door counts its tries, so it is sent by the form itself alone.
  if (form.querySelector("#number") || !globalThis.crypto?.subtle) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter?.value ?? "in");
  });
}

async function send(form, way) {
  const body = new URLSearchParams(new FormData(form));
  body.set("way", way);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    await kept(form, body).catch(() => anew(form, way));
    return;
  }
  if (answer.type === "opaqueredirect") location.assign("/here");
  else anew(form, way);
}

async function kept(form, body) {
  const [id, way, names] = [body.get("act"), body.get("way"), body.getAll("with")];
  await keepTap({ id, serial: form.dataset.tap, way, names });
  const note = document.querySelector("[data-tap-kept]");
  note.hidden = false;
  note.scrollIntoView({ block: "nearest" });
}

// What the server has to say of it is its own page.
function anew(form, way) {
  const field = document.createElement("input");
  [field.type, field.name, field.value] = ["hidden", "way", way];
  form.append(field);
  form.submit();
}
