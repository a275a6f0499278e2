// One field for hand scanners and fingers: a scanner types and ends with Enter, wherever the page is
// touched; no keyboard comes up on the screen until the field itself is tapped.
export function openField(box, { seen, busy, begun }) {
  const [field, button] = [box.querySelector("[name=text]"), box.querySelector("button")];
  const quiet = () => field.setAttribute("inputmode", "none");
  field.addEventListener("pointerdown", () => field.setAttribute("inputmode", "text"));
  field.addEventListener("blur", quiet);
  quiet();

  function take(event) {
    event.preventDefault();
    const text = field.value;
    field.value = "";
    if (text.trim()) seen(text);
  }

  box.addEventListener("submit", take);
  button.addEventListener("click", take);
  field.addEventListener("keydown", (event) => event.key === "Enter" && take(event));

  // A scanner's keys go into the field even where nothing has the focus. While a verdict waits to be
  // tapped away they go nowhere, so that an Enter at its end cannot press a button.
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = event.target.closest?.("input, textarea, select");
    if (!plain || typing || [...event.key].length !== 1 || event.key === " ") return;
    if (busy()) return event.preventDefault();
    begun();
    field.focus();
  });
  return { ready: () => field.focus({ preventScroll: true }) };
}
