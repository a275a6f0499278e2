// The verify page at work: a code is seen, judged by the server or else by this phone, and told; then
// the next. What is scanned is never followed, run or put into the page.
import { openBanner } from "./banner.js";
import { eventId, personOf } from "./ids.js";
import { openLink } from "./link.js";
import { openResting } from "./resting.js";
import { openScreen } from "./screen.js";
import { drop, put } from "./sealed.js";
import { openTeller } from "./tell.js";
import { openField } from "./typed.js";

const MOST_TEXT = 1000;
const SAME_MS = 5000;
const GREEN_MS = 3000;
const RENEW_MS = 1800000;
const BY_FORM = ["poster", "not_ours", "damaged"];
const COMPARED = ["paper", "foreign", "old_picture", "list_old"];

export function start(root) {
  if (root.dataset.live) return;
  root.dataset.live = "1";
  run(root).catch(() => {
    // The plain form works without any of it.
  });
}

async function run(root) {
  let [current, judging, last, leave] = [null, false, { who: "", at: 0 }, 0];
  const busy = () => judging || (current !== null && current.paint !== "green");
  const mute = root.querySelector("[data-mute]");
  const tell = openTeller(mute);
  const hot = root.querySelector("[data-hot]");
  const banner = openBanner(root);
  const link = await openLink(root, {
    changed: () => banner.show(link, checker),
    back: () => checker.then((it) => it?.renew()).catch(() => {}),
    otherwise: () => banner.otherwise(),
  });
  const checker = import("./local.js").then((it) => (link.here ? it.openChecker(link.here) : null)).catch(() => null);
  const screen = openScreen(root, { next, change });
  const resting = openResting(root, (kept, temperature) => judge({ ...kept, temperature, reading: null }, kept.found));

  async function seen(typed) {
    const [text, now] = [typed.slice(0, MOST_TEXT), Date.now()];
    const who = personOf(text);
    const same = who === last.who && now - last.at < SAME_MS;
    last = { who, at: now };
    if (same || busy()) return;
    // By the server's clock, as it stood at the last contact: a live code is of its moment.
    const at = Math.round(now + (link.here?.offset ?? 0) * 1000);
    const rested = at - (resting.of(who)?.at ?? at) >= link.here?.rest;
    const temperature = heated() ? (rested ? "high_again" : "high") : "normal";
    const rest = { reading: null, seen: false, refused: "", told: "", venue: link.here?.venue };
    await judge({ id: eventId(at), at, text, temperature, ...rest });
  }

  // `found` is what was answered before, where only the temperature or the document is new.
  async function judge(admission, found = null) {
    judging = true;
    clearTimeout(leave);
    try {
      const local = await checker;
      const said = await answered(local, admission, found);
      if (said) await shown(admission, said);
    } finally {
      judging = false;
      hot.setAttribute("aria-pressed", "false");
    }
  }

  async function answered(local, admission, found) {
    const form = local?.read(admission.text);
    if (BY_FORM.includes(form)) return local.answer(admission);
    const kept = put("waiting", admission).then(() => true, () => false);
    const said = await link.admit(admission);
    if (said) {
      kept.then((was) => was && drop("waiting", admission.id)).catch(() => {});
      return said;
    }
    if (link.state() === "out") {
      // Nobody is on duty here: what was scanned counts for nothing.
      if (await kept) await drop("waiting", admission.id);
      return null;
    }
    const own = local ? await local.answer(admission, found) : { key: "cannot_check", answer: "cannot_check" };
    admission.told = own.key;
    if (await kept) await put("waiting", { ...admission, name: own.name });
    return { ...own, offline: true };
  }

  async function shown(admission, said) {
    const found = {
      answer: said.answer,
      colour: said.colour ?? null,
      name: said.name ?? "",
      tail: said.tail ?? "",
      document: said.document ?? COMPARED.includes(said.answer),
      waits: said.key === "see_document",
    };
    const { act, paint } = screen.show({ ...said, refused: admission.refused });
    current = { admission, found, paint };
    tell(act);
    if (paint === "green" && !admission.refused) leave = setTimeout(next, GREEN_MS);
    await resting.note({ ...admission, found }, said.key, personOf(admission.text));
    banner.show(link, checker);
  }

  function next() {
    clearTimeout(leave);
    current = null;
    screen.hide();
    eye.then((it) => it?.look());
    field.ready();
  }

  function change(facts) {
    if (!current || judging) return;
    const { admission, found } = current;
    // A number goes before a button, so the one of before goes with the button of now.
    const reading = "temperature" in facts ? null : admission.reading;
    judge({ ...admission, reading, ...facts }, found);
  }

  const heated = () => hot.getAttribute("aria-pressed") === "true";
  hot.addEventListener("click", () => {
    hot.setAttribute("aria-pressed", String(!heated()));
    field.ready();
  });
  screen.touched(() => clearTimeout(leave));
  mute.hidden = root.querySelector("[data-scan]").hidden = false;
  banner.named(link.here);
  const eye = import("./eye.js").then((it) => it.openEye(root, { seen, busy })).catch(() => null);
  const field = openField(root.querySelector("[data-typed]"), { seen, busy, begun: () => current && next() });
  field.ready();

  setInterval(() => checker.then((it) => link.state() === "online" && it?.renew()).catch(() => {}), RENEW_MS);
  if (link.state() === "online") checker.then((it) => it?.renew()).catch(() => {});
  banner.show(link, checker);
  banner.otherwise();
  await (await import("../phone/worker.js")).start();
  (await navigator.serviceWorker?.ready)?.active?.postMessage("door");
}
