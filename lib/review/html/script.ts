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
      details: all(".detail", element).map(function (detail) { return { element: detail, text: textOf(detail) }; })
    };
  });
  var groups = all("[data-group]").reverse();
  var opened = new Set();

  function wanted(name) {
    return inputs.filter(function (input) {
      return input.dataset.filter === name && (input.type === "checkbox" ? input.checked : input.value !== "");
    }).map(function (input) { return input.value; });
  }

  function matches(row, name) {
    var values = wanted(name);
    var own = (row.element.dataset[name] || "").split(" ");
    return values.length === 0 || values.some(function (value) { return own.indexOf(value) !== -1; });
  }

  function apply() {
    var query = search.value.trim().toLowerCase().replace(/\\s+/g, " ");
    var shown = 0;
    rows.forEach(function (row) {
      var fits = ["change", "risk", "who"].every(function (name) { return matches(row, name); });
      var found = fits && (query === "" || row.text.indexOf(query) !== -1);
      row.element.hidden = !found;
      if (found) shown += 1;
      row.details.forEach(function (detail) {
        show(detail.element, opened.has(detail.element) || (query !== "" && detail.text.indexOf(query) !== -1));
      });
    });
    var filtered = shown !== rows.length;
    groups.forEach(function (group) {
      var own = all("tr[data-row]", group);
      group.hidden = own.length === 0 ? filtered : own.every(function (row) { return row.hidden; });
    });
    count.textContent = shown === rows.length ? "All " + rows.length + " rows" : shown + " of " + rows.length + " rows";
    document.getElementById("nothing").hidden = shown !== 0 || rows.length === 0;
  }

  function show(detail, visible) {
    detail.hidden = !visible;
    buttonOf(detail).setAttribute("aria-expanded", String(visible));
  }

  function buttonOf(detail) { return document.querySelector('[aria-controls="' + detail.id + '"]'); }

  all(".more-button").forEach(function (button) {
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
})();
`;
