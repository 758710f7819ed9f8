// The form in which every field of an event can be corrected.
function editForm(row) {
  const before = (name) => (views.mine.get(cell("event_id", row))?.decision.values || {})[name] ?? cell(name, row);
  const problems = {};
  const inputs = {};
  const error = el("p", { class: "error", role: "alert" });
  const mark = (name, problem) => {
    problems[name] = problem;
    inputs[name].box.classList.toggle("wrong", Boolean(problem));
    inputs[name].box.classList.toggle("changed", inputs[name].value() !== cell(name, row));
    error.textContent = Object.values(problems).find(Boolean) || "";
  };
  const simple = (name, box, check = () => "") => {
    box.id = "edit-" + name;
    inputs[name] = { box, value: () => box.value.trim() };
    box.addEventListener("input", () => mark(name, check(box.value.trim())));
    return [el("label", { htmlFor: box.id }, label(name)), box];
  };
  const pick = (name, options) => {
    const all = options.includes(before(name)) ? options : [before(name), ...options];
    const box = el("select", {}, ...all.map((option) => el("option", { value: option }, option)));
    box.value = before(name);
    return simple(name, box);
  };
  const text = (name, check) => simple(name, el("input", { value: before(name), autocomplete: "off" }), check);
  const form = el("form", { class: "edit", method: "dialog", id: "edit-form" },
    ...pick("relation_type", [...types.keys()].length ? [...types.keys()] : [...new Set(columns.relation_type)].sort()),
    ...actorField("source_ids", "sources", row, before, inputs, mark), ...actorField("target_ids", "targets", row, before, inputs, mark),
    ...text("date_edtf", (value) => edtfProblem(value)), ...pick("polarity", ["pos", "neg"]), ...pick("modality", ["asserted", "planned", "hypothetical", "reported"]),
    ...text("instrument"), ...text("place"), ...text("quantity"),
    el("label", { htmlFor: "edit-comment" }, "comment"), el("textarea", { id: "edit-comment", rows: 2, maxLength: 10_000 }), error);
  inputs.date_edtf.value = () => edtfOf(inputs.date_edtf.box.value.trim());
  const keep = () => {
    if (Object.values(problems).some(Boolean)) return;
    const values = Object.assign({}, ...Object.entries(inputs).filter(([name, input]) => !sameCell(name, input.value(), cell(name, row))).map(([name, input]) => ({ [name]: input.value(), ...(input.more?.() || {}) })));
    const comment = $("edit-comment").value.trim();
    if (!Object.keys(values).length) { error.textContent = "Nothing is changed: accept the row, or change a field."; return; }
    closeDialog();
    advance([decide("correct", row, comment ? { values, comment } : { values })], "Corrected.");
  };
  const box = dialog(el("h2", {}, "Correct"), el("p", {}, line(quoteOf(row), 260)), form, foot(el("button", { class: "primary", type: "button", id: "edit-keep", on: { click: keep } }, "Keep the correction")));
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
  box.onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(); };
  inputs.date_edtf.box.focus();
  inputs.date_edtf.box.select();
}

// Actors as removable chips, found by name or code; what the gazetteer does not know can be added under its own name.
function actorField(name, words, row, before, inputs, mark) {
  let chosen = items(before(name));
  const search = el("input", { id: "edit-" + name, autocomplete: "off", placeholder: "add…" });
  const chips = el("div", { class: "chips" });
  const options = el("div", { class: "options", role: "listbox", hidden: true });
  let offered = [], at = 0;
  const party = (id) => actors.get(id)?.party || id;
  const showChips = () => {
    chips.replaceChildren(...chosen.map((id) => el("span", {}, nameOf(id), el("button", { type: "button", title: "remove", aria: { label: `remove ${nameOf(id)}` }, on: { click: () => set(chosen.filter((other) => other !== id)) } }, "×"))), search, options);
  };
  const set = (ids) => { chosen = ids; search.value = ""; offer(); showChips(); mark(name, ""); search.focus(); };
  const offer = () => {
    const typed = search.value.trim().toLowerCase();
    offered = [];
    if (typed) {
      const score = (actor) => (actor.id.toLowerCase() === typed || actor.name.toLowerCase() === typed ? 0 : actor.name.toLowerCase().startsWith(typed) ? 1 : actor.name.toLowerCase().includes(typed) || actor.id.toLowerCase().includes(typed) ? 2 : 9);
      offered = [...actors.values()].map((actor) => [score(actor), actor]).filter(([s, actor]) => s < 9 && !chosen.includes(actor.id)).sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length).slice(0, 7).map(([, actor]) => actor);
      if (!offered.some((actor) => actor.name.toLowerCase() === typed || actor.id.toLowerCase() === typed)) offered.push({ id: search.value.trim().replaceAll(";", ","), name: search.value.trim(), kind: "not in the list: add as written", party: "" });
    }
    at = 0;
    options.hidden = !offered.length;
    options.replaceChildren(...offered.map((actor, i) => el("div", { class: i === at ? "at" : "", role: "option", on: { mousedown: (event) => { event.preventDefault(); set([...chosen, actor.id]); } } }, el("bdi", {}, actor.name), el("small", {}, `${actor.kind} ${actor.id === actor.name ? "" : actor.id}`))));
  };
  search.addEventListener("input", offer);
  search.addEventListener("blur", () => { options.hidden = true; });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = Math.max(0, Math.min(offered.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      [...options.children].forEach((node, i) => node.classList.toggle("at", i === at));
    } else if (event.key === "Enter" && offered.length && !event.ctrlKey) { event.preventDefault(); set([...chosen, offered[at].id]); }
    else if (event.key === "Backspace" && !search.value && chosen.length) set(chosen.slice(0, -1));
  });
  inputs[name] = {
    box: chips, value: () => chosen.join(";"),
    more: () => ({ [words]: chosen.map(nameOf).map((text) => text.replaceAll(";", ",")).join(";"), [words.slice(0, -1) + "_parties"]: [...new Set(chosen.map(party))].join(";") }),
  };
  showChips();
  return [el("label", { htmlFor: search.id }, words), chips];
}
