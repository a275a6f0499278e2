// The verdict over the whole screen: the words of its key in the page's language, whoever decided it,
// and under it what may be tapped.
const LEAST_READING = 30;
const MOST_READING = 45;
const COMPARES = /seen/;

export function openScreen(root, { next, change }) {
  const told = root.querySelector("[data-told]");
  const part = (name) => told.querySelector(`[data-${name}]`);
  const behind = document.querySelectorAll("body > header, body > footer, [data-scan-side]");
  const reading = told.querySelector("[name=reading]");

  function templateOf(kind, key) {
    return [...root.querySelectorAll(`template[data-${kind}]`)].find((it) => it.dataset[kind] === key);
  }

  // `said`: { key, colour, name, tail, offline, refused }; gives the verdict's { act, paint }.
  function show(said) {
    const words = templateOf("key", said.key) ?? templateOf("key", "look_up");
    const { act, paint, offers } = words.dataset;
    const painted = paint === "own" ? (said.colour ?? "grey") : paint;
    told.className = `told ${painted}`;
    part("shape").replaceChildren(templateOf("shape", painted).content.cloneNode(true));
    part("words").replaceChildren(words.content.cloneNode(true));
    // The number's end is for whoever compares a document, and for nobody else.
    const shown = { name: said.name, tail: COMPARES.test(offers) ? said.tail : "" };
    for (const [slot, text] of Object.entries(shown)) {
      part(slot).textContent = text ?? "";
      part(`${slot}-line`).hidden = !text;
    }
    part("by-lists").hidden = !said.offline;
    part("noted").hidden = !said.refused;
    for (const each of told.querySelectorAll("[data-for]")) {
      each.hidden = !` ${offers} `.includes(` ${each.dataset.for} `);
      each.open = false;
    }
    reading.value = "";
    told.dataset.key = said.key;
    told.hidden = false;
    for (const each of behind) each.inert = true;
    part("face").focus({ preventScroll: true });
    performance.clearMarks("door-verdict");
    requestAnimationFrame(() => setTimeout(() => performance.mark("door-verdict")));
    return { act, paint: painted };
  }

  function hide() {
    told.hidden = true;
    for (const each of behind) each.inert = false;
  }

  told.addEventListener("submit", (event) => event.preventDefault());
  told.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    event.preventDefault();
    if (button.matches("[data-next]")) next();
    else if (button.name === "measured") measured();
    else if (button.name) change({ [button.name]: button.value === "1" || button.value });
  });

  function measured() {
    const degrees = Number.parseFloat(reading.value.replace(",", "."));
    if (degrees >= LEAST_READING && degrees <= MOST_READING) change({ reading: degrees });
    else reading.focus();
  }

  return { show, hide, touched: (act) => told.addEventListener("pointerdown", act) };
}
