// The camera as a guard meets it: why it is asked for, what to do where it is refused or missing, the
// light, a photo instead, and after five seconds without a code what may help.
import { openCamera, readPhoto } from "./camera.js";

const ALLOWED = "door-camera";
const FIRST_TIP_MS = 5000;
const NEXT_TIP_MS = 5000;

export function openEye(root, { seen, busy }) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const tips = [...part("tips").children];
  let [wanted, last, lit, hasLight] = [false, 0, false, false];
  const camera = openCamera(part("view"), {
    idle: () => busy() || document.hidden,
    ended: () => trouble("ended"),
    seen: (text) => {
      last = Date.now();
      return seen(text);
    },
  });

  async function start() {
    wanted = true;
    part("ask").hidden = true;
    part("trouble").hidden = true;
    try {
      await camera.start();
    } catch (fault) {
      return trouble(fault?.name);
    }
    part("seeing").hidden = false;
    last = Date.now();
    remember();
    hasLight = await camera.light().catch(() => false);
    part("light").hidden = !hasLight;
    if (lit) await camera.light(true).catch(() => {});
  }

  function trouble(name) {
    camera.stop();
    part("seeing").hidden = true;
    part("trouble").hidden = false;
    const refused = ["NotAllowedError", "SecurityError"].includes(name);
    part("refused").hidden = !refused;
    part("absent").hidden = refused;
  }

  function pause() {
    camera.stop();
  }

  // Another page, a locked screen: the camera is free meanwhile, and comes back by itself.
  function resume() {
    if (wanted && part("trouble").hidden && !document.hidden) start();
  }

  for (const button of root.querySelectorAll("[data-start]")) button.addEventListener("click", start);
  part("light").addEventListener("click", async () => {
    lit = !lit;
    part("light").setAttribute("aria-pressed", String(lit));
    await camera.light(lit).catch(() => {});
  });
  for (const field of root.querySelectorAll("[data-photo]")) {
    field.addEventListener("change", async () => {
      const text = field.files[0] && (await readPhoto(field.files[0]).catch(() => null));
      field.value = "";
      part("unread").hidden = Boolean(text);
      if (text) seen(text);
    });
  }
  addEventListener("pagehide", pause);
  addEventListener("pageshow", (event) => event.persisted && resume());
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : resume()));

  setInterval(() => {
    const past = busy() || part("seeing").hidden ? 0 : Date.now() - last - FIRST_TIP_MS;
    tips.forEach((tip, at) => {
      tip.hidden = past < at * NEXT_TIP_MS + 1 || (tip.dataset.needs === "light" && !hasLight);
    });
  }, 1000);

  if (!navigator.mediaDevices?.getUserMedia) trouble("none");
  else allowed().then((may) => (may ? start() : (part("ask").hidden = false)));
  return { look: () => (last = Date.now()) };
}

// A camera that was allowed before needs no words again.
async function allowed() {
  try {
    const { state } = await navigator.permissions.query({ name: "camera" });
    if (state !== "prompt") return state === "granted";
  } catch {
    // Safari and Firefox know no such permission.
  }
  try {
    return localStorage.getItem(ALLOWED) === "1";
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(ALLOWED, "1");
  } catch {
    // Asked again next time.
  }
}
