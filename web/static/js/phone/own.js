// The phone's own part of the code page: what the server hands it once, and the QR of each step
// drawn from that with no request. Whatever is missing leaves the server's QR in its place.
import { paint } from "./qr.js";
import { keyOf, tokenText } from "./token.js";

const QR_SECONDS = 15;

// `from` is where a page's own answers are; a group's is drawn so too, and nothing of it is kept.
export async function open(from) {
  const handed = () => handedBy(`${from}/phone`);
  const told = await handed();
  const day = { address: told.address, handle: told.handle, key: await keyOf(told.secret) };

  // `seconds` is the server's clock.
  async function draw(svg, seconds) {
    paint(svg, await tokenText(day, Math.floor(seconds / QR_SECONDS)), "M");
  }

  if (told.card) keep(told, day, handed).catch(() => {});
  return { draw };
}

async function handedBy(address) {
  const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) throw new Error("nothing to draw from");
  return answer.json();
}

async function keep(told, day, handed) {
  const kept = await import("./kept.js");
  if (told.trusted) {
    await kept.keep(told, day, handed);
    document.querySelector("[data-signed]").hidden = false;
  }
  await kept.watchWorker();
  await kept.offerHome();
}
