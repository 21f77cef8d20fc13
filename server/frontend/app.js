import "./parts/complete.js";
import "./parts/entity.js";

// Small helps on top of pages that work without: nothing here is needed to read them.

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
