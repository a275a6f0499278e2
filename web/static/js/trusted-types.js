// Makes every piece of HTML that scripts put into the page pass one sanitiser (CSP: trusted-types).
// A classic script, run before any other: without it, htmx would put nothing into the page at all.
(() => {
  "use strict";
  const BANNED = "script,iframe,frame,object,embed,base,meta,link,applet,noscript";
  const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster"]);
  const HARMLESS = /^(?:https?:|mailto:|tel:|data:image\/(?:png|svg\+xml)|[^:]*(?:[/?#]|$))/i;
  let within = false;

  function clean(root) {
    for (const found of root.querySelectorAll(BANNED)) found.remove();
    for (const element of root.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        const low = name.toLowerCase();
        const address = ADDRESSES.has(low) && !HARMLESS.test(value.replace(/[\u0000-\u0020]/g, ""));
        if (address || low.startsWith("on") || low.startsWith("hx-on") || low === "srcdoc") {
          element.removeAttribute(name);
        }
      }
      if (element.content instanceof DocumentFragment) clean(element.content);
    }
  }

  function sanitise(html) {
    if (within) return html;
    within = true;
    try {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      clean(parsed);
      if (/<(?:html|head|body)[\s>]/i.test(html)) return parsed.documentElement.outerHTML;
      return parsed.head.innerHTML + parsed.body.innerHTML;
    } finally {
      within = false;
    }
  }

  function ownScript(address) {
    const url = new URL(address, location.href);
    if (url.origin === location.origin) return url.href;
    throw new TypeError("scripts come from our own host alone");
  }

  if (window.trustedTypes && trustedTypes.createPolicy) {
    trustedTypes.createPolicy("default", { createHTML: sanitise, createScriptURL: ownScript });
  }
  // htmx only where this script ran (without the policy it would stop forms and put nothing in),
  // and only on pages that use it.
  const address = document.currentScript.dataset.next;
  document.addEventListener("DOMContentLoaded", () => {
    if (!/\shx-[a-z]/.test(document.body.innerHTML)) return;
    const next = document.createElement("script");
    next.onload = () => document.documentElement.classList.add("scripted");
    next.src = address;
    document.head.append(next);
  });
})();
