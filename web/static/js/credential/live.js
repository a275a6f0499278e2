// The phone's side of a live code: a key that cannot leave it, and the text of each 15-second step.
import { encode } from "./base45.js";
import { bytes, joined } from "./cbor.js";
import { ECDSA, sha256 } from "./curve.js";

// A key pair whose private half no script can read, to be kept in IndexedDB.
export function makeKey() {
  return crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"]);
}

// What the server puts into the credential: x, and whether y is odd.
export async function pointOf(key) {
  const whole = new Uint8Array(await crypto.subtle.exportKey("raw", key.publicKey));
  return { x: whole.subarray(1, 33), odd: (whole[64] & 1) === 1 };
}

export async function liveText(credential, key, step) {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, step);
  const said = joined([0x48, 0x43, 0x50, 0x31], await sha256(credential), four);
  const signature = new Uint8Array(await crypto.subtle.sign(ECDSA, key.privateKey, said));
  // Steps have needed four bytes since 12 January 1970.
  return `YN1:${encode(joined([0x83], bytes(credential), [0x1a], four, bytes(signature)))}`;
}
