// P-256 keys and ES256 signatures through WebCrypto; a compressed point is opened here, since
// browsers import only whole ones.
import { joined, refuse } from "./cbor.js";
import { fields, number, raw } from "./fields.js";

export const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const KEY_HEAD = [0xa4, 1, 2, 0x20, 1, 0x21, 0x58, 0x20];

// Tells whether this browser can check signatures: not in plain http, nor in very old webviews.
export function able() {
  return Boolean(globalThis.crypto?.subtle) && typeof BigInt === "function";
}

export async function sha256(data) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

export async function checks(key, signature, signed) {
  return key !== null && crypto.subtle.verify(ECDSA, key, signature, signed);
}

// A COSE_Key with both coordinates, and its id: the first 8 bytes of its thumbprint (RFC 9679).
export async function readKey(value) {
  const found = ec2(value);
  const x = raw(found.get(-2), 32);
  const y = raw(found.get(-3), 32);
  const key = await imported(x, y);
  refuse(!key);
  const print = await sha256(joined(KEY_HEAD, x, [0x22, 0x58, 0x20], y));
  return { key, kid: print.subarray(0, 8), x, y };
}

export function readPoint(value) {
  const found = ec2(value);
  refuse(typeof found.get(-3) !== "boolean");
  return { x: raw(found.get(-2), 32), odd: found.get(-3) };
}

// Gives the key of a compressed point, null where x is on no curve.
export async function opened({ x, odd }) {
  const prime = BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  const b = BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
  const [one, three] = [BigInt(1), BigInt(3)];
  const left = BigInt(`0x${hex(x)}`);
  if (left >= prime) return null;
  const square = (((left * left - three) * left + b) % prime + prime) % prime;
  let [y, base, rest] = [one, square, (prime + one) >> BigInt(2)];
  for (; rest; rest >>= one) {
    if (rest & one) y = (y * base) % prime;
    base = (base * base) % prime;
  }
  if ((y * y) % prime !== square) return null;
  if (Boolean(y & one) !== odd) y = prime - y;
  return imported(x, unhex(y.toString(16).padStart(64, "0")));
}

export function hex(data) {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function imported(x, y) {
  const point = joined([4], x, y);
  return crypto.subtle.importKey("raw", point, ECDSA, false, ["verify"]).catch(() => null);
}

function ec2(value) {
  const found = fields(value, [1, -1, -2, -3]);
  number(found.get(1), 2, 2);
  number(found.get(-1), 1, 1);
  return found;
}
