// Says in words that a step was not sent, and leaves what was typed where it is: htmx would say
// nothing of a lost network, and would put the page of a busy server in the form's place.
const BUSY = 429;
let ready = false;

export function start() {
  if (ready) return;
  ready = true;
  document.addEventListener("htmx:before:request", ({ detail }) => say(detail, false));
  document.addEventListener("htmx:error", ({ detail }) => say(detail, true));
  document.addEventListener("htmx:before:response", (event) => {
    const { status } = event.detail.ctx.response;
    if (status !== BUSY && status < 500) return;
    event.preventDefault();
    say(event.detail, true);
  });
}

// A field that could not be checked as it was left is checked with the step.
function say(detail, unsent) {
  const note = document.querySelector("[data-unsent]");
  const source = detail.ctx?.sourceElement;
  if (!note || source?.matches("input")) return;
  note.hidden = !unsent;
  if (unsent) note.scrollIntoView({ block: "nearest" });
}
