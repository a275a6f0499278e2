// Base45 (RFC 9285): two bytes as three signs of a QR code's alphanumeric mode.
import { refuse } from "./cbor.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

export function decode(text) {
  const found = [];
  refuse(text.length % 3 === 1);
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (sign) => DIGITS.indexOf(sign));
    refuse(digits.includes(-1) || digits.length === 1);
    const value = digits[0] + digits[1] * 45 + (digits[2] ?? 0) * 2025;
    refuse(value > (digits.length === 3 ? 0xffff : 0xff));
    if (digits.length === 3) found.push(value >> 8);
    found.push(value & 255);
  }
  return Uint8Array.from(found);
}

export function encode(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 2) {
    const pair = at + 1 < data.length;
    let value = pair ? data[at] * 256 + data[at + 1] : data[at];
    for (let left = pair ? 3 : 2; left > 0; left--) {
      text += DIGITS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}
