// An event that the run missed: while it is put together the card and the text show it, and not the row that was open. Kept or
// cancelled, the reviewer is back in the queue, at the row and at the place in the text where he left.
const isAdding = () => form.open && Boolean(form.task.left);

function addHere() {
  const sentence = picked ? picked.sentence : chosenSentence();
  if (!sentence) return toast("Select the words that carry the event, then press n.");
  const values = { polarity: "pos", modality: "asserted", quote: wordsOfSentence(sentence) };
  const words = picked, left = { shown, top: $("document").scrollTop, page: scrollY };
  openForm({ title: "Add an event", sentence, before: (name) => values[name] || "", keep: (said) => keepAddition(sentence, said), adds: true, left });
  showDraft();
  if (words) form.inputs.trigger.choose(words);
  form.inputs.relation_type.box.focus();
  return undefined;
}
function keepAddition(sentence, { values, comment }, more = {}) {
  const decision = newAddition(sentence, values, { ...(comment ? { comment } : {}), ...more });
  const who = [values.source_parties, values.target_parties].filter(Boolean).map((ids) => distinct(ids).map(nameOf).join(", ")).join(" → ");
  const said = `${more.event_id ? "Changed" : "Added"}: ${[who, values.relation_type].filter(Boolean).join(", ")}. z or ↶ takes it back.`;
  if (list.rows[list.chosen]?.sentence) return advance([decision], said);
  record([decision], said);
  refresh();
  if (form.task.left) backTo(form.task.left);
  else if (list.chosen < 0) openEvent(decision.event_id); // what was changed fits the filters no more
  else choose(list.chosen);
  return undefined;
}
function backTo(left) {
  reveal();
  showCard(list.rows[list.chosen]);
  if (left.shown) showDocument(left.shown.place, left.shown.from, left.shown.to);
  $("document").scrollTop = left.top;
  scrollTo(0, left.page);
}
// The sentence that gets the event, and the words that carry it so far: the same stretch of the text, where it stands.
function showDraft(trigger) {
  const { sentence: { number, start, end } } = form.task, { place, from, to } = shown, at = $("document").scrollTop;
  showDocument({ number, start, end, trigger }, ...(place.number === number ? [from, to] : []));
  $("document").scrollTop = at;
  showCard();
}
function draftCard() {
  const { inputs, task: { sentence } } = form;
  const [sources, targets, type, date, trigger] = ["source_ids", "target_ids", "relation_type", "date_edtf", "trigger"].map((name) => inputs[name].value());
  const known = typeNames().includes(type), told = rowsIn(sentence.id);
  return [
    el("h2", {}, ...(sources || targets ? sidesOf(sources, targets) : ["A new event"])),
    el("div", { class: "meta" }, known ? chip(type) : el("span", {}, "no type yet"), el("span", { class: "tag plus" }, "being added"), el("b", {}, date || "undated"),
      trigger ? el("span", {}, `“${line(trigger, 80)}”`) : null),
    told.length ? el("dl", {}, el("dt", {}, "told already"), ...told.map((row) => el("dd", {}, ...parties(row), " ", chip(saidCell("relation_type", row)), ...(isCandidate(row) ? [" (candidate)"] : [])))) : null,
  ].filter(Boolean);
}
