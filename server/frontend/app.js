import "./parts/entity.js";

// Small helps on top of pages that work without: nothing here is needed to read them.

// A source document: shows every segment of the span that the address names, and those of the fact pointed at.
function markSpan() {
  for (const element of document.querySelectorAll(".is-target")) element.classList.remove("is-target");
  const id = decodeURIComponent(location.hash.slice(1));
  const anchor = id.startsWith("char=") ? document.getElementById(id) : null;
  if (!anchor) return;
  const [start, end] = id.slice(5).split(",").map(Number);
  let left = end - start;
  // Offsets count code points; strings here count UTF-16 units.
  for (let node = anchor.nextSibling; node && left > 0; node = node.nextSibling) {
    const length = [...node.textContent].length;
    if (!length) continue;
    if (node.nodeType === Node.ELEMENT_NODE) node.classList.add("is-target");
    left -= length;
  }
  anchor.scrollIntoView({ block: "center" });
}

function pointAt(list, numbers, on) {
  for (const element of list) {
    const own = (element.dataset.facts ?? element.dataset.fact ?? "").split(" ");
    if (own.some((number) => numbers.includes(number))) element.classList.toggle("is-pointed", on);
  }
}

const reading = document.querySelector(".reading");
if (reading) {
  addEventListener("hashchange", markSpan);
  markSpan();
  for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    reading.addEventListener(event, ({ target }) => {
      const fact = target.closest("[data-fact]");
      const span = target.closest("[data-facts]");
      const block = target.closest(".block");
      if (fact) pointAt(reading.querySelectorAll("[data-facts]"), [fact.dataset.fact], on);
      if (span && block) pointAt(block.querySelectorAll("[data-fact]"), span.dataset.facts.split(" "), on);
    });
  }
}

// The query form: Ctrl+Enter runs; a long query is posted, since addresses have a limit.
const form = document.querySelector("form.query");
if (form) {
  form.addEventListener("submit", () => {
    if (form.elements.query.value.length > 4000) form.method = "post";
  });
  form.elements.query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
