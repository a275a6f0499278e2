// The household's cards on this phone, in IndexedDB, with the keys that no script can read: no
// phone number, document or reason is among them, and leaving empties it all.
const NAME = "healthcode";
const LOOKS = "/looks";

async function opened() {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("cards", { keyPath: "card" });
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
    request.onblocked = () => failed(new Error("blocked"));
  });
}

async function within(store, mode, act) {
  const base = await opened();
  try {
    return await told(act(base.transaction(store, mode).objectStore(store)));
  } finally {
    base.close();
  }
}

export const cards = () => within("cards", "readonly", (store) => store.getAll());
export const putCard = (card) => within("cards", "readwrite", (store) => store.put(card));
export const dropCard = (card) => within("cards", "readwrite", (store) => store.delete(card));
export const about = (name) => within("about", "readonly", (store) => store.get(name));
export const putAbout = (name, value) => within("about", "readwrite", (store) => store.put(value, name));

// Gives what is kept under a name, made first where there is none; of two pages one wins.
export async function once(name, make) {
  const kept = await about(name);
  if (kept) return kept;
  const made = await make();
  await within("about", "readwrite", (store) => store.add(made, name)).catch(() => {});
  return about(name);
}

// The language and size of letters, where the worker can read them too.
export async function putLooks(text) {
  await (await caches.open("looks")).put(LOOKS, new Response(text));
}

export async function looks() {
  return (await (await caches.match(LOOKS))?.text()) ?? "";
}

export async function wipe() {
  localStorage.clear();
  const names = await caches.keys();
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all([
    told(indexedDB.deleteDatabase(NAME)),
    ...names.map((name) => caches.delete(name)),
    ...workers.map((each) => each.unregister()),
  ]);
}
