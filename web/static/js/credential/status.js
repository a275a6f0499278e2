// Status lists: sorted indexes as gaps in Golomb-Rice code, with a colour each; a binary search.
import { decode, refuse } from "./cbor.js";
import { COLOURS, INDEXES, PRIVATE } from "./claims.js";
import { sha256 } from "./curve.js";
import { readEnvelope } from "./envelope.js";
import { fields, issuer, number, raw } from "./fields.js";

const MOST_BYTES = 4 * 1024 * 1024;

export async function readList(data) {
  const envelope = readEnvelope(data, "application/healthcode-status+cbor", MOST_BYTES);
  const claims = fields(decode(envelope.payload), [1, 6, PRIVATE]);
  const inner = fields(claims.get(PRIVATE), [1, 2, 3, 4, 5, 6, 7], [8]);
  const sequence = number(inner.get(3), 0, 10000);
  refuse(inner.has(8) !== sequence > 0);
  number(inner.get(2), 0, 100000);
  const count = number(inner.get(5), 0, 4000000);
  return {
    envelope,
    issuer: issuer(claims.get(1)),
    asOf: number(claims.get(6)),
    shard: number(inner.get(1), 0, 15),
    sequence,
    base: sequence ? raw(inner.get(8), 8) : null,
    digest: (await sha256(data)).subarray(0, 8),
    indexes: unpack(number(inner.get(4), 0, 27), count, raw(inner.get(6))),
    colours: unpackColours(raw(inner.get(7), Math.ceil(count / 4)), count),
  };
}

// Gives the colour listed for an index, null where it is as it was signed.
export function colourOf(list, index) {
  let [low, high] = [0, list.indexes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.indexes[middle] < index) low = middle + 1;
    else high = middle;
  }
  return list.indexes[low] === index ? COLOURS[list.colours[low]] : null;
}

function unpack(k, count, data) {
  const end = data.length * 8;
  refuse(count * (k + 1) > end);
  const found = new Uint32Array(count);
  let [at, last] = [0, -1];

  function bit() {
    refuse(at >= end);
    return (data[at >> 3] >> (7 - (at++ & 7))) & 1;
  }

  for (let each = 0; each < count; each++) {
    let high = 0;
    while (bit()) high++;
    let low = 0;
    for (let left = k; left > 0; left--) low = low * 2 + bit();
    last += high * 2 ** k + low + 1;
    refuse(last >= INDEXES);
    found[each] = last;
  }
  refuse(end - at > 7);
  while (at < end) refuse(bit());
  return found;
}

function unpackColours(data, count) {
  const code = (at) => (data[at >> 2] >> (6 - 2 * (at & 3))) & 3;
  for (let at = count; at < data.length * 4; at++) refuse(code(at));
  return Uint8Array.from({ length: count }, (_, at) => code(at));
}
