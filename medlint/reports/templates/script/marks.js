// Marks with their notes, and the sign-off.

const blank = (card) => ({ rule: card.dataset.rule, mark: "", note: "", sentence: card.querySelector(".quote")?.textContent.trim() ?? "" });

function mark(card, kind) {
  if (!card) return;
  const marks = read("marks", view.path);
  const print = card.dataset.print;
  const known = marks[print] ?? blank(card);
  marks[print] = { ...known, mark: kind && known.mark !== kind ? kind : "" };
  if (!marks[print].mark && !marks[print].note) delete marks[print];
  write("marks", view.path, marks);
  showMarks();
  filter();
  say(`Finding ${card.dataset.n}: ${marks[print]?.mark ? WORDS[kind] : "no mark"}`);
}

function openNote(card) {
  if (!card) return;
  showNote(card);
  card.querySelector(".note textarea").focus();
}

function showNote(card) {
  card.querySelector(".note").hidden = false;
  card.querySelector(".note-button").setAttribute("aria-expanded", "true");
}

function typed(event) {
  const card = event.target.closest(".card");
  if (card && event.target.matches("textarea")) {
    const marks = read("marks", view.path);
    const known = marks[card.dataset.print] ?? blank(card);
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
    if (known?.note) showNote(card);
  }
}

const signoffFields = () => all(".signoff [name]", view.root);

function fillSignoff() {
  const kept = read("signoff", view.path);
  for (const field of signoffFields()) field.value = kept[field.name] ?? "";
}

function keepSignoff() {
  write("signoff", view.path, Object.fromEntries(signoffFields().filter((field) => field.value).map((field) => [field.name, field.value])));
}
