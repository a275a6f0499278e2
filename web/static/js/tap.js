// The button behind a poster, where there is no network: the tap is kept, and sent when there is one.
import { about, cards } from "./phone/store.js";
import { deliverTaps, keepTap } from "./phone/taps.js";

export function start(found) {
  if (found.dataset.live || !globalThis.crypto?.subtle) return;
  found.dataset.live = "1";
  if (!found.matches("form")) return offer(found);
  deliver();
  // A number at the door counts its tries, so it is sent by the form itself alone.
  if (found.querySelector("#number")) return;
  found.addEventListener("submit", (event) => {
    event.preventDefault();
    send(found, event.submitter?.value ?? "in");
  });
}

export function deliver() {
  deliverTaps(document.querySelector("input[name=csrf]")?.value).catch(() => {});
}

// A poster that was opened without a network: which place it is cannot be told, the tap is kept.
async function offer(part) {
  const serial = location.pathname.startsWith("/P/") ? location.pathname.slice(3) : "";
  const [one] = await cards();
  if (!one || !/^[A-Z2-7]{16}$/i.test(serial)) return;
  const button = part.querySelector("[data-keep]");
  part.hidden = false;
  button.onclick = async () => {
    button.disabled = true;
    await keepTap({ serial, way: "in", names: [(await about("shown")) ?? one.card] });
    button.hidden = true;
    part.querySelector("[data-kept]").hidden = false;
  };
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
