// Keys, the difficulty map, printing.

const heat = document.getElementById("heat");
const turnHeat = () => heat.setAttribute("aria-pressed", String(body.classList.toggle("heat")));
heat.addEventListener("click", turnHeat);
document.getElementById("print").addEventListener("click", () => print());

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
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") (view?.here ?? document.getElementById("main")).focus();
    return;
  }
  const acts = {
    j: () => step(1), k: () => step(-1), d: () => mark(view.here, "done"), f: () => mark(view.here, "false-alarm"),
    l: () => mark(view.here, "later"), u: () => mark(view.here, ""), n: () => openNote(view.here), h: turnHeat,
  };
  const act = event.key === "?" ? turnHelp : view && acts[event.key];
  if (act) { event.preventDefault(); act(); }
});
