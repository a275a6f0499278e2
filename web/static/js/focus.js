// Moves the focus to the summary of errors, and from its links to the field with its label in sight.
const ready = new WeakSet();

export function start(summary) {
  if (ready.has(summary)) return;
  ready.add(summary);
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const label = field.closest("fieldset") || document.querySelector(`label[for="${field.id}"]`);
    (label || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
