// The offline verdict, by the same table as the server's (domain/credential/verdict.py).
import { genuine } from "./envelope.js";
import { deviceSigns, readScanned, STEP } from "./scanned.js";
import { colourOf } from "./status.js";
import { keyFor, SKEW } from "./stored.js";
import { ROWS } from "./table.js";

const WORSE = ["green", "grey", "yellow", "red"];

// `clock`: { now, offset, lastServer, synchronised } in Unix seconds; `limits`: { fresh, admit }.
// `asPaper` takes an old picture as a printed card, whose document is compared.
export async function verdict(text, host, known, clock, limits, asPaper = false) {
  const read = readScanned(text, host);
  if (read.read !== "signed") return told({ read: read.read });
  const facts = { read: "signed" };
  if (!known.able) return told({ ...facts, signature: "unchecked" });
  const instant = Math.floor(clock.now + clock.offset);
  Object.assign(facts, await origin(read, known, instant));
  const { credential } = read;
  const shard = known.shards.get(`${credential.issuer}/${credential.shard}`);
  const asOf = shard && (shard.delta ?? shard.base).asOf;
  const newer = Boolean(shard) && asOf < credential.issued;
  const listed = shard && !newer ? present(shard, credential.index) : null;
  const age = listAge(shard, instant - asOf, limits);
  const found = listed === null ? credential.colour : coloured(credential.colour, listed, age);
  const latest = Math.max(credential.issued, clock.lastServer, asOf ?? 0);
  Object.assign(facts, {
    clock: clock.synchronised && latest <= instant + SKEW ? "sound" : "unsound",
    form: asPaper && formOf(read, instant) !== "live" ? "paper" : formOf(read, instant),
    validity: credential.expires <= instant ? "over" : "running",
    list: age,
    newer: newer ? "yes" : "no",
    listed: listed === "yellow" || listed === "red" ? "risk" : "no",
    colour: found,
  });
  return told(facts, found, credential);
}

async function origin(read, known, instant) {
  const { credential, envelope, live } = read;
  if (!known.trust?.issuers.has(credential.issuer)) return { issuer: "unknown" };
  const issuer = credential.issuer === known.home ? "home" : "foreign";
  const keys = known.keySets.get(credential.issuer);
  const key = keyFor(keys, envelope.kid, credential.issued);
  if (!key) return { issuer, key: "unknown" };
  const good = (await genuine(envelope, key)) && (!live || (await deviceSigns(read)));
  const over = Math.min(known.trust.expires, keys.expires) <= instant;
  const trust = over ? "over" : "running";
  return { issuer, key: "known", signature: good ? "good" : "bad", trust };
}

function formOf({ credential, live }, instant) {
  if (credential.paper) return "paper";
  if (!live) return "bare";
  return Math.abs(Math.floor(instant / STEP) - live.step) <= 1 ? "live" : "old";
}

function present(shard, index) {
  return (shard.delta && colourOf(shard.delta, index)) ?? colourOf(shard.base, index);
}

function listAge(shard, age, limits) {
  if (!shard) return "none";
  return age <= limits.fresh ? "fresh" : age <= limits.admit ? "older" : "too_old";
}

function coloured(signed, listed, age) {
  if (age === "fresh") return listed;
  return WORSE[Math.max(WORSE.indexOf(signed), WORSE.indexOf(listed))];
}

function told(facts, found = null, credential = null) {
  const fits = (row) => Object.entries(row.when ?? {}).every(([name, value]) => facts[name] === value);
  const row = ROWS.find(fits);
  const colour = { found, grey: "grey" }[row.says] ?? null;
  return {
    answer: row.answer,
    colour,
    document: Boolean(row.document),
    connect: Boolean(row.connect),
    logged: Boolean(row.logged),
    name: colour ? credential.name : "",
    tail: colour ? credential.tail : "",
  };
}
