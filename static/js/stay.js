// Pages work without this. Who is about to be signed out for want of use is asked first, and can stay (WCAG 2.2.1).
const [soon, over] = document.querySelectorAll("dialog.edi-stay");
const lasts = Number(soon.dataset.seconds) * 1000;
const warning = Number(soon.dataset.warning) * 1000;
let heard = Date.now(); // when the server last heard of this person from this page
let used = heard;
const otherPages = new BroadcastChannel("edi-stay"); // this browser's, whose use keeps the same person signed in

function show(dialog) {
  for (const other of [soon, over]) if (other !== dialog) other.close();
  if (dialog && !dialog.open) dialog.showModal();
}

async function stay() {
  const answer = await fetch(soon.dataset.address, { redirect: "manual" }).catch(() => null);
  if (!answer) return; // no connection just now: tried again at the next look
  if (!answer.ok) return end();
  otherPages.postMessage("used");
  goOn();
}

function goOn() {
  heard = Date.now();
  show(null);
}

function end() {
  heard = Infinity; // nothing more to be asked, unless somebody signs in again
  show(over);
}

function look() {
  const left = heard + lasts - Date.now();
  if (left <= 0) end();
  else if (left <= warning) used > heard ? stay() : show(soon);
}

setInterval(look, 10_000);
otherPages.addEventListener("message", goOn);
otherPages.postMessage("used"); // this page has just been asked for
for (const use of ["keydown", "pointerdown"]) document.addEventListener(use, () => (used = Date.now()));
soon.querySelector("button").addEventListener("click", stay);
over.querySelector("button").addEventListener("click", () => show(null));
