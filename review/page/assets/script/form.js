// The form in which an event is added or corrected. It stands in the place of the list, so that the text stays in view: words that
// are selected there fill its fields.
const form = { open: false, uses: () => [] };
const ORDER = ["relation_type", "date_edtf", "source_ids", "target_ids", "trigger", "quote", "polarity", "modality", "attributed_to", "place", "instrument", "quantity"];
const CHOICES = { polarity: ["pos", "neg"], modality: ["asserted", "planned", "hypothetical", "reported"] };
const NO_TYPE = "there is no such type; the guidelines have them all";
const SIDES = { source_ids: "sources", target_ids: "targets" };

function correct(row, at = "date_edtf") { // at: the field to begin with
  const sentence = sentenceOf.get(columns.sentence_id[row]);
  const mine = views.mine.get(cell("event_id", row))?.decision;
  const own = isAdded(row) && mine?.action === "add" && mine.event_id === cell("event_id", row);
  const was = (name) => (name === "quote" ? quoteOf(row) : columns[name] ? cell(name, row) : "");
  const words = picked?.sentence === sentence ? picked : undefined;
  openForm({
    title: own ? "Change what you added" : "Correct", row, sentence, was, adds: own,
    before: (name) => (mine?.action === "correct" ? mine.values : {})[name] ?? was(name),
    keep: (said) => (own ? keepAddition(sentence, said, { event_id: mine.event_id, snapshot: mine.snapshot }) : advance([decide("correct", row, { values: said.values, ...(said.comment ? { comment: said.comment } : {}) })], "Corrected.")),
  });
  if (words) { picked = words; showPicked(); } else enterField(at);
}
function enterField(name) {
  const { box, search = box } = form.inputs[name];
  search.focus();
  search.select();
}

function openForm(task) {
  form.open = true;
  form.inputs = {};
  form.problems = {};
  form.dateWords = undefined;
  // first of all, where no open list of a field covers it
  form.there = task.adds && task.row === undefined ? el("p", { class: "note", id: "edit-there", role: "status", hidden: true }) : undefined;
  form.error = el("p", { class: "error", role: "alert" });
  form.task = task;
  const near = task.sentence ? nearActors(task.sentence) : [];
  const fields = ORDER.map((name) => fieldOf(name, task, near));
  const comment = el("textarea", { id: "edit-comment", rows: 2, maxLength: 10_000 });
  const body = el("form", { class: "edit", id: "edit-form" }, form.there || null, ...fields, el("div", { class: "field wide" }, el("label", { htmlFor: "edit-comment" }, "comment"), comment));
  const keep = el("button", { class: "primary", type: "submit", id: "edit-keep", title: "Ctrl+Enter" }, task.adds && !task.row ? "Add the event" : task.adds ? "Keep the change" : "Keep the correction");
  body.append(el("div", { class: "foot" }, form.error, el("button", { type: "button", id: "edit-cancel", on: { click: closeForm } }, "Cancel", el("kbd", {}, "Esc")), keep));
  body.addEventListener("submit", (event) => { event.preventDefault(); keepForm(); });
  $("form").replaceChildren(el("h2", {}, task.title), el("p", { class: "hint" }, "Words that you select in the text fill the fields."), body);
  $("form").hidden = false;
  document.querySelector("main").classList.add("editing");
  if (isNarrow()) $("form").scrollIntoView(); // on a narrow screen it stands above the text
  form.uses = usesOf;
  showPicked();
}
function closeForm() {
  if (!form.open) return;
  form.open = false;
  $("form").hidden = true;
  $("form").replaceChildren();
  document.querySelector("main").classList.remove("editing");
  unpick();
  draw(true);
  $("scroller").focus({ preventScroll: Boolean(form.task.left) });
  if (form.task.left) backTo(form.task.left);
}
function keepForm() {
  const { task, inputs } = form;
  const missing = task.adds ? ["relation_type", "trigger", "quote"].find((name) => !inputs[name].value()) : undefined;
  if (missing) { markField(missing, missing === "relation_type" ? "which type is it?" : `select the ${label(missing)} in the text`); return; }
  if (!typeNames().includes(inputs.relation_type.value())) markField("relation_type", NO_TYPE);
  const wrong = Object.keys(form.problems).find((name) => form.problems[name]);
  if (wrong) { inputs[wrong].box.focus?.(); return; }
  const said = Object.entries(inputs).filter(([name, input]) => (task.adds ? input.value() : input.changed ? input.changed() : !sameCell(name, input.value(), task.was(name))));
  const values = Object.assign({}, ...said.map(([name, input]) => ({ [name]: input.value(), ...(input.more?.() || {}) })));
  const comment = $("edit-comment").value.trim();
  if (!Object.keys(values).length) { form.error.textContent = "Nothing is changed: accept the row, or change a field."; return; }
  closeForm();
  task.keep({ values, comment });
}
function markField(name, problem) {
  const { inputs, task } = form;
  form.problems[name] = problem;
  inputs[name].box.classList.toggle("wrong", Boolean(problem));
  inputs[name].box.setAttribute("aria-invalid", String(Boolean(problem)));
  if (task.row !== undefined) inputs[name].box.classList.toggle("changed", inputs[name].changed ? inputs[name].changed() : inputs[name].value() !== task.was(name));
  form.error.textContent = Object.entries(form.problems).filter(([, said]) => said).map(([field, said]) => `${label(field)}: ${said}`)[0] || "";
  if (isAdding()) showCard();
}

