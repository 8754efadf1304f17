// What the browser keeps: marks and sign-offs, by the path of the article.

const body = document.body;
const many = body.dataset.many === "yes";
const say = (words) => { document.getElementById("said").textContent = words; };
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isNarrow = () => matchMedia("(max-width: 60rem)").matches;
const MARKS = ["done", "false-alarm", "later"];
const WORDS = { "done": "✓ done", "false-alarm": "false alarm", "later": "later" };
body.classList.add("scripted");

function notify(words) {
  const notice = document.getElementById("notice");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => { notice.hidden = true; });
  notice.replaceChildren(`${words} `, close);
  notice.hidden = false;
}

const store = (() => {
  try {
    localStorage.setItem("medlint:test", "1");
    localStorage.removeItem("medlint:test");
    return localStorage;
  } catch {
    notify("This browser keeps nothing for this page: save your marks to a file before you close it.");
    const kept = new Map();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  }
})();

function read(kind, path) {
  try {
    const value = JSON.parse(store.getItem(`medlint:${kind}:${path}`));
    return value && typeof value === "object" ? value : {};
  } catch { return {}; }
}

function write(kind, path, value) {
  try {
    if (Object.keys(value).length) store.setItem(`medlint:${kind}:${path}`, JSON.stringify(value));
    else store.removeItem(`medlint:${kind}:${path}`);
  } catch { notify("This browser has no room left for marks: save them to a file now."); }
}
