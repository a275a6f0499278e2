// Taps that no network took: kept sealed on this phone under an id and an instant fixed once, sent
// when a page of ours is open and there is one. Sent twice they are one check-in.
import { makeSeal } from "./seal.js";
import { about, once, putAbout } from "./store.js";
import { bytesOf, fromBase64, toBase64 } from "./token.js";

const MOST = 100;

export async function keepTap({ id = newId(), serial, way, names }) {
  const taps = await keptTaps();
  if (taps.length >= MOST) throw new Error("too many");
  if (!taps.some((each) => each.id === id)) taps.push({ id, at: Date.now(), serial, way, names });
  await put(taps);
}

// One whose seal is broken was changed by hand: none of them is sent.
export async function keptTaps() {
  const [kept, key] = [await about("taps"), await about("seal")];
  if (!kept || !key) return [];
  const whole = await crypto.subtle.verify("HMAC", key, fromBase64(kept.seal), bytesOf(kept.said));
  return whole ? JSON.parse(kept.said) : [];
}

export async function deliverTaps(csrf) {
  const taps = await keptTaps();
  if (!taps.length || !csrf) return 0;
  const body = new URLSearchParams({ csrf, sent: String(Date.now()) });
  for (const { id, at, serial, way, names } of taps) {
    body.append("tap", [id, at, serial, way, ...names].join(" "));
  }
  const answer = await fetch("/here/deliver", { method: "POST", body, redirect: "manual" });
  if (!answer.ok) return 0;
  const done = new Set((await answer.json()).done);
  await put((await keptTaps()).filter((each) => !done.has(each.id)));
  return done.size;
}

async function put(taps) {
  const said = JSON.stringify(taps);
  const key = await once("seal", makeSeal);
  const seal = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytesOf(said)));
  await putAbout("taps", { said, seal: toBase64(seal) });
  // What a page looks at before it loads any of this.
  localStorage.setItem("taps", taps.length ? "1" : "");
}

// RFC 9562, 5.7: 48 bits of milliseconds, the rest by chance.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint16(0, Math.floor(Date.now() / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, Date.now() % 2 ** 32);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const ends = [0, 8, 12, 16, 20, 32];
  return ends.slice(1).map((end, at) => hex.slice(ends[at], end)).join("-");
}
