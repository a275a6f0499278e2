// The decision at a door, by the same table as the server's (domain/admission/decide.py).
import { FEVER, ROWS, VERDICTS } from "./table.js";

// `read`: a verdict of credential/verdict.js, or { answer: "poster" | "no_code" }, with `waits`
// where the server said so; `at`: { door, temperature, reading, seen, warned, leaving }.
// Gives { key, act, paint, alert }.
export function decide(read, at) {
  const facts = factsOf(read, at);
  const fits = ({ when }) => Object.entries(when).every(([name, values]) => values.includes(facts[name]));
  const { key } = ROWS.find(fits);
  return { key, ...VERDICTS[key] };
}

export function factsOf(read, at) {
  return {
    way: at.leaving ? "out" : "in",
    answer: read.answer,
    colour: read.colour ?? "none",
    compare: read.document ? "yes" : "no",
    temperature: temperatureOf(at.temperature ?? "normal", at.reading ?? null),
    warned: at.warned ? "yes" : "no",
    waits: read.waits ? "yes" : "no",
    document: at.seen ? "seen" : "unseen",
    door: at.door,
  };
}

// A number that was typed goes before the button.
export function temperatureOf(told, reading) {
  if (reading === null) return told;
  if (reading < FEVER) return "measured";
  return told === "high_again" ? told : "high";
}
