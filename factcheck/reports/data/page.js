"use strict";
const cardOf = (sentence) => document.getElementById(sentence.getAttribute("aria-controls"));

function show(sentence, open) {
  const card = cardOf(sentence);
  card.hidden = !open;
  card.toggleAttribute("data-open", open);
  sentence.setAttribute("aria-expanded", String(open));
}

function toggle(sentence) {
  show(sentence, sentence.getAttribute("aria-expanded") !== "true");
}

document.addEventListener("click", (event) => {
  const close = event.target.closest(".close");
  if (close) {
    const sentence = document.querySelector(`[aria-controls="${close.closest(".card").id}"]`);
    show(sentence, false);
    sentence.focus();
    return;
  }
  const sentence = event.target.closest(".s");
  if (sentence && !String(window.getSelection())) toggle(sentence);
});

document.addEventListener("keydown", (event) => {
  const sentence = event.target.closest(".s");
  if (sentence && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    toggle(sentence);
  } else if (event.key === "Escape") {
    document.querySelectorAll('.s[aria-expanded="true"]').forEach((each) => show(each, false));
  } else if ((event.key === "n" || event.key === "p") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const all = [...document.querySelectorAll(".s.contradicted")];
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const step = event.key === "n" ? 1 : -1;
    all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length].focus();
  }
});

document.querySelectorAll("[data-filter]").forEach((box) => {
  box.addEventListener("change", () => {
    const verdict = box.dataset.filter;
    document.body.classList.toggle(`no-${verdict}`, !box.checked);
    document.querySelectorAll(`.s.${verdict}`).forEach((each) => {
      if (!box.checked) show(each, false);
      each.tabIndex = box.checked ? 0 : -1;
    });
  });
});
