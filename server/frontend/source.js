// A source document: marks the words that the address names, points from fact to words and back, shows cards.
// All of it is help on top of a page that can be read without.

const reading = document.querySelector(".reading");
const SHOW = 250; // milliseconds that the pointer rests before a card comes, and waits before it goes
const HIDE = 250;

// ---- The words that the address names: #char=120,180 (RFC 5147), also where no fact was read.

function unmark() {
  for (const mark of reading.querySelectorAll("mark.is-target")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  for (const element of reading.querySelectorAll(".is-target")) element.classList.remove("is-target");
}

// Offsets count code points; strings here count UTF-16 units.
const unitsOf = (text, points) => [...text].slice(0, points).join("").length;
const pointsIn = (text) => [...text].length;

function markRange(start, end) {
  let first = null;
  for (const block of reading.querySelectorAll(".block")) {
    let at = Number(block.dataset.start);
    if (at >= end) break;
    const walker = document.createTreeWalker(block.querySelector(".text"), NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".card") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) {
      const length = pointsIn(walker.currentNode.data);
      if (at < end && at + length > start) found.push([walker.currentNode, at, length]);
      at += length;
    }
    for (const [node, from, length] of found) {
      const text = node.data;
      const tail = node.splitText(unitsOf(text, Math.max(start - from, 0)));
      tail.splitText(unitsOf(tail.data, Math.min(end, from + length) - Math.max(start, from)));
      const mark = document.createElement("mark");
      mark.className = "is-target";
      tail.replaceWith(mark);
      mark.append(tail);
      first ??= mark;
    }
  }
  return first;
}

function followAddress() {
  const asked = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
  if (!asked) return;
  const [start, end] = asked.slice(1).map(Number);
  if (start < Number(reading.dataset.start) || start >= Number(reading.dataset.end)) {
    // In another part of the text. Once is enough: the server has the last word on what there is.
    const address = new URL(location.href);
    if (address.searchParams.get("char") === `${start},${end}`) return;
    address.search = `?char=${start},${end}`;
    location.replace(address);
    return;
  }
  unmark();
  const first = markRange(start, end);
  first?.closest("details")?.setAttribute("open", "");
  first?.scrollIntoView({ block: "center" });
  // Tab goes on from the words, as it does from the target of an address.
  if (first) getSelection().collapse(first, 0);
}

// ---- From a fact to its words and back, by pointer or focus.

function point(target, on) {
  const fact = target.closest("[data-fact]");
  const span = target.closest("[data-facts]");
  const numbers = fact ? [fact.dataset.fact] : (span?.dataset.facts.split(" ") ?? []);
  for (const element of reading.querySelectorAll(fact ? "[data-facts]" : "[data-fact]")) {
    const own = (element.dataset.facts ?? element.dataset.fact).split(" ");
    if (own.some((number) => numbers.includes(number))) element.classList.toggle("is-pointed", on);
  }
}

// ---- Cards. A card stays while the pointer or focus is on its words or on it, and goes at Escape (WCAG 1.4.13).

const fetched = new Map();
let card = null;
let owner = null;
let timer = 0;

async function about(href) {
  const path = (href ?? "").split("#")[0].replace("/page/", "/card/");
  if (!path.includes("/card/")) return "";
  if (!fetched.has(path)) {
    fetched.set(path, fetch(path).then((answer) => (answer.ok ? answer.text() : ""), () => ""));
  }
  return fetched.get(path);
}

function hide() {
  clearTimeout(timer);
  // Taken first: removing what has the focus tells of that at once, and comes here again.
  const [gone, left] = [card, owner];
  card = owner = null;
  gone?.remove();
  left?.removeAttribute("aria-describedby");
}

function place() {
  const box = owner.getClientRects()[0];
  const base = (card.offsetParent ?? document.documentElement).getBoundingClientRect();
  const most = document.documentElement.clientWidth - card.offsetWidth - 8;
  card.style.left = `${Math.max(8, Math.min(box.left, most)) - base.left}px`;
  const below = box.bottom + card.offsetHeight <= innerHeight || box.top < card.offsetHeight;
  card.style.top = `${(below ? box.bottom : box.top - card.offsetHeight) - base.top}px`;
}

// What the words say, as it stands beside them, with a link to the place there.
function saidHere(span) {
  const list = document.createElement("ul");
  for (const number of span.dataset.facts.split(" ").slice(0, 6)) {
    const beside = document.getElementById(`fact-${number}`);
    if (!beside) continue;
    const item = document.createElement("li");
    const subject = beside.closest(".said")?.parentElement.querySelector(".said-subject .ds-link, .said-subject span");
    item.append(...(subject ? [subject.cloneNode(true), " "] : []), ...[...beside.cloneNode(true).childNodes]);
    const property = item.querySelector(".said-property");
    const how = document.createElement("p");
    how.className = "card-how";
    how.textContent = property.title.split("; ").slice(1).join("; ");
    property.removeAttribute("title");
    property.href = `#${beside.id}`;
    item.append(how);
    list.append(item);
  }
  return list.childElementCount ? list : null;
}

async function show(span) {
  if (owner === span) return;
  hide();
  owner = span;
  const content = await about(span.getAttribute("href"));
  if (owner !== span) return;
  const here = saidHere(span);
  if (!content && !here) return;
  card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.lang = document.documentElement.lang;
  card.innerHTML = content;
  if (here) {
    here.className = content ? "card-here" : "";
    card.append(here);
  }
  // Right after the words, so that Tab goes from them into the card.
  span.after(card);
  span.setAttribute("aria-describedby", "card");
  place();
}

function later(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

const spanOf = (target) => target.closest?.(".text .span[data-facts]");
const isInside = (target) => target && (card?.contains(target) || (owner && spanOf(target) === owner));

if (reading) {
  reading.addEventListener("pointerover", ({ target, pointerType }) => {
    point(target, true);
    // A finger follows the link; there is no resting above it.
    if (pointerType === "touch") return;
    const span = spanOf(target);
    if (isInside(target)) clearTimeout(timer);
    else if (span) later(() => show(span), SHOW);
  });
  reading.addEventListener("pointerout", ({ target, relatedTarget }) => {
    point(target, false);
    if (isInside(document.activeElement) || isInside(relatedTarget)) return;
    if (spanOf(target) || card?.contains(target)) later(hide, HIDE);
  });
  reading.addEventListener("focusin", ({ target }) => {
    point(target, true);
    const span = spanOf(target);
    if (span?.matches(":focus-visible")) show(span);
  });
  reading.addEventListener("focusout", ({ target, relatedTarget }) => {
    point(target, false);
    if (card && !isInside(relatedTarget)) hide();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    // Focus goes to the words, where the card is shown already, and so does not come back.
    if (card?.contains(document.activeElement)) owner.focus();
    hide();
  });
  // Words that say something but name nothing lead to the fact beside them.
  reading.addEventListener("click", ({ target }) => {
    const span = target.closest(".text span.span");
    if (!span || getSelection().toString()) return;
    const fact = span.dataset.facts.split(" ").find((number) => document.getElementById(`fact-${number}`));
    if (fact) location.hash = `#fact-${fact}`;
  });
  addEventListener("hashchange", followAddress);
  followAddress();
}
