// A sentence as an item of a queue: one in which nothing was found, or one that an audit drew.
function sentenceRow({ sentence }, at) {
  const rows = rowsIn(sentence.id);
  const mark = isWhole(sentence.id) ? ["accepted", "✓", "judged whole"] : isComplete(sentence.id) ? ["recheck", "◐", "complete, but rows are open"] : ["todo", "○", "not judged whole yet"];
  return rowNode({ sentence }, at, "sentence", { sentence: sentence.id },
    gridCell(`mark ${mark[0]}`, { title: mark[2] }, mark[1]),
    gridCell(rows.length ? "when" : "when none", {}, rows.length ? `${rows.length} ${rows.length === 1 ? "row" : "rows"}` : "no row"),
    el("div", { class: "what" }, gridCell("words", { dir: "auto" }, line(wordsOfSentence(sentence)))));
}
function sentenceCard({ sentence }) {
  const rows = rowsIn(sentence.id);
  const said = list.queue === "audit" ? "Drawn at random: what it tells, the run should have told." : "The run tells nothing of this sentence. Is it right?";
  const by = [...new Set(completeBy(sentence.id))];
  return [
    el("h2", {}, rows.length ? `${rows.length} ${rows.length === 1 ? "row" : "rows"} in this sentence` : "No row in this sentence"),
    el("div", { class: "meta" }, el("span", {}, said), sentence.section ? el("span", {}, line(sentence.section)) : null),
    ...rows.map(rowOfCard),
    by.length ? el("p", { class: "definition" }, `Nothing more is told in it, says ${by.join(", ")}.${rows.some(isOpen) ? " Decide its rows, and it counts." : ""}`) : null,
    openCandidates([sentence]) ? el("p", { class: "definition" }, `Undecided, ${asCandidates(openCandidates([sentence]))}.`) : null,
    el("div", { class: "acts" },
      el("button", { class: "accepted" + (by.includes(me.name) ? " on" : ""), id: "whole", on: { click: completeChosen } }, rows.length ? "Nothing more" : "Nothing to tell", el("kbd", {}, "w")),
      el("button", { id: "add", on: { click: addHere } }, "Add an event", el("kbd", {}, "n")),
      ...backAndForth()),
  ].filter(Boolean);
}
function rowOfCard(row) { // decided here, without leaving the sentence
  const status = views.status[row];
  const act = (name, said, go) => el("button", { class: "small " + name, data: { act: said }, on: { click: go } }, said);
  return el("div", { class: "held" },
    el("span", { class: `mark ${status}`, title: STATUS_NAMES[status] }, MARKS[status]),
    el("button", { class: "plain", title: "open this row", on: { click: () => openEvent(cell("event_id", row)) } }, ...parties(row)), chip(saidCell("relation_type", row)), ...tags(row), el("span", { class: "when" }, saidCell("date_edtf", row) || "undated"),
    el("span", { class: "small-acts" }, ...(isAdded(row) ? [] : [act("accepted", "Accept", () => accept(row))]), act("rejected", "Reject", () => askReject(row)), act("corrected", "Correct", () => correct(row))));
}
