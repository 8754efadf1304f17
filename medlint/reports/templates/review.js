"use strict";
// The page works without this script as a document; it adds filters, keys and marks that stay in the browser.
(() => {
  const body = document.body;
  const many = body.dataset.many === "yes";
  const say = (words) => { document.getElementById("said").textContent = words; };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const MARKS = ["done", "false-alarm", "later"];
  const WORDS = { "done": "✓ done", "false-alarm": "false alarm", "later": "later" };
  body.classList.add("scripted");

  // --- what the browser keeps

  const store = (() => {
    try {
      localStorage.setItem("medlint:test", "1");
      localStorage.removeItem("medlint:test");
      return localStorage;
    } catch {
      const notice = document.getElementById("notice");
      notice.textContent = "This browser keeps nothing for this page: save your marks to a file before you close it.";
      notice.hidden = false;
      const kept = new Map();
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
    }
  })();
  const read = (kind, path) => {
    try {
      const value = JSON.parse(store.getItem(`medlint:${kind}:${path}`));
      return value && typeof value === "object" ? value : {};
    } catch { return {}; }
  };
  const write = (kind, path, value) => {
    if (Object.keys(value).length) store.setItem(`medlint:${kind}:${path}`, JSON.stringify(value));
    else store.removeItem(`medlint:${kind}:${path}`);
  };

  // --- one article

  let view = null;

  function open(root) {
    view = { root, path: root.dataset.path, cards: all(".card", root), hits: all(".hit", root), here: null, byNumber: new Map() };
    for (const card of view.cards) view.byNumber.set(card.dataset.n, card);
    view.numbers = new Map(all(".num", root).map((link) => [link.dataset.f, link]));
    for (const box of all(".because", root)) box.addEventListener("toggle", () => explain(box), { once: true });
    root.addEventListener("click", clicked);
    root.addEventListener("change", changed);
    root.addEventListener("input", typed);
    fillSignoff();
    showMarks();
    filter();
    if (matchMedia("(max-width: 60rem)").matches && visible().length) point(visible()[0], false);
  }

  function explain(box) {
    const rule = document.getElementById(`rule-${box.closest(".card").dataset.rule}`);
    if (!rule) return;
    const note = rule.querySelector(".why").cloneNode(true);
    box.querySelector("p").replaceWith(note);
  }

  const visible = () => view.cards.filter((card) => !card.classList.contains("off"));

  function point(card, move = true) {
    if (!card) return;
    for (const other of all(".here", view.root)) other.classList.remove("here");
    view.here = card;
    card.classList.add("here");
    const number = card.dataset.n;
    const places = view.hits.filter((hit) => hit.dataset.f.split(" ").includes(number));
    for (const hit of places) hit.classList.add("here");
    if (!move) return;
    (places[0] ?? view.root.querySelector(".intro")).scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    say(`Finding ${visible().indexOf(card) + 1} of ${visible().length}`);
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
    if (button?.dataset.mark) return mark(card, button.dataset.mark);
    if (button?.classList.contains("note-button")) return openNote(card);
    if (button?.classList.contains("copy")) return copy(button);
    if (target.closest(".out")) return undefined;
    const link = target.closest("a[href^='#']");
    if (link && (link.classList.contains("num") || link.closest(".quote"))) {
      event.preventDefault();
      return point(link.dataset.f ? view.byNumber.get(link.dataset.f) : card);
    }
    if (link) {
      const place = document.getElementById(link.getAttribute("href").slice(1));
      if (place) { event.preventDefault(); place.scrollIntoView({ block: "center" }); flash(place); }
      return undefined;
    }
    const hit = target.closest(".hit");
    if (hit && !String(getSelection())) {
      const shown = hit.dataset.f.split(" ").map((n) => view.byNumber.get(n)).filter((c) => !c.classList.contains("off"));
      const next = shown[(shown.indexOf(view.here) + 1) % shown.length];
      if (next) point(next);
    }
    return undefined;
  }

  function flash(place) {
    place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  }

  async function copy(button) {
    const words = button.closest(".write").querySelector(".words");
    try {
      await navigator.clipboard.writeText(words.textContent);
      say("Copied");
    } catch {
      getSelection().selectAllChildren(words);
      say("Selected: copy it with the keys of your computer");
    }
  }

  // --- marks

  function mark(card, kind) {
    if (!card) return;
    const marks = read("marks", view.path);
    const known = marks[card.dataset.print];
    const quote = card.querySelector(".quote")?.textContent.trim() ?? "";
    if (!kind || known?.mark === kind) {
      if (known?.note) marks[card.dataset.print] = { ...known, mark: "" };
      else delete marks[card.dataset.print];
    } else {
      marks[card.dataset.print] = { rule: card.dataset.rule, mark: kind, note: known?.note ?? "", sentence: quote };
    }
    write("marks", view.path, marks);
    showMarks();
    filter();
    say(marks[card.dataset.print]?.mark ? `Finding ${card.dataset.n}: ${WORDS[kind]}` : `Finding ${card.dataset.n}: no mark`);
  }

  function openNote(card) {
    if (!card) return;
    const note = card.querySelector(".note");
    note.hidden = false;
    card.querySelector(".note-button").setAttribute("aria-expanded", "true");
    note.querySelector("textarea").focus();
  }

  function typed(event) {
    const card = event.target.closest(".card");
    if (card && event.target.matches("textarea")) {
      const marks = read("marks", view.path);
      const known = marks[card.dataset.print] ?? { rule: card.dataset.rule, mark: "", sentence: card.querySelector(".quote")?.textContent.trim() ?? "" };
      marks[card.dataset.print] = { ...known, note: event.target.value };
      if (!known.mark && !event.target.value) delete marks[card.dataset.print];
      write("marks", view.path, marks);
    } else if (event.target.closest(".signoff")) keepSignoff();
  }

  function changed(event) {
    if (event.target.closest(".filters")) filter();
    else if (event.target.closest(".signoff")) keepSignoff();
  }

  function showMarks() {
    const marks = read("marks", view.path);
    for (const card of view.cards) {
      const known = marks[card.dataset.print];
      const kind = MARKS.includes(known?.mark) ? known.mark : "";
      card.classList.toggle("marked", Boolean(kind));
      card.querySelector(".mark-state").textContent = kind ? WORDS[kind] : "";
      for (const button of all("[data-mark]", card)) button.setAttribute("aria-pressed", String(button.dataset.mark === kind));
      const area = card.querySelector(".note textarea");
      if (area !== document.activeElement) area.value = known?.note ?? "";
      if (known?.note) { card.querySelector(".note").hidden = false; card.querySelector(".note-button").setAttribute("aria-expanded", "true"); }
    }
  }

  function fillSignoff() {
    const kept = read("signoff", view.path);
    for (const field of all(".signoff [name]", view.root)) field.value = kept[field.name] ?? "";
  }

  function keepSignoff() {
    const values = {};
    for (const field of all(".signoff [name]", view.root)) if (field.value) values[field.name] = field.value;
    write("signoff", view.path, values);
  }

  // --- filters

  function filter() {
    const wanted = {};
    for (const set of all(".filters fieldset", view.root)) {
      wanted[set.dataset.key] = new Set(all("input:checked", set).map((box) => box.value));
    }
    const hideMarked = view.root.querySelector(".hide-marked").checked;
    for (const card of view.cards) {
      const fits = Object.entries(wanted).every(([key, values]) => values.has(card.dataset[key]));
      card.classList.toggle("off", !fits || (hideMarked && card.classList.contains("marked")));
      view.numbers.get(card.dataset.n)?.classList.toggle("off", card.classList.contains("off"));
    }
    for (const hit of view.hits) {
      const cards = hit.dataset.f.split(" ").map((number) => view.byNumber.get(number));
      const shown = cards.filter((card) => !card.classList.contains("off"));
      const first = shown.find((card) => !card.classList.contains("marked")) ?? shown[0];
      hit.classList.toggle("off", !shown.length);
      hit.classList.toggle("marked", Boolean(first?.classList.contains("marked")));
      for (const name of [...hit.classList]) if (/^(sev|fam)-/.test(name) && first) hit.classList.remove(name);
      if (first) hit.classList.add(`sev-${first.dataset.severity}`, `fam-${first.dataset.family}`);
    }
    const shown = visible();
    const open = shown.filter((card) => !card.classList.contains("marked")).length;
    const bar = view.root.querySelector("progress");
    bar.max = Math.max(shown.length, 1);
    bar.value = shown.length - open;
    view.root.querySelector(".progress-words").textContent = open ? `${open} of ${shown.length} to look at` : shown.length ? "All looked at" : "";
    const nothing = view.root.querySelector(".panel-head .nothing");
    nothing.hidden = shown.length > 0 || !view.cards.length;
    if (view.here?.classList.contains("off")) {
      view.here.classList.remove("here");
      const at = view.cards.indexOf(view.here);
      const after = shown.find((card) => view.cards.indexOf(card) > at) ?? shown[0];
      view.here = null;
      if (matchMedia("(max-width: 60rem)").matches) point(after, false);
    }
  }

  // --- out and in

  function articles() {
    if (many) return all("#all tbody tr").map((row) => ({ path: row.dataset.path, prints: new Set(row.dataset.prints.split(" ").map((print) => print.replace("~", ""))) }));
    return view ? [{ path: view.path, prints: new Set(view.cards.map((card) => card.dataset.print)) }] : [];
  }

  function collected() {
    const marks = [];
    const signoffs = [];
    for (const { path, prints } of articles()) {
      for (const [print, known] of Object.entries(read("marks", path))) {
        if (!prints.has(print) || !MARKS.includes(known.mark)) continue;
        marks.push({ path, rule: known.rule, fingerprint: print, mark: known.mark, note: known.note ?? "", sentence: known.sentence ?? "" });
      }
      const signoff = read("signoff", path);
      if (Object.keys(signoff).length) signoffs.push({ path, ...signoff });
    }
    return { schema: 1, made: body.dataset.made, marks, signoffs };
  }

  function save() {
    const data = collected();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1) + "\n"], { type: "application/json" }));
    link.download = "medlint-marks.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(`${data.marks.length} marks saved`);
  }

  function load(text) {
    let data;
    try { data = JSON.parse(text); } catch { data = null; }
    const notice = document.getElementById("notice");
    notice.hidden = false;
    if (data?.schema !== 1 || !Array.isArray(data.marks)) {
      notice.textContent = "This file holds no marks of a review.";
      return;
    }
    let taken = 0;
    const known = new Map(articles().map(({ path, prints }) => [path, prints]));
    for (const item of data.marks) {
      if (!MARKS.includes(item?.mark) || !known.get(item.path)?.has(item.fingerprint)) continue;
      const marks = read("marks", item.path);
      marks[item.fingerprint] = { rule: String(item.rule), mark: item.mark, note: String(item.note ?? ""), sentence: String(item.sentence ?? "") };
      write("marks", item.path, marks);
      taken += 1;
    }
    for (const item of Array.isArray(data.signoffs) ? data.signoffs : []) {
      if (!known.has(item?.path)) continue;
      const values = {};
      for (const name of ["name", "role", "day", "decision", "remarks"]) if (item[name]) values[name] = String(item[name]);
      write("signoff", item.path, values);
    }
    notice.textContent = `${taken} of ${data.marks.length} marks loaded${taken < data.marks.length ? "; the others belong to findings that are not in this review" : ""}.`;
    if (view) { fillSignoff(); showMarks(); filter(); }
    count();
  }

  document.getElementById("export").addEventListener("click", save);
  const chooser = document.getElementById("import-file");
  document.getElementById("import").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    if (chooser.files[0]) load(await chooser.files[0].text());
    chooser.value = "";
  });

  // --- keys and the map

  const heat = document.getElementById("heat");
  const turnHeat = () => heat.setAttribute("aria-pressed", String(body.classList.toggle("heat")));
  heat.addEventListener("click", turnHeat);
  const help = document.getElementById("help");
  const turnHelp = () => {
    const keys = document.getElementById("keys");
    keys.hidden = !keys.hidden;
    help.setAttribute("aria-expanded", String(!keys.hidden));
  };
  help.addEventListener("click", turnHelp);
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = store.getItem("medlint:keys") !== "off";
  keysOn.addEventListener("change", () => store.setItem("medlint:keys", keysOn.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn.checked) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") (view?.here ?? document.getElementById("main")).focus();
      return;
    }
    const acts = {
      j: () => step(1), k: () => step(-1), d: () => mark(view.here, "done"), f: () => mark(view.here, "false-alarm"),
      l: () => mark(view.here, "later"), u: () => mark(view.here, ""), n: () => openNote(view.here),
    };
    const act = event.key === "h" ? turnHeat : event.key === "?" ? turnHelp : view && acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // --- many articles

  const stage = document.getElementById("stage");
  const back = document.querySelector(".back");

  function route() {
    const found = /^#article-(\d+)$/.exec(location.hash);
    const stored = found && document.getElementById(`stored-${found[1]}`);
    stage.replaceChildren();
    view = null;
    body.classList.toggle("reading", Boolean(stored));
    back.hidden = !stored;
    if (!stored) { count(); return; }
    stage.innerHTML = JSON.parse(stored.textContent); // written and escaped by medlint; nothing in it can run here
    open(stage.querySelector(".review"));
    document.title = `Review: ${view.root.dataset.title}`;
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }

  function count() {
    if (!many) return;
    for (const row of all("#all tbody tr")) {
      const marks = read("marks", row.dataset.path);
      const prints = row.dataset.prints.split(" ").filter((print) => print && !print.startsWith("~"));
      row.querySelector(".open").textContent = prints.filter((print) => !MARKS.includes(marks[print]?.mark)).length;
    }
  }

  function sort(button) {
    const head = button.closest("th");
    const column = [...head.parentNode.children].indexOf(head);
    const down = head.getAttribute("aria-sort") === "none" ? head.classList.contains("figure") || column === 8 : head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const numeric = head.classList.contains("figure") || column === 8;
    const value = (row) => {
      const text = row.children[column].textContent.trim();
      return numeric ? (text === "" ? -1 : Number(text.replace(/,/g, ""))) : text.toLowerCase();
    };
    const rows = all("#all tbody tr").map((row) => [value(row), row]);
    rows.sort(([a], [b]) => (numeric ? a - b : a.localeCompare(b)) * (down ? -1 : 1));
    document.querySelector("#all tbody").append(...rows.map(([, row]) => row));
    say(`Sorted by ${button.textContent}`);
  }

  if (many) {
    document.querySelector("#all thead").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) sort(button);
    });
    document.getElementById("search").addEventListener("input", (event) => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of all("#all tbody tr")) {
        const text = row.firstElementChild.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        left += row.hidden ? 0 : 1;
      }
      document.getElementById("search-count").textContent = words.length ? `${left} found` : "";
    });
    addEventListener("hashchange", () => {
      if (/^#(article-\d+|overview|)$/.test(location.hash)) route();
    });
    route();
  } else if (document.querySelector(".review")) {
    open(document.querySelector(".review"));
  }
})();
