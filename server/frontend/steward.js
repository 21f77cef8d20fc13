// The steward's desk: words marked in a text come into the form, and the page of a build follows it.
// All of it is help on top of pages that can be used without.

const text = document.getElementById("markable");

// Offsets count code points; strings here count UTF-16 units.
const pointsIn = (string) => [...string].length;

// Where in the document a place of the selection is.
function offsetOf(node, offset) {
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + pointsIn(before.toString());
}

function take() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.endContainer)) return;
  let [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  if (start === null || end === null) return;
  // Whoever goes by words takes white space along.
  const marked = range.toString();
  start += pointsIn(marked) - pointsIn(marked.trimStart());
  end -= pointsIn(marked) - pointsIn(marked.trimEnd());
  if (start >= end) return;
  const form = document.getElementById("quote").form;
  // Between blocks is white space that the page does not show; the numbers tell, and the words are for the eye.
  form.elements.from.value = start;
  form.elements.to.value = end;
  form.elements.quote.value = marked.trim();
}

if (text) {
  document.getElementById("mark-hint").hidden = false;
  const given = document.getElementById("words");
  if (given) text.scrollTop = given.offsetTop - text.offsetTop - text.clientHeight / 3;
  document.addEventListener("selectionchange", take);
  text.addEventListener("keydown", (event) => {
    const ways = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
    const way = ways[event.key];
    if (!way || event.altKey || event.metaKey) return;
    event.preventDefault();
    const selection = getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      selection.collapse(given ?? text.querySelector("[data-start]"), 0);
    }
    const unit = event.ctrlKey && way[1] === "word" ? "character" : way[1];
    selection.modify(event.shiftKey ? "extend" : "move", way[0], unit);
    selection.focusNode.parentElement.scrollIntoView({ block: "nearest" });
  });
}

const progress = document.getElementById("progress");

async function follow() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    // What comes after # is known to the page alone.
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
  if (!fresh) return;
  progress.replaceChildren(...fresh.childNodes);
  if (fresh.dataset.running === "yes") setTimeout(follow, 1500);
}

if (progress?.dataset.running === "yes") setTimeout(follow, 1500);
