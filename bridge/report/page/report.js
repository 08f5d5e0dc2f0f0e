"use strict";

const table = document.querySelector(".methods");
const tools = document.querySelector(".tools");
const told = document.querySelector("[role=status]");
const methods = [...table.tBodies];

function fold(method, isOpen) {
  method.querySelector(".fold").setAttribute("aria-expanded", String(isOpen));
  method.querySelector(".more").hidden = !isOpen;
}

function isOpen(method) {
  return !method.querySelector(".more").hidden;
}

function filter() {
  const verdict = tools.querySelector("[aria-pressed=true]").dataset.verdict;
  const words = tools.querySelector("input").value.toLowerCase();
  for (const method of methods) {
    const isMeant = !verdict || method.dataset.verdict === verdict;
    method.hidden = !isMeant || !method.dataset.names.toLowerCase().includes(words);
  }
  const shown = methods.filter((method) => !method.hidden).length;
  told.textContent = `${shown} of ${methods.length} shown`;
}

// What was not measured stays last in either order.
function order(first, second, isNumber, sign) {
  if (first === "" || second === "") return (first === "") - (second === "");
  return sign * (isNumber ? Number(first) - Number(second) : first.localeCompare(second));
}

function sort(heading) {
  const column = heading.cellIndex;
  const isNumber = heading.classList.contains("number");
  const sign = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const value = (method) => method.rows[0].cells[column].dataset.value;
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  const sorted = [...methods].sort((a, b) => order(value(a), value(b), isNumber, sign));
  table.append(...sorted);
}

// A file: page may be refused the clipboard; the selection can be copied in any case.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  told.textContent = "Copied";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".fold")) fold(button.closest("tbody"), !isOpen(button.closest("tbody")));
  if (button.matches("thead button")) sort(button.closest("th"));
  if (button.matches(".copy")) copy(document.getElementById(button.dataset.copies).textContent);
  if (button.matches("[data-verdict]")) {
    tools.querySelectorAll("[data-verdict]").forEach((other) => {
      other.setAttribute("aria-pressed", String(other === button));
    });
    filter();
  }
  if (button.matches(".all")) {
    const isAnyFolded = methods.some((method) => !method.hidden && !isOpen(method));
    methods.filter((method) => !method.hidden).forEach((method) => fold(method, isAnyFolded));
  }
});
tools.querySelector("input").addEventListener("input", filter);

// Without a script everything is unfolded.
methods.forEach((method) => fold(method, false));
tools.hidden = false;
