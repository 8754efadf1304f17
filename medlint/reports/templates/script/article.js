// One article: the finding that is looked at, the way to the next one, filters.

let view = null;

function open(root) {
  view = { root, path: root.dataset.path, cards: all(".card", root), hits: all(".hit", root), here: null };
  view.byNumber = new Map(view.cards.map((card) => [card.dataset.n, card]));
  view.numbers = new Map(all(".num", root).map((link) => [link.dataset.f, link]));
  view.boxes = all(".filters fieldset input", root).map((box) => [box, box.checked]);
  for (const box of all(".because", root)) box.addEventListener("toggle", () => explain(box), { once: true });
  root.addEventListener("click", clicked);
  root.addEventListener("change", changed);
  root.addEventListener("input", typed);
  fillSignoff();
  showMarks();
  filter();
  if (isNarrow() && visible().length) point(visible()[0], false);
}

function explain(box) {
  const rule = document.getElementById(`rule-${box.closest(".card").dataset.rule}`);
  if (rule) box.querySelector("p").replaceWith(rule.querySelector(".why").cloneNode(true));
}

const visible = () => view.cards.filter((card) => !card.classList.contains("off"));

function point(card, move = true) {
  if (!card) return;
  for (const other of all(".here", view.root)) other.classList.remove("here");
  view.here = card;
  card.classList.add("here");
  const number = card.dataset.n;
  const places = view.hits.filter((hit) => hit.dataset.f.split(" ").includes(number));
  for (const place of places) place.classList.add("here");
  view.numbers.get(number)?.classList.add("here");
  if (!move) return;
  unfold(true);
  (places[0] ?? view.root.querySelector(".intro")).scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  const cards = visible();
  say(`Finding ${cards.indexOf(card) + 1} of ${cards.length}`);
}

function step(by) {
  const cards = visible();
  if (!cards.length) return;
  const at = cards.indexOf(view.here);
  point(cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length]);
}

function clicked(event) {
  const target = event.target;
  const button = target.closest("button");
  const card = target.closest(".card");
  if (button?.classList.contains("next")) return step(1);
  if (button?.classList.contains("previous")) return step(-1);
  if (button?.classList.contains("fold")) return unfold(button.getAttribute("aria-expanded") === "false");
  if (button?.classList.contains("show-hidden")) return showHidden();
  if (button?.dataset.mark) return mark(card, button.dataset.mark);
  if (button?.classList.contains("note-button")) return openNote(card);
  if (button?.classList.contains("copy")) return copy(button);
  if (target.closest(".out")) return undefined;
  const link = target.closest("a[href^='#']");
  if (link && (link.classList.contains("num") || link.closest(".quote"))) {
    event.preventDefault();
    return point(link.dataset.f ? view.byNumber.get(link.dataset.f) : card);
  }
  if (link) return follow(event, link);
  const hit = target.closest(".hit");
  if (hit && !String(getSelection())) {
    const shown = hit.dataset.f.split(" ").map((n) => view.byNumber.get(n)).filter((c) => !c.classList.contains("off"));
    const next = shown[(shown.indexOf(view.here) + 1) % shown.length];
    if (next) point(next);
  }
  return undefined;
}

function follow(event, link) {
  const place = document.getElementById(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView({ block: "center" });
  place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}

function unfold(wide) {
  view.root.querySelector(".panel").classList.toggle("folded", !wide);
  const button = view.root.querySelector(".fold");
  if (!button) return;
  button.setAttribute("aria-expanded", String(wide));
  button.textContent = wide ? "Hide" : "Show";
}

async function copy(button) {
  const words = button.closest(".write").querySelector(".words");
  try {
    await navigator.clipboard.writeText(words.textContent);
    say("Copied");
    button.firstChild.data = "Copied ";
    setTimeout(() => { button.firstChild.data = "Copy"; }, 2000);
  } catch {
    getSelection().selectAllChildren(words);
    say("Selected: copy it with the keys of your computer");
  }
}

// --- filters

function showHidden() {
  const first = view.cards.find((card) => !card.dataset.shown);
  for (const [box] of view.boxes) box.checked = true;
  filter();
  point(first);
}

function filter() {
  const wanted = {};
  for (const set of all(".filters fieldset", view.root)) {
    wanted[set.dataset.key] = new Set(all("input:checked", set).map((box) => box.value));
  }
  const hideMarked = view.root.querySelector(".hide-marked")?.checked;
  for (const card of view.cards) {
    const fits = Object.entries(wanted).every(([key, values]) => values.has(card.dataset[key]));
    card.classList.toggle("off", !fits || (hideMarked && card.classList.contains("marked")));
    view.numbers.get(card.dataset.n)?.classList.toggle("off", card.classList.contains("off"));
  }
  for (const hit of view.hits) colour(hit);
  for (const group of all(".group", view.root)) {
    let next = group.nextElementSibling;
    while (next?.classList.contains("off")) next = next.nextElementSibling;
    group.hidden = !next?.classList.contains("card");
  }
  tell(visible(), hideMarked);
}

function colour(hit) {
  const cards = hit.dataset.f.split(" ").map((number) => view.byNumber.get(number));
  const shown = cards.filter((card) => !card.classList.contains("off"));
  const first = shown.find((card) => !card.classList.contains("marked")) ?? shown[0];
  hit.classList.toggle("off", !shown.length);
  hit.classList.toggle("marked", Boolean(first?.classList.contains("marked")));
  if (!first) return;
  for (const name of [...hit.classList]) if (/^(sev|fam)-/.test(name)) hit.classList.remove(name);
  hit.classList.add(`sev-${first.dataset.severity}`, `fam-${first.dataset.family}`);
}

function tell(shown, hideMarked) {
  if (!view.cards.length) return;
  const left = shown.filter((card) => !card.classList.contains("marked")).length;
  const bar = view.root.querySelector("progress");
  bar.max = Math.max(shown.length, 1);
  bar.value = shown.length - left;
  const words = left ? `${left} of ${shown.length} to look at` : shown.length ? "All looked at" : "";
  view.root.querySelector(".progress-words").textContent = words;
  view.root.querySelector(".progress").hidden = !shown.length;
  view.root.querySelector(".walk").hidden = !shown.length;
  const narrowed = hideMarked || view.boxes.some(([box, first]) => first && !box.checked);
  const widened = view.boxes.some(([box, first]) => !first && box.checked);
  view.root.querySelector(".filter-words").textContent = narrowed ? "(some are left out)" : widened ? "(all are shown)" : "";
  view.root.querySelector(".panel-head .nothing").hidden = shown.length > 0 || !narrowed;
  const empty = view.root.querySelector(".empty");
  if (empty) empty.hidden = shown.length > 0;
  const more = view.root.querySelector(".more");
  if (more) more.hidden = widened;
  if (view.here?.classList.contains("off")) {
    const at = view.cards.indexOf(view.here);
    for (const other of all(".here", view.root)) other.classList.remove("here");
    view.here = null;
    if (isNarrow()) point(shown.find((card) => view.cards.indexOf(card) > at) ?? shown[0], false);
  }
}
