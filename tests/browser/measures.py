"""What tests measure on a page as it is laid out: targets, cut or broken words, sizes, movement."""

# What can be tapped and is smaller than `least`, both ways. A radio or tick box is tapped by the
# label around it. Left out are, as in WCAG 2.2, 2.5.8: a link within a sentence (its block has
# words beside links), and what nobody sees (clipped to nothing, as for readers of the screen).
SMALL_TARGETS = """(least) => {
  const inSentence = (link) => {
    if (link.tagName !== 'A' || getComputedStyle(link).display !== 'inline') return false;
    const block = link.closest('p, li, dd, dt, td, h1, h2, h3, label');
    if (!block) return false;
    const rest = block.cloneNode(true);
    for (const each of rest.querySelectorAll('a, button, svg, .unseen')) each.remove();
    return /[\\p{L}]/u.test(rest.textContent);
  };
  const found = [];
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const each of document.querySelectorAll(kinds)) {
    if (each.closest('.unseen, [hidden]') || !each.checkVisibility()) continue;
    if (inSentence(each)) continue;
    const tick = ['radio', 'checkbox'].includes(each.type);
    const box = ((tick && each.closest('label')) || each).getBoundingClientRect();
    const size = [box.width, box.height].map((side) => Math.round(side * 10) / 10);
    if (Math.min(...size) < least) found.push(`${each.outerHTML.slice(0, 90)} ${size.join('×')}`);
  }
  return found;
}"""

# Words that leave the screen or what they stand on, or are broken inside. What stands in a closed
# list or a line to type in is left out: it is whole when opened, and moves as one types.
CUT_WORDS = """() => {
  const found = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode;
    const holder = words.parentElement;
    const unseen = '.unseen, .skip, option, script, noscript, template';
    if (!words.data.trim() || holder.closest(unseen)) continue;
    if (!holder.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(words);
    const frames = '.button, button, .tag, .tiles a, .choice-link, .option, .card, .plate';
    const base = holder.closest(frames);
    const style = base && getComputedStyle(base);
    const holds = base && style.display !== 'inline' && style.overflowY !== 'auto';
    const frame = holds && base.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      const off = line.left < -1 || line.right > screen.width + 1;
      const out = frame && (line.left < frame.left - 1 || line.right > frame.right + 1
        || line.top < frame.top - 1 || line.bottom > frame.bottom + 1);
      const where = off ? 'off the screen' : 'out of its frame';
      if (off || out) found.push(`${where}: ${words.data.trim()}`);
    }
    for (const word of words.data.matchAll(/[A-Za-z’]{2,}/g)) {
      const top = (at) => {
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        return range.getBoundingClientRect().top;
      };
      const broken = Math.abs(top(word.index) - top(word.index + word[0].length - 1)) > 4;
      if (broken) found.push(`broken: ${word[0]}`);
    }
  }
  return [...new Set(found)];
}"""

# Texts that large type leaves below 140 %: each element's size with the class and without it.
NOT_GROWN = """() => {
  const sized = () => [...document.body.querySelectorAll('*:not(.unseen)')]
    .filter((each) => [...each.childNodes].some((it) => it.nodeType === 3 && it.data.trim()))
    .map((each) => [each, parseFloat(getComputedStyle(each).fontSize)]);
  const large = sized();
  document.documentElement.classList.remove('large');
  const plain = new Map(sized());
  document.documentElement.classList.add('large');
  return large.filter(([each, size]) => size / plain.get(each) < 1.399)
    .map(([each, size]) => `${each.outerHTML.slice(0, 80)}: ${plain.get(each)} to ${size}`);
}"""

# What moves without being asked: running animations and transitions of the page and its parts. The
# words that turn up on a card that has aged (see 50-code.css) are no motion, and stay.
MOVING = """() => document.getAnimations()
  .filter((each) => !["old-words", "old-card"].includes(each.animationName))
  .filter((each) => each.playState === "running" && each.effect.getTiming().duration !== 0)
  .map((each) => each.animationName ?? each.transitionProperty)"""

# Transitions that a touch or focus would start, by any element's own style.
WOULD_MOVE = """() => [...document.querySelectorAll("*")]
  .filter((each) => /[1-9]/.test(getComputedStyle(each).transitionDuration))
  .map((each) => each.outerHTML.slice(0, 80))"""
