// An issuer's own files, fetched just now: whom to believe, and the keys that sign.
import { rooted } from "./root.js";

const FILES = "/.well-known/healthcode/";

export async function fresh(issuer) {
  const [trust, keys] = await Promise.all(["trust", "keys"].map(fetched));
  return rooted(issuer, { trust, keySets: [keys], lists: [] });
}

async function fetched(name) {
  const answer = await fetch(FILES + name);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array();
}
