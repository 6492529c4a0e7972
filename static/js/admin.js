// The boxes that find a row by typing (select2, by Django) get the name of their label for screen readers.
function nameBoxes(within) {
  for (const select of within.querySelectorAll("select.admin-autocomplete")) {
    const box = select.parentElement.querySelector(".select2-selection");
    const chosen = box?.querySelector(".select2-selection__rendered");
    if (!chosen) continue;
    const label = document.querySelector(`label[for="${select.id}"]`);
    const name = select.getAttribute("aria-label") ?? label?.textContent.replace(":", "").trim();
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", `${name}: ${chosen.textContent.trim()}`);
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
  }
}
// Django's own script, before this one, makes the boxes once the page is ready; so these follow in that order.
window.django?.jQuery?.(() => {
  nameBoxes(document);
  window.django.jQuery(document).on("select2:select select2:clear", () => setTimeout(nameBoxes, 0, document));
});
document.addEventListener("formset:added", () => setTimeout(nameBoxes, 0, document));
