// Many articles: a table to sort and search, and each article unpacked when it is opened.

const rows = all("#all tbody tr");
const MOST_ROWS = Number(document.querySelector(".rest")?.dataset.most);
let whole = rows.length <= MOST_ROWS;
let asked = 0;

async function unpack(number) {
  const bytes = Uint8Array.from(atob(document.getElementById(`stored-${number}`).textContent), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

async function route() {
  const number = /^#article-(\d+)$/.exec(location.hash)?.[1];
  const turn = asked += 1;
  let text = "";
  if (number && document.getElementById(`stored-${number}`)) {
    try { text = await unpack(number); } catch { notify("This browser is too old to open the articles: take one of the last few years."); }
    if (turn !== asked) return;
  }
  const stage = document.getElementById("stage");
  stage.replaceChildren();
  view = null;
  body.classList.toggle("reading", Boolean(text));
  document.querySelector(".back").hidden = heat.hidden = !text;
  onward(text ? number : "");
  if (!text) { count(); return; }
  stage.innerHTML = text; // written and escaped by medlint; nothing in it can run here
  open(stage.querySelector(".review"));
  document.title = `Review: ${view.root.dataset.title}`;
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
}

function onward(number) {
  const link = document.querySelector(".onward");
  const listed = all("#all tbody tr:not([hidden]) a");
  const at = listed.findIndex((a) => a.getAttribute("href") === `#article-${number}`);
  const next = at >= 0 && listed[at + 1];
  link.hidden = !next;
  if (next) link.href = next.getAttribute("href");
}

function count() {
  if (!many) return;
  for (const row of rows) {
    const marks = read("marks", row.dataset.path);
    const prints = row.dataset.prints.split(" ").filter((print) => print && !print.startsWith("~"));
    row.querySelector(".open").textContent = prints.filter((print) => !MARKS.includes(marks[print]?.mark)).length;
  }
  choose();
}

function choose() {
  const words = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const onlyOpen = document.getElementById("only-open").checked;
  let found = 0;
  for (const row of all("#all tbody tr")) {
    const text = words.length ? row.firstElementChild.textContent.toLowerCase() : "";
    row.hidden = !words.every((word) => text.includes(word)) || (onlyOpen && row.querySelector(".open").textContent === "0");
    found += row.hidden ? 0 : 1;
    row.classList.toggle("beyond", !whole && found > MOST_ROWS);
  }
  document.getElementById("search-count").textContent = words.length || onlyOpen ? `${found} found` : "";
  const rest = document.querySelector(".rest");
  rest.hidden = whole || found <= MOST_ROWS;
  document.getElementById("show-rest").textContent = `Show ${(found - MOST_ROWS).toLocaleString("en")} more`;
}

const alphabet = new Intl.Collator("en", { numeric: true });

function sort(button) {
  const head = button.closest("th");
  const column = [...head.parentNode.children].indexOf(head);
  const numeric = head.classList.contains("figure");
  const was = head.getAttribute("aria-sort");
  const down = was === "none" ? numeric : was === "ascending";
  for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => {
    const cell = row.children[column];
    const text = (cell.dataset.v ?? (column ? cell : cell.firstElementChild).textContent).trim();
    return numeric ? (text === "" ? -1 : Number(text)) : text;
  };
  const sorted = rows.map((row) => [value(row), row]);
  sorted.sort(([a], [b]) => (numeric ? a - b : alphabet.compare(a, b)) * (down ? -1 : 1));
  document.querySelector("#all tbody").append(...sorted.map(([, row]) => row));
  choose();
  say(`Sorted by ${button.textContent}`);
}

if (many) {
  document.querySelector("#all thead").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) sort(button);
  });
  document.getElementById("search").addEventListener("input", choose);
  document.getElementById("only-open").addEventListener("change", choose);
  document.getElementById("show-rest").addEventListener("click", () => { whole = true; choose(); });
  addEventListener("hashchange", () => {
    if (/^#(article-\d+|overview|)$/.test(location.hash)) route();
  });
  route();
} else if (document.querySelector(".review")) {
  open(document.querySelector(".review"));
}
