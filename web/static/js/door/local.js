// The answer that a door's phone gives by itself: by the lists and keys that it keeps, as old as they
// are, and by the table that the server decides by. One file, loaded while there is a network.
import { able } from "../credential/curve.js";
import { readScanned } from "../credential/scanned.js";
import { openStored } from "../credential/stored.js";
import { verdict } from "../credential/verdict.js";
import { fresh } from "../phone/fresh.js";
import { kept, sync, watch } from "../phone/lists.js";
import { rooted } from "../phone/root.js";
import { decide } from "./decide.js";

const SHARDS = 16;

// `here` is what the page knows of its door. Gives { read, answer, renew, age }.
export function openChecker(here) {
  const { home, root, host } = here;
  const limits = { fresh: here.fresh, admit: here.admit };
  let known = null;

  // What a text is by its form alone: "poster", "not_ours", "damaged", "online" or "signed".
  function read(text) {
    const poster = /^https?:\/\/([^/]+)\/P\/[0-9A-Z]{16}$/i.exec(text.trim());
    const ours = poster && poster[1].toLowerCase() === host.toLowerCase();
    return ours ? "poster" : readScanned(text, host).read;
  }

  // Decides from a text, or again from what was found before: `found` is { answer, colour, … }.
  async function answer(facts, found) {
    const anew = !found || (facts.paper && found.answer === "old_picture");
    const said = anew ? await checked(facts.text, facts.paper) : found;
    return { ...said, ...decide(said, { ...facts, door: here.door, leaving: here.leaving }) };
  }

  async function checked(text, paper = false) {
    if (read(text) === "poster") return { answer: "poster", colour: null, name: "", tail: "" };
    const { lastServer, offset } = here;
    const clock = { now: Date.now() / 1000, offset, lastServer, synchronised: lastServer > 0 };
    const told = async () => verdict(text, host, await (known ??= opened()), clock, limits, paper);
    const said = await told();
    // Its keys may have been fetched a moment ago.
    if (said.answer !== "unknown_issuer") return said;
    known = null;
    return told();
  }

  async function opened() {
    if (!able() || !root) return { able: false };
    return openStored(await rooted({ home, root }, await kept()));
  }

  // Brings keys and lists up to date, this door's own shard first; asks for each issuer's files once.
  async function renew() {
    if (!able() || !root) return;
    for (let shard = SHARDS - 1; shard >= 0; shard--) if (shard !== here.shard) await watch(shard);
    await watch(here.shard);
    let files = null;
    try {
      await sync(() => (files ??= fresh({ home, root })));
    } finally {
      known = opened();
    }
  }

  // The instant (Unix seconds) of this door's list, 0 where there is none.
  async function age() {
    known ??= opened();
    const shard = (await known).shards?.get(`${home}/${here.shard}`);
    return shard ? (shard.delta ?? shard.base).asOf : 0;
  }

  return { read, answer, renew, age };
}