function fieldOf(name, task, near) {
  const before = task.before(name);
  const input = SIDES[name] || name === "attributed_to" ? actorField({ name, words: SIDES[name], before, near, mark: markField })
    : name === "trigger" || name === "quote" ? wordsField(name, before, task) : CHOICES[name] ? choiceField(name, before) : name === "relation_type" ? typeField(before) : textField(name, before);
  form.inputs[name] = input;
  return el("div", { class: `field f-${name}` }, el("label", { htmlFor: "edit-" + name }, SIDES[name] || label(name)), input.box, input.below || null, name === "source_ids" ? swapButton() : null);
}
function swapButton() {
  const go = () => { const { source_ids: one, target_ids: other } = form.inputs, [was, is] = [items(one.value()), items(other.value())]; one.put(is); other.put(was); };
  return el("div", { class: "near" }, el("button", { type: "button", class: "link", id: "edit-swap", on: { click: go } }, "⇄ swap with targets"));
}
// Whoever adds an event learns that the run tells one at these words: a candidate is accepted, not told anew.
function showThere(span, sentence) {
  if (!form.there) return;
  const [start, end] = span.map((at) => at + sentence.start);
  const row = rowsIn(sentence.id).find((other) => cell("trigger_start", other) < end && cell("trigger_end", other) > start);
  form.there.hidden = row === undefined;
  if (row === undefined) return;
  const kind = isCandidate(row) ? "A candidate" : isAdded(row) ? "An added event" : "A row";
  form.there.replaceChildren(`${kind} stands at these words already: `, el("button", { type: "button", class: "link", on: { click: () => openEvent(cell("event_id", row)) } }, ...parties(row), ` ${saidCell("relation_type", row)}`));
}
function textField(name, before) {
  const dated = name === "date_edtf";
  const box = el("input", { id: "edit-" + name, value: before, autocomplete: "off", ...(dated ? { placeholder: "8 December 1991, 1991-12", aria: { describedby: "edit-date-forms" } } : {}) });
  const said = () => box.value.trim();
  box.addEventListener("input", () => { markField(name, dated && !readDates.has(said()) ? edtfProblem(said()) : ""); if (dated) readDate(said, name); });
  const value = () => (dated ? readDates.get(said()) || edtfOf(said()) : said());
  return { box, value, below: dated ? datesBelow(before) : undefined, more: dated ? () => (form.task.adds && form.dateWords && value() === form.dateWords.edtf ? { date_text: form.dateWords.words } : {}) : undefined, set: (text) => { box.value = text; markField(name, dated ? edtfProblem(text) : ""); } };
}
function datesBelow(before) { // the dates of the sentence, to be taken with a click: which one dates the event is for the reviewer to say
  const { sentence } = form.task, doc = sentence && DATA.documents[sentence.number];
  const near = (doc ? doc.dates : []).filter(([start, end, edtf]) => edtf && edtf !== before && start >= sentence.start && end <= sentence.end).slice(0, 4);
  const take = (found) => { form.dateWords = found; form.inputs.date_edtf.set(found.edtf); form.inputs.date_edtf.box.focus(); };
  const offer = ([start, end, edtf]) => ({ edtf, words: doc.text.slice(start, end) });
  return el("div", { class: "under" },
    near.length ? el("div", { class: "near" }, ...near.map(offer).map((found) => el("button", { type: "button", class: "link", data: { date: found.edtf }, on: { click: () => take(found) } }, `${found.edtf}: “${line(found.words, 40)}”`))) : null,
    el("small", { class: "meaning", id: "edit-date-forms" }, "period: 1991/1993; open: after 1991-12 (1991-12/..), until 1993 (../1993); about: 1991~; decade: 199X"));
}
const readDates = new Map(); // what the server makes of dates that the page cannot read: those in other languages
async function readDate(said, name) {
  const text = said();
  if (!SERVED || !text || !edtfProblem(text) || readDates.has(text)) return;
  try {
    const answer = await fetch(`api/date?text=${encodeURIComponent(text)}`, { headers: { "X-Verbale-Token": DATA.token } });
    const { edtf, problem } = await answer.json();
    if (edtf) readDates.set(text, edtf);
    if (form.open && said() === text) markField(name, edtf ? "" : problem);
  } catch { /* the page's own reading stands */ }
}
function choiceField(name, before) {
  const options = CHOICES[name].includes(before) ? CHOICES[name] : [before, ...CHOICES[name]];
  const box = el("select", { id: "edit-" + name, on: { change: () => markField(name, "") } }, ...options.map((option) => el("option", { value: option }, option)));
  box.value = before;
  return { box, value: () => box.value };
}
const typeNames = () => (types.size ? [...types.keys()] : [...new Set(columns.relation_type)].sort());
function typeField(before) { // found by any part of its name or of what it means
  const box = el("input", { id: "edit-relation_type", value: before, autocomplete: "off", placeholder: "type to search", role: "combobox", aria: { expanded: "false", controls: "edit-types" } });
  const meaning = el("small", { class: "meaning" }, types.get(before)?.definition || "");
  const options = el("div", { class: "options", role: "listbox", id: "edit-types", hidden: true });
  let offered = [], at = 0;
  const take = (name) => { box.value = name; offered = []; show(); check(); };
  const check = () => { // while somebody types it is no fault yet
    const known = typeNames().includes(box.value.trim());
    meaning.textContent = types.get(box.value.trim())?.definition || "";
    markField("relation_type", known || offered.length ? "" : NO_TYPE);
  };
  const offer = () => {
    const typed = box.value.trim().toLowerCase();
    const score = (name) => (name.toLowerCase() === typed ? -1 : name.startsWith(typed) ? 0 : name.includes(typed) ? 1 : (types.get(name)?.definition || "").toLowerCase().includes(typed) ? 2 : 9);
    // a name that is typed out is offered, too: it is seen to be one, and Enter has something to take
    const best = (scored) => typeNames().map((name) => [scored(name), name]).filter(([s]) => s < 9).sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1])).slice(0, 9).map(([, name]) => name);
    offered = best(score);
    at = 0;
    if (!offered.length) { // the right word under another family: types that hold most of what was typed
      const parts = typed.split(/[.\s]+/).filter((part) => part.length > 2);
      const wordsOf = (name) => `${name} ${types.get(name)?.definition || ""}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
      offered = best((name) => 9 - parts.filter((part) => wordsOf(name).some((word) => word.startsWith(part))).length);
      // one that has no more than a word of its meaning in common with what was typed is nothing to take unseen
      if (!parts.some((part) => offered[0]?.includes(part))) at = -1;
    }
    show();
  };
  const show = () => {
    options.hidden = !offered.length;
    box.setAttribute("aria-expanded", String(!options.hidden));
    options.replaceChildren(...offered.map((name, i) => el("div", { class: i === at ? "at" : "", role: "option", aria: { selected: String(i === at) }, on: { mousedown: (event) => { event.preventDefault(); take(name); } } }, el("span", {}, name), el("small", {}, short(types.get(name)?.definition || "", 70)))));
  };
  box.addEventListener("input", () => { offer(); check(); });
  box.addEventListener("focus", () => { box.select(); if (!box.value) offer(); });
  box.addEventListener("blur", () => { options.hidden = true; offered = []; if (box.value.trim()) check(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); at = Math.max(0, Math.min(offered.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))); show(); }
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) { // it takes a type, and never saves the form
      event.preventDefault();
      if (options.hidden || !offered.length) return;
      if (at < 0) { at = 0; show(); } else take(offered[at]);
    }
    else if (event.key === "Escape" && !options.hidden) { event.stopPropagation(); options.hidden = true; }
  });
  return { box, take, value: () => box.value.trim(), below: el("div", { class: "under" }, options, meaning) };
}
function wordsField(name, before, task) { // words of the sentence, with their place in it
  const box = el("output", { id: "edit-" + name, class: "words" });
  const text = task.sentence ? wordsOfSentence(task.sentence) : "";
  const noted = task.before(name + "_at");
  const row = task.row;
  const start = row === undefined ? 0 : cell(name + "_start", row) - task.sentence.start;
  const own = row === undefined ? (name === "quote" ? [0, text.length] : undefined) : [start, cell(name + "_end", row) - task.sentence.start];
  let span = noted ? spanIn(text, before, noted) || own : own;
  const said = () => (span ? row !== undefined && span === own ? before : text.slice(...span) : "");
  const show = () => box.replaceChildren(said() ? el("q", {}, line(said(), 400)) : el("span", { class: "empty" }, "select it in the text"));
  show();
  return {
    box, value: said, changed: () => span !== own,
    more: () => ({ [name + "_at"]: `${characters(text.slice(0, span[0]))}-${characters(text.slice(0, span[1]))}` }),
    choose: (words) => {
      if (words.sentence !== task.sentence) return markField(name, "choose words of the sentence that tells of the event");
      span = [words.start - task.sentence.start, words.end - task.sentence.start];
      show();
      markField(name, "");
      if (name !== "trigger") return undefined;
      showThere(span, task.sentence);
      if (isAdding()) showDraft(span.map((at) => at + task.sentence.start));
      return undefined;
    },
  };
}
const nearActors = (sentence) => [...new Set(DATA.documents[sentence.number].mentions.filter(([start, end]) => start >= sentence.start && end <= sentence.end).flatMap(([, , ids]) => items(ids)))];

function usesOf() { // what selected words may become: [name, key, act]
  const { inputs } = form;
  const side = (name) => () => inputs[name].add(actorsAt(picked));
  const text = (name) => () => inputs[name].set(normal(picked.words));
  const words = (name) => () => inputs[name].choose(picked);
  const date = () => { form.dateWords = dateAt(picked); inputs.date_edtf.set(form.dateWords.edtf); };
  return [["trigger", "t", words("trigger")], ["source", "s", side("source_ids")], ["target", "g", side("target_ids")], ["date", "d", date], ["quote", "q", words("quote")],
    ["said by", "b", side("attributed_to")], ["place", "p", text("place")], ["instrument", "i", text("instrument")], ["quantity", "y", text("quantity")]];
}
