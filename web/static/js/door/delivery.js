// Brings what was admitted without a network to the server: each under the id and instant of its tap,
// so that however often it is sent it is one. What could not be sent stays.
import { all, drop, put } from "./sealed.js";

const MOST = 50;
const WAIT_MS = 5000;
const MOST_WAIT_MS = 300000;

// `csrf` gives the token to send with. Gives { otherwise, wait, out }: what the server says otherwise,
// with the admission it is about; in how many milliseconds to try again, 0 where all is delivered;
// whether this phone is signed out.
export async function deliver(csrf, tries = 0) {
  const otherwise = [];
  let size = MOST;
  for (;;) {
    const waiting = (await all("waiting")).slice(0, size);
    if (!waiting.length) return { otherwise, wait: 0, out: false };
    const answer = await sent(waiting.map(bare), csrf());
    if (answer.ok) {
      otherwise.push(...(await taken(waiting, answer.body)));
      size = MOST;
    } else if ([401, 403].includes(answer.status)) {
      return { otherwise, wait: 0, out: true };
    } else if ([400, 413, 422].includes(answer.status) && waiting.length > 1) {
      size = Math.ceil(waiting.length / 2);
    } else if ([400, 413, 422].includes(answer.status)) {
      await aside(waiting[0]);
    } else {
      return { otherwise, wait: later(answer, tries), out: false };
    }
  }
}

// What the server can never read must not hold up the others: it is laid aside, sealed as it is.
async function aside(admission) {
  await put("unread", admission);
  await drop("waiting", admission.id);
}

async function taken(waiting, body) {
  const otherwise = [];
  const ids = new Set(body.taken);
  for (const at of body.refused ?? []) await aside(waiting[at]);
  for (const each of waiting.filter(({ id }) => ids.has(id))) {
    const key = body.otherwise?.[each.id];
    if (key) {
      otherwise.push({ ...each, key });
      await put("otherwise", { id: each.id, at: each.at, key, name: each.name });
    }
    await drop("waiting", each.id);
  }
  if (!ids.size && !body.refused?.length) throw new Error("nothing was taken");
  return otherwise;
}

async function sent(admissions, csrf) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const body = JSON.stringify({ admissions });
  try {
    const answer = await fetch("/verify/deliver", { method: "POST", headers, body });
    const { ok, status } = answer;
    return { ok, status, after: answer.headers.get("Retry-After"), body: ok ? await answer.json() : null };
  } catch {
    return { ok: false, status: 0, after: null };
  }
}

// What the server takes of an admission; the masked name is for this phone alone.
export function bare({ id, at, text, temperature, reading, seen, paper, refused, told, venue }) {
  const more = { ...(paper && { paper }), ...(venue && { venue }) };
  return { id, at, text, temperature, reading, seen, refused, told, ...more };
}

// As the server asks (RFC 9110, 10.2.3, in seconds), else twice as long each time.
function later({ after }, tries) {
  const asked = Number(after) * 1000;
  return Math.min(asked > 0 ? asked : WAIT_MS * 2 ** tries, MOST_WAIT_MS);
}
