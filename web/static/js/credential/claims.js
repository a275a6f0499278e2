// The claims of a credential (RFC 8392), whoever signed them.
import { decode, refuse } from "./cbor.js";
import { readPoint } from "./curve.js";
import { fields, issuer, number, text } from "./fields.js";

export const COLOURS = ["grey", "green", "yellow", "red"];
export const INDEXES = 2 ** 28;
export const PRIVATE = -65537;

export function claimsOf(envelope) {
  const claims = fields(decode(envelope.payload), [1, 4, 6, PRIVATE], [8]);
  const inner = fields(claims.get(PRIVATE), [1, 2, 3, 4], [5]);
  const status = number(inner.get(4));
  const device = claims.has(8) ? readPoint(fields(claims.get(8), [1]).get(1)) : null;
  const paper = inner.has(5);
  refuse(paper && (inner.get(5) !== true || device));
  const issued = number(claims.get(6));
  const tail = text(inner.get(3), 8);
  refuse([...tail].length > 2);
  return {
    issuer: issuer(claims.get(1)),
    issued,
    expires: number(claims.get(4), issued + 1),
    colour: COLOURS[number(inner.get(1), 1, 3)],
    name: text(inner.get(2), 19),
    tail,
    shard: Math.floor(status / INDEXES),
    index: status % INDEXES,
    device,
    paper,
  };
}
