// Deterministic CBOR (RFC 8949, 4.2.1), read strictly: integers up to 2^53 - 1, byte and text
// strings, arrays, maps with integer keys in rising order, false and true; anything else is refused.
// Each item takes a byte or more and nests at most six deep. The same as domain/credential/cbor.py.
export class Malformed extends Error {}

const DEPTH = 6;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function refuse(wrong = true) {
  if (wrong) throw new Malformed();
}

export function decode(data) {
  let at = 0;

  function take(length) {
    refuse(length > data.length - at);
    at += length;
    return data.subarray(at - length, at);
  }

  function head() {
    const first = take(1)[0];
    const major = first >> 5;
    const short = first & 31;
    if (first === 0xf4 || first === 0xf5) return [7, first];
    refuse(major > 5 || short > 27);
    if (short < 24) return [major, short];
    const width = 1 << (short - 24);
    const argument = take(width).reduce((sum, byte) => sum * 256 + byte, 0);
    refuse(argument < (width === 1 ? 24 : 2 ** (4 * width)) || argument > Number.MAX_SAFE_INTEGER);
    return [major, argument];
  }

  function item(depth) {
    refuse(depth > DEPTH);
    const [major, argument] = head();
    if (major === 0) return argument;
    if (major === 1) return -1 - argument;
    if (major === 7) return argument === 0xf5;
    refuse(argument > data.length - at);
    if (major === 2) return take(argument);
    if (major === 3) return text(take(argument));
    if (major === 4) return Array.from({ length: argument }, () => item(depth + 1));
    return map(argument, depth);
  }

  function map(count, depth) {
    const found = new Map();
    let before = new Uint8Array();
    for (let left = count; left > 0; left--) {
      const start = at;
      const key = item(depth + 1);
      const written = data.subarray(start, at);
      refuse(typeof key !== "number" || !rises(before, written));
      before = written;
      found.set(key, item(depth + 1));
    }
    return found;
  }

  const value = item(0);
  refuse(at !== data.length);
  return value;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// A byte string with its head.
export function bytes(raw) {
  const size = raw.length;
  const width = size < 24 ? 0 : size < 256 ? 1 : size < 65536 ? 2 : 4;
  const head = width ? [0x58 + (width >> 1)] : [0x40 + size];
  for (let left = width - 1; left >= 0; left--) head.push((size >>> (8 * left)) & 255);
  return joined(head, raw);
}

function text(raw) {
  try {
    return utf8.decode(raw);
  } catch {
    throw new Malformed();
  }
}

function rises(before, after) {
  for (let at = 0; at < before.length && at < after.length; at++) {
    if (before[at] !== after[at]) return before[at] < after[at];
  }
  return before.length < after.length;
}
