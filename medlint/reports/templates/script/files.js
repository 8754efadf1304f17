// Marks out to a file and in from one.

function articles() {
  if (many) return all("#all tbody tr").map((row) => ({ path: row.dataset.path, prints: new Set(row.dataset.prints.replaceAll("~", "").split(" ")) }));
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
  const count = data.marks.length === 1 ? "1 mark" : `${data.marks.length} marks`;
  notify(`${count} saved as medlint-marks.json. Send the file to whoever runs medlint: “medlint baseline import medlint-marks.json” puts false alarms and what is for later aside, with your notes as the reasons.`);
  say(`${count} saved`);
}

function load(text) {
  let data;
  try { data = JSON.parse(text); } catch { data = null; }
  if (data?.schema !== 1 || !Array.isArray(data.marks)) {
    notify("This file holds no marks of a review.");
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
  notify(`${taken} of ${data.marks.length} marks loaded${taken < data.marks.length ? "; the others belong to findings that are not in this review" : ""}.`);
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
