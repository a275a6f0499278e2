// What the family calls each other (奶奶, 大宝): kept on this phone alone, shown beside the name.
const PLACE = "label:";

export function labelOf(ref) {
  try {
    return localStorage.getItem(PLACE + ref) ?? "";
  } catch {
    return "";
  }
}

export function start(root) {
  if (root.dataset.labelled) return;
  root.dataset.labelled = "1";
  write();
  for (const box of root.querySelectorAll("[data-label-form]")) {
    const field = box.querySelector("[data-label-for]");
    box.hidden = false;
    field.value = labelOf(field.dataset.labelFor);
    field.addEventListener("input", () => {
      put(field.dataset.labelFor, field.value.trim());
      write();
    });
  }
}

// Everywhere on the page; where a name stands alone in little room the label takes its place.
function write() {
  for (const place of document.querySelectorAll("[data-label]")) {
    const label = labelOf(place.dataset.label);
    if ("name" in place.dataset) {
      place.dataset.name ||= place.textContent;
      place.textContent = label || place.dataset.name;
    } else {
      place.textContent = label;
      place.hidden = !label;
    }
  }
}

function put(ref, label) {
  try {
    if (label) localStorage.setItem(PLACE + ref, label);
    else localStorage.removeItem(PLACE + ref);
  } catch {
    // A browser that keeps nothing: the name stands.
  }
}
