// What a kept card comes to with no network: never better than its signature, its end and its age.
import { same } from "../credential/cbor.js";
import { genuine } from "../credential/envelope.js";
import { deviceSigns, readCredential, readScanned } from "../credential/scanned.js";
import { liveText } from "../credential/live.js";
import { keyFor, SKEW } from "../credential/stored.js";
import { unbroken } from "./seal.js";

export const OLD_SECONDS = 26 * 3600;
const QR_SECONDS = 15;

// `known` as openStored gives it, `device` this phone's key pair, `now` Unix seconds by its clock.
// Gives { colour, why: "" | "connect" | "clock" | "old" | "expired", credential }.
export async function judge(card, known, { seal, device }, now) {
  const grey = (why, credential = null) => ({ colour: "grey", why, credential });
  try {
    if (!card.credential || !(await unbroken(card, seal))) return grey("connect");
    const { envelope, credential } = readCredential(card.credential);
    const keys = credential.issuer === known.home && known.keySets.get(credential.issuer);
    const key = keys && keyFor(keys, envelope.kid, credential.issued);
    if (!key || !(await genuine(envelope, key))) return grey("connect");
    if (credential.device && !(await ours(card, device, now))) return grey("connect");
    const instant = now + card.offset;
    if (instant < Math.max(card.at, credential.issued) - SKEW) return grey("clock", credential);
    if (credential.expires <= instant) return grey("expired", credential);
    const stale = Math.min(known.trust.expires, keys.expires) <= instant;
    if (stale || instant - card.at > OLD_SECONDS) return grey("old", credential);
    return { colour: credential.colour, why: "", credential };
  } catch {
    return grey("connect");
  }
}

// The live form of this moment; null where the signed code names no key.
export async function liveOf(card, credential, device, now) {
  if (!credential?.device) return null;
  return liveText(card.credential, device, Math.floor((now + card.offset) / QR_SECONDS));
}

async function ours(card, device, now) {
  const text = await liveText(card.credential, device, Math.floor((now + card.offset) / QR_SECONDS));
  const read = readScanned(text, "");
  return read.read === "signed" && same(read.envelope.whole, card.credential) && deviceSigns(read);
}
