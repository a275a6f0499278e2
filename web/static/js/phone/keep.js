// Keeps what a code page was handed for when there is no network: the signed code with this phone's
// key in it, the key itself, the day's token, and the issuer's keys to check the signature with.
import { readCredential } from "../credential/scanned.js";
import { makeKey, pointOf } from "../credential/live.js";
import { hex } from "../credential/curve.js";
import { makeSeal, sealed } from "./seal.js";
import { cards, dropCard, once, putAbout, putCard, putLooks } from "./store.js";
import { fromBase64, keyOf, toBase64 } from "./token.js";

const FILES = "/.well-known/healthcode/";

// `day` holds the token's key; `again` fetches the hand-out anew, once a key has been registered.
export async function keep(told, day, again) {
  const device = await once("device", makeKey);
  const point = await pointOf(device);
  if (told.colour !== "grey" && !carries(told, point) && (await register(point))) told = await again();
  const seal = await once("seal", makeSeal);
  await putCard(await sealed(cardOf(told, day), seal));
  for (const other of told.family) {
    const { address, handle, secret } = other;
    await putCard(await sealed(cardOf(other, { address, handle, key: await keyOf(secret) }), seal));
  }
  await putAbout("shown", told.card);
  const { lang, classList } = document.documentElement;
  await putLooks(`${lang}${classList.contains("large") ? " large" : ""}`);
  await putAbout("files", Object.fromEntries(await Promise.all(["trust", "keys"].map(fetched))));
  const here = new Set([told, ...told.family].map((each) => each.card));
  for (const each of await cards()) if (!here.has(each.card)) await dropCard(each.card);
}

function cardOf(told, day) {
  return {
    card: told.card,
    credential: told.credential && fromBase64(told.credential),
    at: told.now,
    offset: told.now - Date.now() / 1000,
    day: { ...day, number: told.day },
  };
}

function carries(told, point) {
  if (!told.credential) return false;
  const { device } = readCredential(fromBase64(told.credential)).credential;
  return Boolean(device) && device.odd === point.odd && hex(device.x) === hex(point.x);
}

// The store may have been emptied by the browser: a new key is registered with no word about it.
async function register({ x, odd }) {
  const csrf = document.querySelector("input[name=csrf]").value;
  const body = new URLSearchParams({ csrf, x: toBase64(x), odd: odd ? "1" : "0" });
  return (await fetch("/code/key", { method: "POST", body })).ok;
}

async function fetched(name) {
  const answer = await fetch(FILES + name);
  return [name, answer.ok ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array()];
}
