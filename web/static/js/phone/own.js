// The phone's own part of the code page: what the server hands it once, and the QR of each step
// drawn from that with no request. Whatever is missing leaves the server's QR in its place.
import { modules, strokes } from "./qr.js";
import { keyOf, tokenText } from "./token.js";

const QR_SECONDS = 15;

export async function open() {
  const told = await handed();
  const day = { address: told.address, handle: told.handle, key: await keyOf(told.secret) };

  // `seconds` is the server's clock.
  async function draw(svg, seconds) {
    paint(svg, await tokenText(day, Math.floor(seconds / QR_SECONDS)), "M");
  }

  import("./keep.js").then((it) => it.keep(told, day, handed)).then(worker).catch(() => {});
  return { draw };
}

async function handed() {
  const answer = await fetch("/code/phone", { cache: "no-store", redirect: "manual" });
  if (!answer.ok) throw new Error("nothing to draw from");
  return answer.json();
}

async function worker() {
  document.querySelector("[data-signed]").hidden = false;
  await (await import("./worker.js")).start();
  await (await import("./install.js")).start();
}

// Puts another text into a picture that the server has drawn, or that is made like one.
export function paint(svg, text, level) {
  const rows = modules(text, level);
  const side = rows.length + 8;
  const [plate, dark] = svg.querySelectorAll("path");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  plate.setAttribute("d", `M0 0h${side}v${side}H0z`);
  dark.setAttribute("d", strokes(rows));
}
