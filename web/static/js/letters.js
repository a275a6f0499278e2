// Takes a secret from behind the address's #, where no server sees it, into the form's field; and
// out of the address, so that neither the history nor a copied address keeps it.
export function start(form) {
  const secret = location.hash.slice(1);
  if (!/^[A-Za-z2-9]{8,24}$/.test(secret)) return;
  form.elements.letters.value = secret.match(/.{1,4}/g).join(" ");
  history.replaceState(null, "", location.pathname + location.search);
}
