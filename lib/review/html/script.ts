/**
 * The script of the pages: filters, search, foldable details, theme. Without scripts a page shows everything. The script
 * writes no markup, and reads only the page itself.
 */
export const script = `
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var search = document.getElementById("search");
  var count = document.getElementById("count");
  var inputs = all("[data-filter]");
  var textOf = function (element) { return element.textContent.toLowerCase().replace(/\\s+/g, " "); };
  var rows = all("tr[data-row]").map(function (element) {
    // A search for a principal also finds the rows of that principal.
    var of = element.closest("[data-of]");
    return {
      element: element,
      text: textOf(element) + " " + (of ? of.dataset.of.toLowerCase() : ""),
      places: all("[data-place]", element),
      details: all(".detail", element).map(function (detail) { return { element: detail, text: textOf(detail) }; })
    };
  });
  var groups = all("[data-group]").reverse();
  var opened = new Set();
  var folded = new Set();
  var chips = all("input[type=checkbox][data-filter]").map(function (input) {
    return { input: input, number: input.parentElement.querySelector("[data-chip]") };
  });
  var counters = all("[data-count-of]").map(function (element) {
    return { element: element, rows: all("tr[data-row]", document.getElementById(element.dataset.countOf)) };
  });
  var entries = all("[data-entry-of]").map(function (element) {
    return { element: element, target: document.getElementById(element.dataset.entryOf) };
  });
  var bodies = all(".fold-body");

  var total = sum(rows);

  /** A row for several places counts once for each that is not hidden. */
  function countOf(row) {
    return row.places.length === 0 ? 1 : row.places.filter(function (place) { return !place.hidden; }).length;
  }

  function sum(some) { return some.reduce(function (all, row) { return all + countOf(row); }, 0); }

  function wanted(name) {
    return inputs.filter(function (input) {
      return input.dataset.filter === name && (input.type === "checkbox" ? input.checked : input.value !== "");
    }).map(function (input) { return input.value; });
  }

  function matches(element, name) {
    var values = wanted(name);
    var own = (element.dataset[name] || "").split(" ");
    return values.length === 0 || values.some(function (value) { return own.indexOf(value) !== -1; });
  }

  function apply() {
    var query = search.value.trim().toLowerCase().replace(/\\s+/g, " ");
    var shown = 0;
    rows.forEach(function (row) {
      var named = query === "" || row.text.indexOf(query) !== -1;
      row.others = named && ["risk", "who"].every(function (name) { return matches(row.element, name); });
      var found = row.others && matches(row.element, "change");
      row.element.hidden = !found;
      row.places.forEach(function (place) { place.hidden = !matches(place, "who"); });
      if (found) shown += countOf(row);
      row.details.forEach(function (detail) {
        show(detail.element, opened.has(detail.element) || (query !== "" && detail.text.indexOf(query) !== -1));
      });
    });
    var filtered = shown !== total;
    groups.forEach(function (group) {
      var own = all("tr[data-row]", group);
      group.hidden = own.length === 0 ? filtered : own.every(function (row) { return row.hidden; });
    });
    chips.forEach(function (chip) {
      if (chip.number) chip.number.textContent = String(sum(rows.filter(function (row) {
        return row.others && (row.element.dataset[chip.input.dataset.filter] || "").split(" ").indexOf(chip.input.value) !== -1;
      })));
    });
    counters.forEach(function (counter) {
      var left = counter.rows.filter(function (row) { return !row.hidden; }).length;
      counter.element.textContent = left === 1 ? "1 row" : left + " rows";
    });
    entries.forEach(function (entry) { entry.element.hidden = filtered && entry.target.hidden; });
    // Unfolds parts with rows that the filters match.
    bodies.forEach(function (body) { fold(body, folded.has(body) && !(filtered && body.id !== "contents")); });
    count.textContent = (filtered ? shown + " of " : "All ") + total + " " + count.dataset.counted + (total === 1 ? "" : "s");
    document.getElementById("nothing").hidden = shown !== 0 || total === 0;
  }

  function show(detail, visible) {
    detail.hidden = !visible;
    buttonOf(detail).setAttribute("aria-expanded", String(visible));
  }

  function fold(body, isFolded) {
    var button = buttonOf(body);
    body.hidden = isFolded;
    if (button) button.setAttribute("aria-expanded", String(!isFolded));
  }

  /** Unfolds the parts around the target of the address. */
  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    for (var at = target; at; at = at.parentElement) {
      if (at.classList.contains("fold-body")) folded.delete(at);
    }
    if (target) {
      all(".fold-body", target).slice(0, 1).forEach(function (body) { folded.delete(body); });
      apply();
      target.scrollIntoView();
    }
  }

  function buttonOf(detail) { return document.querySelector('[aria-controls="' + detail.id + '"]'); }

  all("[data-open]").forEach(function (button) {
    var body = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", function () {
      if (body.hidden) folded.delete(body); else folded.add(body);
      fold(body, !body.hidden);
    });
  });
  all("[data-fold-all]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      all(".stack>.fold-body").forEach(function (body) {
        if (button.dataset.foldAll === "true") folded.add(body); else folded.delete(body);
      });
      if (button.dataset.foldAll === "false") folded.clear();
      apply();
    });
  });
  // On a small screen, a long page begins folded: as a list of stacks or, for few stacks, of principals.
  var stacks = all(".stack>.fold-body");
  var principals = all(".principal>.fold-body");
  if ((stacks.length > 6 || principals.length > 20) && window.matchMedia("(max-width:720px)").matches) {
    (stacks.length > 6 ? stacks : principals).concat(all("#contents")).forEach(function (body) { folded.add(body); });
  }
  window.addEventListener("hashchange", reveal);
  all('a[href^="#"]').forEach(function (link) {
    link.addEventListener("click", function () { setTimeout(reveal, 0); });
  });

  all(".more-button[aria-controls]:not([data-open])").forEach(function (button) {
    var detail = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", function () {
      if (detail.hidden) opened.add(detail); else opened.delete(detail);
      show(detail, detail.hidden);
    });
    show(detail, false);
  });

  inputs.concat(search).forEach(function (input) { input.addEventListener("input", apply); });
  document.getElementById("clear").addEventListener("click", function () {
    inputs.forEach(function (input) { if (input.type === "checkbox") input.checked = false; else input.value = ""; });
    search.value = "";
    apply();
    search.focus();
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      apply();
    }
  });

  var theme = document.getElementById("theme");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }
  function nameTheme() { theme.textContent = isDark() ? "Light theme" : "Dark theme"; }
  theme.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  system.addEventListener("change", nameTheme);
  nameTheme();
  theme.hidden = false;
  all(".controls").forEach(function (controls) { controls.hidden = rows.length === 0; });
  apply();
  reveal();
})();
`;
