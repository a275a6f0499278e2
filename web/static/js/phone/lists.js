// A checker's status lists, kept new shard by shard: the hour's small delta where the day's base is
// held, else the base with it. Nothing is taken that does not check, or is no newer than what is held.
import { joined } from "../credential/cbor.js";
import { openStored } from "../credential/stored.js";
import { about, putAbout } from "./store.js";

const FILES = "/.well-known/healthcode/";
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_SHARDS = 16;
const EVERY_SECONDS = 1800;

// `held` is { base, delta } as bytes, or nothing; `stored` what openStored takes, but for the lists.
export async function renewed(shard, held, stored, get = fetched) {
  const read = async (...lists) =>
    (await openStored({ ...stored, lists })).shards.get(`${stored.home}/${shard}`);
  const now = held && (await read(held.base, held.delta));
  const delta = await get(`status/${shard}/delta`);
  const next = now && (await read(held.base, delta));
  if (next?.delta) return asOf(next) > asOf(now) ? { base: held.base, delta } : held;
  const base = await get(`status/${shard}`);
  const whole = await read(base, delta);
  return whole && !(now && asOf(whole) <= asOf(now)) ? { base, delta } : (held ?? null);
}

// A file of the issuer's; empty where there is none, or it is longer than any may be.
export async function fetched(name) {
  const answer = await fetch(FILES + name, { cache: "no-cache" });
  if (!answer.ok) return new Uint8Array();
  const [reader, parts] = [answer.body.getReader(), []];
  for (let left = MOST_BYTES; ; ) {
    const { done, value } = await reader.read();
    if (done) return joined(...parts);
    left -= value.length;
    if (left < 0) {
      await reader.cancel();
      return new Uint8Array();
    }
    parts.push(value);
  }
}

// Whose codes are checked here are likely to be checked here again: their shard is kept from now on.
export async function watch(shard) {
  const watched = (await about("shards")) ?? [];
  if (!watched.includes(shard)) await putAbout("shards", [shard, ...watched].slice(0, MOST_SHARDS));
}

// Brings every watched shard up to date; `open` gives what openStored takes, as fetched just now.
export async function sync(open) {
  const now = Date.now() / 1000;
  for (const shard of (await about("shards")) ?? []) {
    const held = await about(`list ${shard}`);
    if (held && Math.abs(now - held.at) < EVERY_SECONDS) continue;
    const stored = await open();
    const found = await renewed(shard, held, stored);
    if (found) await putAbout(`list ${shard}`, { base: found.base, delta: found.delta, at: now });
    await putAbout("checked with", { trust: stored.trust, keySets: stored.keySets });
  }
}

// What was kept for when there is no network.
export async function kept() {
  const watched = await Promise.all(((await about("shards")) ?? []).map((each) => about(`list ${each}`)));
  const lists = watched.filter(Boolean).flatMap(({ base, delta }) => [base, delta]);
  return { trust: new Uint8Array(), keySets: [], ...(await about("checked with")), lists };
}

const asOf = ({ base, delta }) => (delta ?? base).asOf;
