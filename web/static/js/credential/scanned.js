// Any scanned or typed text, read into one of the forms that a code has.
import { decode as base45 } from "./base45.js";
import { decode, joined, Malformed, refuse } from "./cbor.js";
import { claimsOf } from "./claims.js";
import { checks, opened, sha256 } from "./curve.js";
import { readEnvelope } from "./envelope.js";
import { MOST_INSTANT, number, raw } from "./fields.js";

export const STEP = 15;
const PREFIX = "YN1:";
const MOST_TEXT = 600;
const MOST_BYTES = 320;
const ADDRESS = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/([0-9A-Za-z.\-:[\]]+)\/[Cc]\/([2-7A-Za-z]{32})$/;

// Gives { read: "not_ours" | "damaged" | "online" | "signed", … }.
export function readScanned(typed, host) {
  const text = trimmed(typed);
  if (!text.startsWith(PREFIX)) {
    const found = ADDRESS.exec(text);
    const ours = found && found[1].toLowerCase() === host.toLowerCase();
    return ours ? { read: "online", token: found[2].toUpperCase() } : { read: "not_ours" };
  }
  try {
    refuse(text.length > MOST_TEXT);
    return { read: "signed", ...signed(base45(text.slice(PREFIX.length))) };
  } catch (fault) {
    if (fault instanceof Malformed) return { read: "damaged" };
    throw fault;
  }
}

// Tells whether the device's signature is that of the key in the credential.
export async function deviceSigns({ envelope, credential, live }) {
  const key = await opened(credential.device);
  const step = new Uint8Array(4);
  new DataView(step.buffer).setUint32(0, live.step);
  const said = joined([0x48, 0x43, 0x50, 0x31], await sha256(envelope.whole), step);
  return checks(key, live.signature, said);
}

function signed(data) {
  if (data[0] !== 0x83) return { ...readCredential(data), live: null };
  const parts = decode(data);
  const whole = raw(parts[0]);
  const live = { step: number(parts[1], 0, MOST_INSTANT), signature: raw(parts[2], 64) };
  const found = readCredential(whole);
  refuse(!found.credential.device);
  return { ...found, live };
}

// One credential by itself, whoever signed it; throws Malformed.
export function readCredential(data) {
  const envelope = readEnvelope(data, "", MOST_BYTES);
  return { envelope, credential: claimsOf(envelope) };
}

function trimmed(text) {
  let [from, to] = [0, text.length];
  while (from < to && " \t\r\n".includes(text[from])) from++;
  while (to > from && " \t\r\n".includes(text[to - 1])) to--;
  return text.slice(from, to);
}
