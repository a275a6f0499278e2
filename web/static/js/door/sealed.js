// What a door's phone keeps until it is delivered, or tapped away: each sealed by a key that no script
// can read, in a store apart from the person's own code on the same phone.
const NAME = "door";

async function opened() {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("sealed", { keyPath: ["kind", "id"] });
    asked.result.createObjectStore("about");
  };
  const base = await told(asked);
  base.onversionchange = () => base.close();
  return base;
}

function told(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// Done when it is on the disk: an answer to a request alone may still be lost.
async function within(store, mode, act) {
  const base = await opened();
  try {
    const work = base.transaction(store, mode);
    const ended = new Promise((done, failed) => {
      work.oncomplete = done;
      work.onabort = () => failed(work.error);
    });
    const found = await told(act(work.objectStore(store)));
    await ended;
    return found;
  } finally {
    base.close();
  }
}

export const about = (name) => within("about", "readonly", (store) => store.get(name));
export const putAbout = (name, value) => within("about", "readwrite", (store) => store.put(value, name));

// Of two pages that make the key at once, one wins.
async function sealKey() {
  const kept = await about("seal");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("about", "readwrite", (store) => store.add(made, "seal")).catch(() => {});
  return about("seal");
}

// Keeps a value under a kind and its own id; one already there is written anew.
export async function put(kind, value) {
  const key = await sealKey();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt(bound(kind, value.id, iv), key, plain);
  await within("sealed", "readwrite", (store) => store.put({ kind, id: value.id, iv, data }));
}

// All of a kind in the order of their ids, which is that of time; what does not open is passed over.
export async function all(kind) {
  const range = IDBKeyRange.bound([kind, ""], [kind, "\uffff"]);
  const rows = await within("sealed", "readonly", (store) => store.getAll(range));
  if (!rows.length) return [];
  const key = await sealKey();
  const found = await Promise.all(
    rows.map(async ({ id, iv, data }) => {
      const plain = await crypto.subtle.decrypt(bound(kind, id, iv), key, data).catch(() => null);
      return plain && JSON.parse(new TextDecoder().decode(plain));
    }),
  );
  return found.filter(Boolean);
}

export async function count(kind) {
  const range = IDBKeyRange.bound([kind, ""], [kind, "\uffff"]);
  return within("sealed", "readonly", (store) => store.count(range));
}

export const drop = (kind, id) => within("sealed", "readwrite", (store) => store.delete([kind, id]));

export const wipe = () => told(indexedDB.deleteDatabase(NAME));

function bound(kind, id, iv) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${kind} ${id}`) };
}
