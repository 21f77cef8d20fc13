// The editor of the SPARQL page: YASQE with our prefixes and terms. The form does without it.
import Yasqe from "@zazuko/yasqe";

const form = document.querySelector("form.query");
const area = form.elements.query;
const { terms, prefixes } = JSON.parse(document.getElementById("terms").textContent);

// Addresses have a limit, so a long query is posted.
form.addEventListener("submit", () => {
  form.method = area.value.length > Number(form.dataset.longest) ? "post" : "get";
});

// ---- What is completed: classes, properties and concepts, by their short name or by words of their label.

const ICONS = { class: "C", property: "P", concept: "#" };
const known = terms.map(([name, label, kind]) => ({ name, label, kind, low: name.toLowerCase(), words: label.toLowerCase() }));

function matching(typed) {
  const low = typed.toLowerCase();
  const local = (term) => term.low.slice(term.low.indexOf(":") + 1);
  const rank = (term) =>
    term.low.startsWith(low) ? 0 : local(term).startsWith(low) ? 1 : term.low.includes(low) ? 2 : term.words.includes(low) ? 3 : 9;
  return known
    .map((term) => [rank(term), term])
    .filter(([place]) => place < 9)
    .sort((one, other) => one[0] - other[0])
    .slice(0, 12)
    .map(([, term]) => term);
}

function isName(yasqe) {
  const token = yasqe.getCompleteToken();
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  return /^[a-z][\w-]*:?[\w-]*$/i.test(token.string) && before?.string.toUpperCase() !== "PREFIX";
}

function declare(yasqe, prefix) {
  if (prefix in prefixes && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
}

function hintOf({ name, label, kind }) {
  return {
    text: name,
    displayText: name,
    render(element) {
      const note = document.createElement("span");
      note.className = "hint-label";
      note.textContent = label;
      const icon = document.createElement("span");
      icon.className = "hint-kind";
      icon.textContent = ICONS[kind];
      element.append(icon, name, " ", note);
    },
    hint(yasqe, data, chosen) {
      const prefix = name.split(":")[0];
      yasqe.replaceRange(chosen.text, data.from, data.to, "complete");
      declare(yasqe, prefix);
    },
  };
}

Yasqe.registerAutocompleter(
  {
    name: "terms",
    bulk: false,
    autoShow: true,
    persistenceId: null,
    isValidCompletionPosition: isName,
    get: (_yasqe, token) => matching(token.string.trim()).map((term) => term.name),
    postprocessHints: (_yasqe, hints) => hints.map(({ text }) => hintOf(known.find((term) => term.name === text))),
  },
  false,
);
// What a PREFIX line may declare: ours, and no other host is asked. YASQE's own way to declare a prefix that is typed
// out does so twice, so it is done below.
Yasqe.forkAutocompleter("prefixes", {
  name: "ours",
  persistenceId: null,
  onInitialize() {},
  get: () => Object.entries(prefixes).map(([name, space]) => `${name}: <${space}>`),
});

// ---- The editor in place of the text area, which the form still sends.

const field = area.closest(".ds-field");
const place = document.createElement("div");
place.className = "editor";
field.append(place);
const run = () => form.requestSubmit();
const editor = new Yasqe(place, {
  value: area.value,
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  showQueryButton: false,
  queryingDisabled: "form",
  autocompleters: ["terms", "ours", "variables"],
  editorHeight: "22rem",
  resizeable: false,
  viewportMargin: Infinity,
  // Tab goes on to the next field, so that the keyboard is never caught (WCAG 2.1.2).
  extraKeys: {
    Tab: false,
    "Shift-Tab": false,
    "Ctrl-Space": (yasqe) => yasqe.autocomplete(),
    "Ctrl-Enter": run,
    "Cmd-Enter": run,
    "Ctrl-/": (yasqe) => yasqe.commentLines(),
    "Shift-Ctrl-F": (yasqe) => yasqe.autoformat(),
  },
});
area.hidden = true;
editor.on("autocompletionShown", () => {
  place.querySelector(".CodeMirror-hints")?.setAttribute("aria-label", field.querySelector("label").textContent);
});
const input = editor.getInputField();
input.setAttribute("aria-label", form.dataset.label);
if (area.getAttribute("aria-describedby")) input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
field.querySelector("label").addEventListener("click", () => editor.focus());
const sync = () => { area.value = editor.getValue(); };
editor.on("change", sync);
let typing = 0;
editor.on("change", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const token = editor.getCompleteToken();
    // Not in strings and comments, where a colon means nothing.
    if (token.type === "string-2" && token.string.includes(":")) declare(editor, token.string.split(":")[0]);
  }, 300);
});
sync();

// ---- The link of an answer.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}
