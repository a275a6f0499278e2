// Makes a passkey, or lets one answer: the server's options, the browser's own question, and the
// answer sent with the form it belongs to. Where a browser has no passkeys the page says what to do.
import { fromBase64, toBase64 } from "./phone/token.js";

export function start(form) {
  if (form.dataset.live || !globalThis.PublicKeyCredential || !navigator.credentials) return;
  form.dataset.live = "1";
  const making = form.dataset.passkey === "create";
  const failed = form.querySelector("[data-failed]");
  const button = form.querySelector("button");

  async function answer() {
    const body = new URLSearchParams({ csrf: form.elements.csrf.value });
    const given = await fetch(form.dataset.begin, { method: "POST", body, redirect: "manual" });
    // A proof that has grown stale: the page itself leads to another one.
    if (given.type === "opaqueredirect") return location.reload();
    if (!given.ok) throw new Error("no challenge");
    const publicKey = (making ? creation : request)(await given.json());
    const made = await navigator.credentials[making ? "create" : "get"]({ publicKey });
    form.elements.credential.value = JSON.stringify(plain(made));
    form.submit();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = button.disabled = true;
    answer().catch(() => {
      failed.hidden = button.disabled = false;
    });
  });
  form.hidden = false;
  for (const each of document.querySelectorAll("[data-without]")) each.hidden = true;
}

// Browsers of before 2024 have passkeys, but neither read nor write them as JSON (WebAuthn 3, 5.1).
function creation(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON)
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const { user, excludeCredentials = [] } = options;
  return {
    ...read(options),
    user: { ...user, id: fromBase64(user.id) },
    excludeCredentials: excludeCredentials.map(described),
  };
}

function request(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON)
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return { ...read(options), allowCredentials: (options.allowCredentials ?? []).map(described) };
}

function read(options) {
  return { ...options, challenge: fromBase64(options.challenge) };
}

function described(one) {
  return { ...one, id: fromBase64(one.id) };
}

// Some password managers' objects have a toJSON that throws.
function plain(made) {
  try {
    return made.toJSON();
  } catch {
    const response = { transports: made.response.getTransports?.() };
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (made.response[name]) response[name] = toBase64(new Uint8Array(made.response[name]));
    return { id: made.id, rawId: toBase64(new Uint8Array(made.rawId)), type: made.type, response };
  }
}
