// The online token of a step, made on the phone as the server makes it (domain/healthcode/tokens.py).
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const MAC = { name: "HMAC", hash: "SHA-256" };

// The day's secret as a key that no script can read back; `secret` is base64url.
export function keyOf(secret) {
  return crypto.subtle.importKey("raw", fromBase64(secret), MAC, false, ["sign"]);
}

// `day`: { address, handle, key }; gives the whole text of the QR.
export async function tokenText(day, step) {
  const told = new Uint8Array(20);
  told.set(day.handle.match(/../g).map((pair) => parseInt(pair, 16)));
  new DataView(told.buffer).setUint32(8, step);
  const mac = await crypto.subtle.sign("HMAC", day.key, told.subarray(0, 12));
  told.set(new Uint8Array(mac, 0, 8), 12);
  return day.address + base32(told);
}

export function fromBase64(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function base32(data) {
  let text = "";
  for (let at = 0; at < data.length * 8; at += 5) {
    const pair = (data[at >> 3] << 8) | (data[(at >> 3) + 1] ?? 0);
    text += BASE32[(pair >> (11 - (at & 7))) & 31];
  }
  return text;
}

export function toBase64(data) {
  return btoa(String.fromCharCode(...data)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function bytesOf(text) {
  return new TextEncoder().encode(text);
}
