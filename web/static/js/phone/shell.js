// Draws the household's cards that this phone keeps, each as good as it can be told with no network.
import { openStored } from "../credential/stored.js";
import { judge, liveOf } from "./judge.js";
import { labelOf } from "../labels.js";
import { paint } from "./qr.js";
import { rooted } from "./root.js";
import { about, cards, looks, putAbout, putLooks } from "./store.js";
import { tokenText } from "./token.js";
import { start as watchWorker } from "./worker.js";

const QR_SECONDS = 15;
const FIRST_MS = 1500;
const MOST_MS = 30000;
const BEIJING = "Asia/Shanghai";
const now = () => Date.now() / 1000;

export async function start(root) {
  if (root.dataset.live) return;
  root.dataset.live = "1";
  comeBack(root);
  await dressed(root);
  const part = (name) => root.querySelector(`[data-${name}]`);
  const [kept, known] = await Promise.all([cards(), opened(root.dataset)]);
  const keys = { seal: await about("seal"), device: await about("device") };
  if (!kept.length) return;
  const chosen = await about("shown");
  kept.sort((one, other) => (other.card === chosen) - (one.card === chosen) || other.at - one.at);
  let shown = kept[0];

  const buttons = kept.map((each) => {
    const button = document.createElement("button");
    button.type = "button";
    button.onclick = () => {
      shown = each;
      putAbout("shown", each.card).catch(() => {});
      draw();
    };
    return button;
  });

  // Every card each time: one that has ended meanwhile is green nowhere. Whoever chose another
  // card while this one was looked at has had that one drawn.
  async function draw() {
    const card = shown;
    const found = await Promise.all(kept.map((each) => judge(each, known, keys, now())));
    if (card !== shown) return;
    listed(found);
    const judged = found[kept.indexOf(card)];
    told(part, card, judged);
    const text = await textOf(card, judged, keys.device).catch(() => null);
    if (card !== shown) return;
    part("plate").hidden = !text;
    if (text) paint(part("plate").querySelector("svg"), text, text.startsWith("YN1:") ? "L" : "M");
    const left = QR_SECONDS - ((now() + (Number(card.offset) || 0)) % QR_SECONDS);
    clearTimeout(draw.next);
    draw.next = setTimeout(draw, left * 1000 + 50);
  }

  function listed(found) {
    buttons.forEach((button, at) => {
      // Why a card is grey stands on the card.
      const word = found[at].why ? root.dataset.grey : wordOf(found[at]);
      const name = [labelOf(kept[at].card), found[at].credential?.name].filter(Boolean).join(" ");
      button.textContent = `${name || "—"} · ${word}`;
      button.className = found[at].colour;
      button.setAttribute("aria-pressed", String(kept[at] === shown));
    });
  }

  part("people").replaceChildren(...buttons);
  part("people").hidden = kept.length < 2;
  part("none").hidden = true;
  part("card").hidden = false;
  tick(part("clock"), () => shown);
  await draw();
  watchWorker().catch(() => {});
}

async function opened(issuer) {
  const files = (await about("files")) ?? {};
  const held = { trust: files.trust, keySets: [files.keys], lists: [] };
  const stored = await rooted(issuer, held).catch(() => null);
  return stored ? openStored(stored) : { home: issuer.home, trust: null, keySets: new Map() };
}

async function textOf(card, { credential }, device) {
  const live = await liveOf(card, credential, device, now());
  return live ?? tokenText(card.day, Math.floor((now() + card.offset) / QR_SECONDS));
}

function told(part, card, { colour, why, credential }) {
  part("verdict").replaceChildren(outcomeOf({ colour, why }).cloneNode(true));
  part("card").className = `code kept ${colour}`;
  part("name").textContent = credential?.name ?? "";
  part("age").hidden = part("until").hidden = !credential;
  if (!credential) return;
  part("at").textContent = moment(card.at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  part("green").hidden = colour !== "green" && colour !== "grey";
  part("risk").hidden = !part("green").hidden;
  part("day").textContent = moment(credential.expires - 1, {});
}

function outcomeOf({ colour, why }) {
  return document.querySelector(`template[data-outcome="${why || colour}"]`).content;
}

function wordOf(found) {
  return outcomeOf(found).querySelector(".verdict-word").firstChild.textContent.trim();
}

function moment(seconds, clock) {
  const chosen = { timeZone: BEIJING, month: "long", day: "numeric", ...clock };
  const tag = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  return new Intl.DateTimeFormat(tag, chosen).format(seconds * 1000);
}

function tick(clock, shown) {
  const shownAt = (now() + (Number(shown().offset) || 0)) * 1000;
  clock.textContent = new Date(shownAt + 8 * 3600000).toISOString().slice(11, 19);
  setTimeout(tick, 1000 - (shownAt % 1000), clock, shown);
}

// The kept page is everybody's: the letters' size is this phone's, as it was last chosen.
async function dressed(root) {
  const asked = new URLSearchParams(location.search).get("large");
  const large = asked ? asked === "1" : (await looks()).endsWith(" large");
  document.documentElement.classList.toggle("large", large);
  for (const link of document.querySelectorAll("a[href*='large=']")) {
    link.href = `/shell?large=${large ? 0 : 1}`;
    link.textContent = large ? root.dataset.normal : root.dataset.larger;
  }
  await putLooks(`${document.documentElement.lang}${large ? " large" : ""}`);
}

// Back to the page that was asked for as soon as there is a network; not where the signed code
// was asked for itself.
function comeBack(root) {
  if (location.pathname === "/shell" && location.hash !== "#offline") return;
  const code = ["/shell", "/code", "/"].includes(location.pathname);
  root.querySelector("[data-other]").hidden = code;
  const back = () => (location.pathname === "/shell" ? location.replace("/code") : location.reload());
  let wait = FIRST_MS;
  let next;
  async function look() {
    clearTimeout(next);
    const late = new Promise((done) => setTimeout(done, FIRST_MS));
    const asked = fetch("/code/pulse", { cache: "no-store", redirect: "manual" }).catch(() => null);
    // Whatever the server says, as long as it is there and quick: else the page would flicker.
    if (((await Promise.race([asked, late]))?.status ?? 599) < 500) return back();
    next = setTimeout(look, (wait = Math.min(2 * wait, MOST_MS)));
  }
  next = setTimeout(look, wait);
  addEventListener("online", look);
}
