// Ties the parts of a kept card together, so that none can be changed by hand in the store.
import { bytesOf } from "./token.js";

export function makeSeal() {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

export async function sealed(card, key) {
  return { ...card, seal: new Uint8Array(await crypto.subtle.sign("HMAC", key, said(card))) };
}

export async function unbroken(card, key) {
  return Boolean(key) && crypto.subtle.verify("HMAC", key, card.seal, said(card));
}

// What must be an array of numbers is written as one, whatever stands there.
function said({ card, credential, at, offset, day }) {
  const parts = [card, credential && Array.from(credential), at, offset, day.address, day.handle, day.number];
  return bytesOf(JSON.stringify(parts));
}
