// Reads the code aloud: colour, until when, what to do. The words are the page's own. Spoken by a
// voice that this phone itself has (others would send a person's colour to somebody), or by the
// operator's clips, of which docs/operations.md tells. Without either no button appears.
const PAUSE_SECONDS = 0.35;
const RATE = 0.9; // a little slower than by itself: for elders
const RISKS = ["yellow", "red"];

export async function start(title) {
  const words = { read: title.dataset.read, stop: title.dataset.stop };
  const offered = await listed(title.dataset.voices).catch(() => []);
  const [head, button, row] = ["div", "button", "div"].map((kind) => document.createElement(kind));
  let silence = null;

  function stop() {
    silence?.();
    silence = null;
    told(false);
  }

  function told(reading) {
    button.textContent = reading ? words.stop : words.read;
    button.setAttribute("aria-pressed", String(reading));
  }

  function say(voice) {
    row.hidden = true;
    told(true);
    const end = () => silence === begun && stop();
    const begun = voice.clips ? played(voice, end) : spoken(voice, end);
    silence = begun;
  }

  function choose() {
    if (silence) return stop();
    const voices = [...own().slice(0, 1), ...offered];
    if (voices.length === 1) return say(voices[0]);
    row.replaceChildren(...voices.map((voice) => choice(voice)));
    row.hidden = !row.hidden;
    row.firstElementChild?.focus();
  }

  function choice(voice) {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "button second slim";
    one.lang = voice.clips ? voice.tag : document.documentElement.lang;
    one.textContent = voice.clips ? voice.name : words.read;
    one.onclick = () => {
      say(voice);
      button.focus();
    };
    return one;
  }

  function appear() {
    button.hidden = !(own().length || offered.length);
  }

  head.className = "code-head";
  row.className = "voices";
  row.hidden = true;
  button.type = "button";
  button.className = "aloud";
  button.onclick = choose;
  told(false);
  appear();
  title.replaceWith(head);
  head.append(title, button);
  head.after(row);
  button.dataset.aloud = button.dataset.live = "1";
  // Many browsers load their voices only when asked, and tell later.
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", appear);
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
}

// The phone's own voices of the page's language, the best fitting first: Mandarin alone is 中文.
function own() {
  if (!globalThis.speechSynthesis || !globalThis.SpeechSynthesisUtterance) return [];
  const fits = { "zh-CN": [/^(zh|cmn)([-_](Hans))?([-_]CN)?$/i, /^(zh|cmn)(?!.*HK)/i], en: [/^en/i] };
  const wanted = fits[document.documentElement.lang] ?? [];
  const voices = speechSynthesis.getVoices().filter((each) => each.localService);
  return wanted.flatMap((fit) => voices.filter((each) => fit.test(each.lang)));
}

// What is read, a sentence each: what the page says in its own language.
function sentences() {
  const text = (found) => (found?.textContent ?? "").replace(/\s+/g, " ").trim();
  const first = (selector) => text(document.querySelector(`#code ${selector}`)?.firstChild);
  const until = document.querySelector(".meta .left")?.closest("div");
  const steps = [...document.querySelectorAll(".reasons .next-step")].map(text);
  const times = until && ["dt", "time", ".left"].map((part) => text(until.querySelector(part)));
  return [first(".verdict-word"), first(".verdict-line"), times?.join(", "), ...new Set(steps)].filter(Boolean);
}

function spoken(voice, end) {
  const all = sentences().map((text) => {
    const one = new SpeechSynthesisUtterance(text);
    Object.assign(one, { voice, lang: voice.lang, rate: RATE });
    one.onerror = end;
    return one;
  });
  all.at(-1).onend = end;
  speechSynthesis.cancel();
  for (const one of all) speechSynthesis.speak(one);
  return () => speechSynthesis.cancel();
}

async function listed(address) {
  if (!address) return [];
  return (await fetch(address)).json();
}

// Which clips tell this code: the colour, its end, whether it runs out soon, what to do, whom to call.
function names() {
  const colour = document.getElementById("code").classList[1];
  const ends = document.querySelector(".meta .left") && (RISKS.includes(colour) ? "ends-on" : "good-until");
  const renew = document.querySelector("[data-renew]") && "renew";
  return [colour, ends, renew, `${colour}-do`, "call"].filter(Boolean);
}

// Through Web Audio, which needs no media source in the CSP and no ranges of bytes.
function played(voice, end) {
  if (navigator.audioSession) navigator.audioSession.type = "playback"; // iOS: else silent when muted
  const player = new AudioContext();
  const sound = async (name) => {
    const answer = await fetch(voice.clips[name]);
    return player.decodeAudioData(await answer.arrayBuffer());
  };
  (async () => {
    const sounds = await Promise.all(names().map(sound));
    let at = player.currentTime;
    for (const buffer of sounds) {
      const source = new AudioBufferSourceNode(player, { buffer });
      source.connect(player.destination);
      source.start(at);
      at += buffer.duration + PAUSE_SECONDS;
      if (buffer === sounds.at(-1)) source.onended = end;
    }
  })().catch(end);
  return () => player.close().catch(() => {});
}
