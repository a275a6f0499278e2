// What a guard hears and feels without looking: a short pattern of its own for each act.
const MUTED = "door-muted";
// [hertz, milliseconds] one after the other; 0 hertz is a silence.
const RISING = [[1047, 90], [1568, 160]];
const LOW = [[196, 260], [0, 80], [196, 260], [0, 80], [196, 360]];
const TONES = {
  let_in: RISING,
  let_out: RISING,
  stop: LOW,
  hold: LOW,
  refer: LOW,
  fever_entrance: [[659, 140], [880, 140], [659, 240]],
  report_and_let_in: [[784, 120], [523, 120], [784, 200]],
  measure_again: [[523, 160], [0, 120], [523, 160], [0, 120], [523, 160]],
};
const ASK = [[440, 180], [0, 60], [330, 240]];
const LOUD = 0.25;

export function openTeller(button) {
  let audio = null;
  let muted = kept();

  function show() {
    button.setAttribute("aria-pressed", String(muted));
  }

  // A browser lets a page sound only once it has been touched.
  function wake() {
    const Audio = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    audio ??= Audio ? new Audio() : null;
    if (audio?.state === "suspended") audio.resume().catch(() => {});
  }

  button.addEventListener("click", () => {
    muted = !muted;
    keep(muted);
    show();
  });
  document.addEventListener("pointerdown", wake);
  document.addEventListener("keydown", wake);
  show();

  return (act) => {
    const tones = TONES[act] ?? ASK;
    if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(tones.map(([, lasts]) => lasts));
    if (!muted && audio?.state === "running") play(audio, tones);
  };
}

function play(audio, tones) {
  let at = audio.currentTime;
  for (const [hertz, lasts] of tones) {
    const until = at + lasts / 1000;
    if (hertz) {
      const [tone, gain] = [audio.createOscillator(), audio.createGain()];
      tone.type = "triangle";
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(LOUD, at);
      gain.gain.linearRampToValueAtTime(0, until);
      tone.connect(gain).connect(audio.destination);
      tone.start(at);
      tone.stop(until);
    }
    at = until;
  }
}

function kept() {
  try {
    return localStorage.getItem(MUTED) === "1";
  } catch {
    return false;
  }
}

function keep(muted) {
  try {
    localStorage.setItem(MUTED, muted ? "1" : "0");
  } catch {
    // Remembered until the page is left.
  }
}
