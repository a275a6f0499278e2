// Typed fields out of what the CBOR reader gave: known keys, types and ranges only.
import { refuse } from "./cbor.js";

export const MOST_INSTANT = 2 ** 32 - 1;
const utf8 = new TextEncoder();

export function fields(value, needed, possible = []) {
  refuse(!(value instanceof Map) || needed.some((key) => !value.has(key)));
  for (const key of value.keys()) refuse(!needed.includes(key) && !possible.includes(key));
  return value;
}

export function number(value, least = 0, most = MOST_INSTANT) {
  refuse(typeof value !== "number" || value < least || value > most);
  return value;
}

export function raw(value, length) {
  refuse(!(value instanceof Uint8Array) || (length !== undefined && value.length !== length));
  return value;
}

export function text(value, most) {
  refuse(typeof value !== "string" || !value || utf8.encode(value).length > most);
  return value;
}

export function list(value, most) {
  refuse(!Array.isArray(value) || value.length > most);
  return value;
}

export function issuer(value) {
  refuse(!/^[A-Z0-9]{1,8}$/.test(text(value, 8)));
  return value;
}
