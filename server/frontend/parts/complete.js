// Search boxes that complete names: an ARIA 1.2 combobox with a list below it. Without this, each is a plain form.

const WAIT = 120;
const said = document.documentElement.dataset;

function option(item, id) {
  const row = document.createElement("li");
  row.id = id;
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", "false");
  row.dataset.href = item.href;
  const name = document.createElement("span");
  name.textContent = item.name;
  if (item.language) name.lang = item.language;
  const kind = document.createElement("span");
  kind.className = "quiet";
  kind.textContent = [item.kind, item.date].filter(Boolean).join(" · ");
  row.append(name, " ", kind);
  return row;
}

function complete(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-names`;
  list.className = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said.names);
  const status = document.createElement("div");
  status.className = "ds-sr-only";
  status.setAttribute("role", "status");
  input.form.classList.add("completes");
  input.form.append(list, status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let chosen = -1;
  const { name } = input;
  let picked = null;

  function choose(index) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const row = list.children[chosen];
    if (!row) return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  // Where a name stands for a thing in a form, the form sends the thing that was chosen until the name is typed anew.
  function pick(row) {
    if (input.dataset.pick === undefined) return location.assign(row.dataset.href);
    input.value = row.firstElementChild.textContent;
    picked ??= document.createElement("input");
    Object.assign(picked, { type: "hidden", name, value: decodeURI(row.dataset.href.replace(/^.*\/page\//, "")) });
    input.after(picked);
    input.removeAttribute("name");
    close();
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    show(false);
  }

  async function ask() {
    const text = input.value.trim();
    asking?.abort();
    if (!text) return close();
    asking = new AbortController();
    try {
      const address = `${input.dataset.complete}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const { items } = await answer.json();
      list.replaceChildren(...items.map((item, index) => option(item, `${list.id}-${index}`)));
      const box = input.getBoundingClientRect();
      list.style.insetInlineStart = `${input.offsetLeft}px`;
      list.style.insetBlockStart = `${input.offsetTop + box.height + 4}px`;
      list.style.minInlineSize = `${box.width}px`;
      show(items.length > 0);
      status.textContent = items.length ? said.some.replace("#", items.length) : said.none;
    } catch (fault) {
      if (fault.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    if (picked) {
      picked.remove();
      picked = null;
      input.name = name;
    }
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return event.altKey || !count ? ask() : show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first stands for the box itself.
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      pick(list.children[chosen]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) pick(row);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}

for (const input of document.querySelectorAll("input[data-complete]")) complete(input);
