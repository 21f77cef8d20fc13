// The page of a thing: evidence opens where its mark is, and what is not there yet comes when it is asked for. Each of
// these is a link to a page of its own, which works as well.

async function piece(address, selector) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, found: [...page.querySelectorAll(selector)] };
}

const panel = document.createElement("div");
panel.className = "evidence-panel";
panel.popover = "auto";
panel.tabIndex = -1;
panel.setAttribute("role", "dialog");
let opener = null;

function place(mark) {
  if (matchMedia("(max-width: 46rem)").matches) {
    panel.style.removeProperty("top");
    panel.style.removeProperty("left");
    return;
  }
  const box = mark.getBoundingClientRect();
  const left = Math.max(16, Math.min(box.right - panel.offsetWidth, innerWidth - panel.offsetWidth - 16));
  // Below the mark, or above it where there is more room.
  const below = innerHeight - box.bottom > panel.offsetHeight + 8 || box.top < innerHeight / 2;
  const top = below ? box.bottom + 6 : box.top - panel.offsetHeight - 6;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${Math.max(8, top) + scrollY}px`;
}

async function open(mark) {
  const { page, found } = await piece(mark.href, "[data-evidence]");
  if (!found.length) throw new Error(mark.href);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "ds-button close";
  close.dataset.variant = "tertiary";
  close.dataset.size = "sm";
  close.setAttribute("aria-label", document.documentElement.dataset.close);
  close.textContent = "×";
  close.addEventListener("click", () => panel.hidePopover());
  const heading = page.querySelector("h1").textContent.trim();
  panel.setAttribute("aria-label", `${heading}: ${mark.getAttribute("aria-label").replace(/^[^:]*: /, "")}`);
  panel.replaceChildren(close, ...found);
  const rest = page.querySelector(".ds-pagination");
  if (rest) {
    const more = Object.assign(document.createElement("a"), { href: mark.href, className: "ds-link" });
    more.textContent = document.documentElement.dataset.all;
    panel.append(more);
  }
  opener?.setAttribute("aria-expanded", "false");
  opener = mark;
  mark.setAttribute("aria-expanded", "true");
  mark.after(panel);
  panel.showPopover();
  place(mark);
  panel.focus({ preventScroll: true });
}

if (document.querySelector("a.mark") && "popover" in HTMLElement.prototype) {
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !opener) return;
    const within = panel.contains(document.activeElement) || document.activeElement === document.body;
    opener.setAttribute("aria-expanded", "false");
    if (within) opener.focus();
    opener = null;
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    // What cannot be had in place is had on its own page.
    open(mark).catch(() => location.assign(mark.href));
  });
}

// "Show all" brings the rows of the list's own page; the link then leads to its next page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-more]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  more(link).catch(() => location.assign(link.href));
});

async function more(link) {
  const { page, found } = await piece(link.href, "main [data-rows]");
  const here = link.closest("section, dd, div");
  const old = [...here.querySelectorAll("[data-rows]")].filter((rows) => rows.compareDocumentPosition(link) & 4);
  const last = old.at(-1);
  const first = link.dataset.begun ? null : old;
  // The first page begins anew: it is in order, the few rows here may not have been.
  const group = first ? first.filter((rows) => rows.parentElement === last.parentElement && rows.tagName === last.tagName) : [];
  last.after(...found);
  if (first) for (const rows of group.slice(-1)) rows.remove();
  link.dataset.begun = "yes";
  const next = page.querySelector(".ds-pagination a[rel=next]");
  if (next) link.href = next.href;
  else link.closest(".more").remove();
  (found[0].querySelector("a") ?? found[0]).focus?.();
}

for (const fold of document.querySelectorAll("details[data-load]")) {
  fold.addEventListener("toggle", async () => {
    if (!fold.open || fold.dataset.begun) return;
    fold.dataset.begun = "yes";
    try {
      const { page, found } = await piece(fold.dataset.load, "main [data-rows]");
      const tables = found.map((rows) => rows.closest("table")?.parentElement ?? rows);
      const rest = page.querySelector(".ds-pagination");
      const link = fold.querySelector("p");
      fold.querySelector("div").prepend(...new Set(tables));
      if (!rest) link.remove();
    } catch {
      // The link is still there.
    }
  });
}
