// The review page at work: a card for each figure, a table that sorts and filters, keys. Text is only ever set as text.
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const card = document.getElementById("card");
  const table = document.getElementById("figures");
  const body = table.tBodies[0];
  const headings = Array.from(table.tHead.rows[0].cells);
  const byFigure = new Map();
  data.involved.forEach(function (entry) {
    if (!byFigure.has(entry[0])) byFigure.set(entry[0], []);
    byFigure.get(entry[0]).push(entry);
  });
  let current = null;
  let pinned = false;

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  // The card: the record from its table row, then each relation that the figure takes part in.
  function fill(figure) {
    const row = document.getElementById("r" + figure);
    card.textContent = "";
    element("button", data.close, card).type = "button";
    const list = element("dl", "", card);
    headings.forEach(function (heading, column) {
      const text = row.cells[column].textContent.trim();
      if (text === "") return;
      element("dt", heading.textContent, list);
      element("dd", text, list);
    });
    (byFigure.get(figure) || []).forEach(function (entry) {
      const finding = data.findings[entry[1]];
      const line = element("p", "", card);
      const sign = element("span", finding[1], line);
      sign.className = "mark " + finding[0];
      line.append(" " + finding[2]);
      const notes = finding.slice(3);
      if (notes.length === 0) return;
      const more = element("ul", "", card);
      notes.forEach(function (note) { element("li", note, more); });
    });
  }

  function place(anchor) {
    const box = anchor.getBoundingClientRect();
    card.hidden = false;
    const width = card.offsetWidth, height = card.offsetHeight;
    const below = box.bottom + 8 + height <= innerHeight;
    card.style.left = Math.max(8, Math.min(box.left, innerWidth - width - 8)) + "px";
    card.style.top = Math.max(8, below ? box.bottom + 8 : box.top - height - 8) + "px";
  }

  function show(anchor, figure, pin) {
    if (current) current.classList.remove("current");
    current = anchor;
    pinned = pin;
    anchor.classList.add("current");
    fill(figure);
    place(anchor);
  }

  function hide() {
    if (current) current.classList.remove("current");
    current = null;
    pinned = false;
    card.hidden = true;
  }

  function markOf(target) {
    return target instanceof Element ? target.closest("[data-figure]") : null;
  }

  document.addEventListener("mouseover", function (event) {
    const mark = markOf(event.target);
    if (mark && !pinned) show(mark, Number(mark.dataset.figure), false);
  });
  document.addEventListener("mouseout", function (event) {
    if (markOf(event.target) && !pinned) hide();
  });
  document.addEventListener("focusin", function (event) {
    const mark = markOf(event.target);
    if (mark) show(mark, Number(mark.dataset.figure), false);
  });
  document.addEventListener("click", function (event) {
    const mark = markOf(event.target);
    if (mark) show(mark, Number(mark.dataset.figure), true);
    else if (card.contains(event.target)) { if (event.target.closest("button")) hide(); }
    else if (!event.target.closest("a, button, label, input, select")) hide();
  });

  // A link to a figure opens it.
  function follow() {
    const mark = document.getElementById(location.hash.slice(1));
    if (!mark || !mark.dataset.figure) return;
    mark.scrollIntoView({ block: "center" });
    focusMark(mark);
  }
  addEventListener("hashchange", follow);

  // One mark of a text is in the order of tabs; arrows go from mark to mark.
  function focusMark(mark) {
    mark.closest(".text").querySelectorAll('.mark[tabindex="0"]').forEach(function (other) { other.tabIndex = -1; });
    mark.tabIndex = 0;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "nearest" });
    show(mark, Number(mark.dataset.figure), true);
  }

  function step(from, selector, direction) {
    const marks = Array.from(document.querySelectorAll(selector));
    let next = marks.indexOf(from);
    if (next < 0 && from) next = marks.findIndex(function (mark) { return from.compareDocumentPosition(mark) & 4; }) - (direction > 0 ? 1 : 0);
    next += direction;
    if (next >= 0 && next < marks.length) focusMark(marks[next]);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const field = event.target.closest && event.target.closest("input, select, textarea");
    const mark = markOf(event.target);
    if (event.key === "Escape") { hide(); return; }
    if (field) return;
    if (event.key === "n" || event.key === "p") {
      step(current || mark, ".text .mark.disagrees, .text .mark.reading", event.key === "n" ? 1 : -1);
      event.preventDefault();
    } else if (mark && (event.key === "ArrowRight" || event.key === "ArrowDown")) {
      step(mark, ".text .mark", 1);
      event.preventDefault();
    } else if (mark && (event.key === "ArrowLeft" || event.key === "ArrowUp")) {
      step(mark, ".text .mark", -1);
      event.preventDefault();
    } else if (mark && (event.key === "Enter" || event.key === " ")) {
      show(mark, Number(mark.dataset.figure), true);
      event.preventDefault();
    }
  });

  // Sorting: by data-sort where a cell has it, numbers as numbers, else as words of the page's language.
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  function key(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
    return text !== "" && cell.dataset.sort !== undefined ? Number(text) : text;
  }
  function compare(a, b) {
    if (typeof a[0] === "number" && typeof b[0] === "number") return a[0] - b[0];
    if (a[0] === "" || b[0] === "") return (a[0] === "") - (b[0] === "");
    return words.compare(a[0], b[0]);
  }
  headings.forEach(function (heading, column) {
    heading.firstElementChild.addEventListener("click", function () {
      const down = heading.getAttribute("aria-sort") === "ascending";
      const rows = Array.from(body.rows, function (row) { return [key(row, column), row]; });
      rows.sort(function (a, b) { return down ? compare(b, a) : compare(a, b); });
      headings.forEach(function (other) { other.removeAttribute("aria-sort"); });
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const all = document.createDocumentFragment();
      rows.forEach(function (row) { all.append(row[1]); });
      body.append(all);
    });
  });

  // Filtering.
  const field = document.getElementById("words");
  const choice = document.getElementById("verdict");
  const shown = document.getElementById("shown");
  let lower = null;
  function filter() {
    const wanted = field.value.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (!lower) {
      lower = new Map();
      Array.from(body.rows).forEach(function (row) { lower.set(row, row.textContent.replace(/[\u00a0\u202f]/g, " ").toLocaleLowerCase()); });
    }
    let count = 0;
    Array.from(body.rows).forEach(function (row) {
      const text = lower.get(row);
      const fits = (choice.value === "" || row.classList.contains(choice.value)) &&
        wanted.every(function (word) { return text.includes(word); });
      if (row.hidden === fits) row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count + " / " + body.rows.length + " " + shown.dataset.label;
  }
  document.getElementById("filter").addEventListener("submit", function (event) { event.preventDefault(); });
  field.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  shown.textContent = body.rows.length + " / " + body.rows.length + " " + shown.dataset.label;
  if (location.hash) follow();
})();
