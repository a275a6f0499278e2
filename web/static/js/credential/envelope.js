// COSE_Sign1 (RFC 9052, 4.2) under tag 18, or tag 61 around it; algorithm and key id protected,
// nothing unprotected; every signed thing but a credential names its content type.
import { bytes, decode, joined, refuse } from "./cbor.js";
import { checks } from "./curve.js";
import { fields, number, raw, text } from "./fields.js";

const ES256 = -7;
const CONTEXT = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];

export function readEnvelope(data, type, most) {
  refuse(data.length > most);
  const parts = decode(untagged(data));
  refuse(!Array.isArray(parts) || parts.length !== 4);
  refuse(!(parts[1] instanceof Map) || parts[1].size > 0);
  const [guarded, , payload, signature] = parts;
  raw(signature);
  const header = fields(decode(raw(guarded)), [1, 4], [3]);
  raw(payload);
  refuse(signature.length !== 64);
  refuse((header.has(3) ? text(header.get(3), 64) : "") !== type);
  const algorithm = number(header.get(1), -65536, 65536);
  const kid = raw(header.get(4), 8);
  return { whole: data, algorithm, kid, guarded, payload, signature };
}

export async function genuine(envelope, key) {
  const { algorithm, guarded, payload, signature } = envelope;
  if (algorithm !== ES256) return false;
  return checks(key, signature, joined(CONTEXT, bytes(guarded), [0x40], bytes(payload)));
}

function untagged(data) {
  const at = data[0] === 0xd8 && data[1] === 0x3d ? 2 : 0;
  refuse(data[at] !== 0xd2);
  return data.subarray(at + 1);
}
