// What a checker begins with: the issuer's root that the page holds, and its files as fetched just now.
import { readKey, unhex } from "../credential/curve.js";

const FILES = "/.well-known/healthcode/";

// `root` is x and y in hex; `files` what openStored takes besides.
export async function rooted({ home, root }, files) {
  const [x, y] = [unhex(root.slice(0, 64)), unhex(root.slice(64))];
  const pinned = await readKey(new Map([[1, 2], [-1, 1], [-2, x], [-3, y]]));
  return { home, root: pinned, ...files };
}

export async function fresh(issuer) {
  const [trust, keys] = await Promise.all(["trust", "keys"].map(fetched));
  return rooted(issuer, { trust, keySets: [keys], lists: [] });
}

async function fetched(name) {
  const answer = await fetch(FILES + name);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array();
}
