// What a checker has stored, opened: everything checked again from its built-in root on, each time.
// What does not check is left out; the verdict then says so.
import { decode, Malformed, refuse, same } from "./cbor.js";
import { PRIVATE } from "./claims.js";
import { able, readKey } from "./curve.js";
import { genuine, readEnvelope } from "./envelope.js";
import { fields, issuer, list, number, raw, text } from "./fields.js";
import { readList } from "./status.js";

export const SKEW = 120;

// `root` as readKey gives it; `trust` bytes; `keySets` and `lists` arrays of bytes.
export async function openStored({ home, root, trust, keySets, lists, leastSequence = 0 }) {
  const known = { home, able: able(), trust: null, keySets: new Map(), shards: new Map() };
  if (!known.able) return known;
  known.trust = await orNull(readTrust(trust, root, leastSequence));
  if (!known.trust) return known;
  for (const data of keySets) {
    const keys = await orNull(readKeySet(data, known.trust));
    const held = keys && known.keySets.get(keys.issuer);
    if (keys && !(held?.issued >= keys.issued)) known.keySets.set(keys.issuer, keys);
  }
  const read = [];
  for (const data of lists) read.push(await orNull(checkedList(data, known.keySets)));
  newest(known.shards, read.filter(Boolean));
  return known;
}

// The key of an issuer by its id, if it may have signed what is dated so.
export function keyFor(keys, kid, dated) {
  const fits = ({ start, until }) => start - SKEW <= dated && dated <= until + SKEW;
  return keys?.keys.find((each) => same(each.kid, kid) && fits(each))?.key ?? null;
}

async function readTrust(data, root, least) {
  refuse(data.length > 65536);
  const parts = decode(data);
  refuse(!Array.isArray(parts) || parts.length !== 2);
  const roots = [root];
  for (const each of list(parts[1], 4)) {
    const claims = await claimsOf(each, "root", roots, [6, PRIVATE]);
    if (claims) roots.push(await readKey(claims.get(PRIVATE)));
  }
  const claims = await claimsOf(parts[0], "trust", roots, [4, 6, PRIVATE]);
  refuse(!claims);
  const inner = fields(claims.get(PRIVATE), [1, 2]);
  const issuers = new Map();
  for (const each of list(inner.get(2), 64)) {
    const one = fields(each, [1, 2, 3, 4, 5]);
    const id = issuer(one.get(1));
    refuse(issuers.has(id));
    const names = { zh: text(one.get(2), 96), en: text(one.get(3), 96) };
    const pinned = await distinct(list(one.get(5), 4));
    issuers.set(id, { ...names, address: text(one.get(4), 128), pinned });
  }
  refuse(number(inner.get(1)) < least);
  number(claims.get(6));
  return { sequence: inner.get(1), expires: number(claims.get(4)), issuers };
}

// Null where none of the roots claims to have signed it: a younger root knows no older one.
async function claimsOf(data, kind, roots, needed) {
  const envelope = readEnvelope(raw(data), `application/healthcode-${kind}+cbor`, 65536);
  if (!roots.some((root) => same(root.kid, envelope.kid))) return null;
  refuse(!(await signedByOneOf(envelope, roots)));
  return fields(decode(envelope.payload), needed);
}

async function readKeySet(data, trust) {
  const envelope = readEnvelope(data, "application/healthcode-keys+cbor", 4096);
  const claims = fields(decode(envelope.payload), [1, 4, 6, PRIVATE]);
  const entries = list(claims.get(PRIVATE), 8).map((each) => fields(each, [1, 2], [3]));
  const times = entries.map((each) => ({
    start: number(each.get(2)),
    until: each.has(3) ? number(each.get(3)) : Infinity,
  }));
  const keys = await distinct(entries.map((each) => each.get(1)));
  const name = issuer(claims.get(1));
  refuse(!(await signedByOneOf(envelope, trust.issuers.get(name)?.pinned ?? [])));
  return {
    issuer: name,
    issued: number(claims.get(6)),
    expires: number(claims.get(4)),
    keys: keys.map((key, at) => ({ ...key, ...times[at] })),
  };
}

async function checkedList(data, keySets) {
  const found = await readList(data);
  const key = keyFor(keySets.get(found.issuer), found.envelope.kid, found.asOf);
  refuse(!key || !(await genuine(found.envelope, key)));
  return found;
}

// Each shard's newest base, with the newest delta that goes on it.
function newest(shards, lists) {
  const nameOf = (each) => `${each.issuer}/${each.shard}`;
  const newer = (one, other) => !other || other.asOf < one.asOf;
  for (const each of lists.filter((one) => !one.sequence)) {
    if (newer(each, shards.get(nameOf(each))?.base)) shards.set(nameOf(each), { base: each });
  }
  for (const each of lists.filter((one) => one.sequence)) {
    const shard = shards.get(nameOf(each));
    if (shard && same(shard.base.digest, each.base) && newer(each, shard.delta)) shard.delta = each;
  }
}

async function signedByOneOf(envelope, keys) {
  const key = keys.find((each) => same(each.kid, envelope.kid));
  return Boolean(key) && genuine(envelope, key.key);
}

async function distinct(values) {
  const keys = await Promise.all(values.map(readKey));
  refuse(keys.some((key, at) => keys.slice(0, at).some((other) => same(key.kid, other.kid))));
  return keys;
}

function orNull(promise) {
  return promise.catch((fault) => {
    if (fault instanceof Malformed) return null;
    throw fault;
  });
}
