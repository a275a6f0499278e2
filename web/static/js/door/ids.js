// The id of an event, made on the phone (RFC 9562, 5.7): sorts by its instant, 74 bits of chance.
export function eventId(at) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(at / 65536));
  new DataView(bytes.buffer).setUint16(4, at % 65536);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const parts = [0, 8, 12, 16, 20].map((from, at, all) => digits.slice(from, all[at + 1]));
  return parts.join("-");
}

// What stays the same while one person holds up one code: a token's handle without its step, a live
// code without its step and signature. Only for passing over what was read a moment ago.
export function personOf(text) {
  const token = /\/c\/([2-7a-z]{32})\s*$/i.exec(text);
  if (token) return token[1].slice(0, 12);
  return text.startsWith("YN1:") && text.length > 300 ? text.slice(0, -110) : text;
}
