// The service worker: hashed files from the cache, pages from the network, and where there is none
// the one shell, which holds no data. No answer of the server to a person is ever kept.
const FILES = [
  "./css/app.css",
  "./js/trusted-types.js",
  "./vendor/htmx-4.0.1.min.js",
  "./js/main.js",
  "./js/labels.js",
  "./icons/icon-192.png",
  "./js/phone/kept.js",
  "./js/tap.js",
];
// A door's phone keeps these besides, from the first time that it is one.
const DOOR_FILES = [
  "./door/door.css",
  "./js/door/post.js",
  "./js/door/eye.js",
  "./js/door/local.js",
  "./js/door/leave.js",
  "./js/door/queue.js",
  "./js/phone/worker.js",
  "./vendor/qr-0.7.0.min.js",
];
const DOOR_SHELLS = { "zh-CN": "/verify/shell?lang=zh", en: "/verify/shell?lang=en" };
const SHELLS = { "zh-CN": "/shell?lang=zh", en: "/shell?lang=en" };
const NAMES = { zh: "云南健康码", en: "Yunnan Health Code" };
const ICON = FILES.find((name) => name.includes("/icon-"));
const PATIENCE_MS = 3000;
const GATEWAY = [502, 503, 504];
// A file's name changes with all that it imports, so the first four name a whole version.
const CACHE = `shell ${FILES.slice(0, 4).join(" ")}`;

addEventListener("install", (event) => event.waitUntil(filled()));

addEventListener("activate", (event) => event.waitUntil(taken()));

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  if (event.data === "refresh") event.waitUntil(refreshed().catch(() => {}));
  if (event.data === "door") event.waitUntil(doorKept().catch(() => {}));
});

addEventListener("push", (event) => event.waitUntil(reminded(event.data)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(opened());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(fromCache(request));
  else if (request.mode === "navigate") event.respondWith(navigated(request, new URL(request.url)));
});

// A push must always be shown. Its words came encrypted, in the language that was read when it was
// asked for; one that holds none, or no text of ours, says whose it is and no more.
async function reminded(data) {
  const { text = "", lang = "" } = said(data);
  const title = NAMES[lang] ?? Object.values(NAMES).join(" ");
  await registration.showNotification(title, { body: String(text), lang, tag: "reminder", icon: ICON });
}

function said(data) {
  try {
    return data.json() ?? {};
  } catch {
    return {};
  }
}

async function opened() {
  const open = await clients.matchAll({ type: "window" });
  const code = open.find((page) => new URL(page.url).pathname === "/code");
  return code ? code.focus() : clients.openWindow("/code");
}

async function filled() {
  await (await caches.open(CACHE)).addAll(FILES);
  await refreshed();
  if (await caches.match(DOOR_SHELLS.en)) await doorKept();
  if (!(await caches.match(SHELLS.en))) throw new Error("the shell names a file that is not listed");
}

async function taken() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell ") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// A shell is asked for with no cookie: it is the same for everybody. One that names files of a
// newer version waits for that version's worker.
async function refreshed(shells = SHELLS, files = FILES) {
  const cache = await caches.open(CACHE);
  for (const address of Object.values(shells)) {
    const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error("no shell");
    const named = (await answer.clone().text()).match(/\/static\/[^"]+/g) ?? [];
    if (named.every((name) => files.includes(name))) await cache.put(address, answer);
  }
}

async function doorKept() {
  const cache = await caches.open(CACHE);
  for (const name of DOOR_FILES) if (!(await cache.match(name))) await cache.add(name);
  await refreshed(DOOR_SHELLS, [...FILES, ...DOOR_FILES]);
}

async function fromCache(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function navigated(request, url) {
  if (url.pathname === "/shell") return (await shell(url)) ?? fetch(request);
  // Only a code and a door have something better to show than a slow answer.
  const patience = ["/code", "/verify"].includes(url.pathname) ? PATIENCE_MS : 0;
  try {
    const answer = await within(patience, fetch(request));
    if (!GATEWAY.includes(answer.status) || !patience) return answer;
    return (await shell(url)) ?? answer;
  } catch (fault) {
    const found = await shell(url);
    if (found) return found;
    throw fault;
  }
}

function within(patience, answer) {
  if (!patience) return answer;
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), patience));
  return Promise.race([answer, late]);
}

async function shell(url) {
  const asked = { zh: "zh-CN", en: "en" }[url.searchParams.get("lang")];
  const kept = ((await (await caches.match("/looks"))?.text()) ?? "").split(" ")[0];
  const lang = asked ?? kept;
  const door = url.pathname === "/verify" && (await caches.match(DOOR_SHELLS[lang] ?? DOOR_SHELLS["zh-CN"]));
  return door || caches.match(SHELLS[lang] ?? SHELLS["zh-CN"]);
}
