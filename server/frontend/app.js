import "./parts/complete.js";
import "./parts/entity.js";

// Small helps on top of pages that work without: nothing here is needed to read them.

