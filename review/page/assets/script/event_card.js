// The card: one event with its details, why it is there, what was decided; or a decision that has lost its row.
function showCard(item) {
  const card = $("card");
  card.scrollTop = 0;
  if (isAdding()) return card.replaceChildren(...draftCard());
  if (item === undefined) return card.replaceChildren(el("p", { class: "nothing" }, list.rows.length ? "Choose a row to see its evidence." : "There is no row to show: the list says what to do."));
  if (item.sentence) return card.replaceChildren(...sentenceCard(item));
  if (!isEvent(item)) return card.replaceChildren(...decisionCard(item));
  return card.replaceChildren(...eventCard(item));
}

// The words of the text, where they are not the names themselves. Of a party that no words of the text stand for it is said whether
// its quote names it all the same: in the name of a treaty, say.
const IMPLIED = "(implied) "; // how the tables write such a party
const isInQuote = (row, name) => placesIn(quoteOf(row), name).length > 0;
function wordsOf(row) {
  const said = (word) => {
    if (!word.startsWith(IMPLIED)) return word;
    const name = nameOf(word.slice(IMPLIED.length));
    return isInQuote(row, name) ? name : `${name} (not named, implied)`;
  };
  const words = [cell("sources", row), cell("targets", row)].filter(Boolean).map((text) => items(text).map(said).join(", ")).join(" → ");
  const names = [cell("source_parties", row), cell("target_parties", row)].filter(Boolean).map((text) => distinct(text).map(nameOf).join(", ")).join(" → ");
  return words === names ? "" : words;
}

function correctAt(row, field) { // a form that is open already is left as it is, and only entered
  if (!form.open) return correct(row, field);
  return form.task.row === row ? enterField(field) : undefined;
}
// What is wrong is clicked: the form opens at that field. (``c`` and Tab do the same by keys.)
function wrong(row, field, cells) {
  const side = (event) => (field === "source_ids" && event.target.closest(".target") ? "target_ids" : field);
  return { title: "wrong? click to correct", ...mended(row, ...cells), class: `fix${mendedClass(row, ...cells)}`, on: { click: (event) => getSelection().isCollapsed && correctAt(row, side(event)) } };
}

// How sure the run is of its parties; of those that a reviewer mended it says nothing.
function sureOfParties(row) {
  const sure = cell("parties_confidence", row);
  if (!sure || isMended(row, "source_parties", "target_parties")) return [];
  return [el("span", { title: "how likely these, all of them and no other, are the parties of the event, if it is told here" }, `parties ${Number(sure).toFixed(2)}`)];
}

function eventCard(row) {
  const type = types.get(saidCell("relation_type", row));
  const event = cell("event_id", row);
  const codes = [["PLOVER", "plover"], ["CAMEO", "cameo"]].filter(([, column]) => cell(column, row)).map(([name, column]) => `${name} ${cell(column, row)}`).join(" · ");
  const details = [
    ["in words", wordsOf(row)], ["instrument", saidCell("instrument", row)],
    ["place", saidCell("place", row)], ["quantity", saidCell("quantity", row)], ["attributed to", items(saidCell("attributed_to", row)).map(nameOf).join(", ")],
    ["section", cell("section", row)],
  ].filter(([, text]) => text);
  return [
    el("h2", { ...wrong(row, "source_ids", ["source_parties", "target_parties"]) }, ...parties(row)),
    el("div", { class: "meta" }, el("span", { ...wrong(row, "relation_type", ["relation_type"]) }, chip(saidCell("relation_type", row))), ...tags(row),
      el("b", { ...wrong(row, "date_edtf", ["date_edtf"]) }, saidCell("date_edtf", row) || "undated"),
      cell("date_text", row) && !isMended(row, "date_edtf") ? el("span", {}, `“${line(cell("date_text", row))}”`) : null,
      isAdded(row) ? null : el("span", { title: "how likely such an event is told here" }, `confidence ${cell("confidence", row).toFixed(2)}`), ...sureOfParties(row), codes ? el("span", {}, codes) : null),
    type?.definition ? el("p", { class: "definition" }, type.definition, " ", el("button", { class: "link", type: "button", on: { click: () => toggleGuide(type.name) } }, "Guidelines")) : null,
    ...flagsOf(row).map((flag) => el("p", { class: "note" }, `Look at the time: ${flag}.`)),
    ...changeNotes(event),
    details.length ? el("dl", {}, ...details.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, el("bdi", {}, line(text)))])) : null,
    whyOf(row),
    historyOf(event),
    el("div", { class: "acts" }, ...actions(row)),
  ].filter(Boolean);
}

function changeNotes(event) {
  const notes = [];
  for (const { decision, carried } of views.verdicts.get(event) || []) {
    if (carried.status === "values_changed") notes.push(el("div", { class: "note" }, `Since ${decision.reviewer} ${STATUS_OF[decision.action]} this row it has changed:`, changedTable(carried.changed, decision.values)));
    else if (carried.status === "found_since") notes.push(el("div", { class: "note found" }, `Found since: ${decision.reviewer} had added this event, and the run now tells it.`, Object.keys(carried.changed || {}).length ? changedTable(carried.changed) : ""));
    else if (carried.status === "resolved") notes.push(el("div", { class: "note" }, `The run now says what ${decision.reviewer} said.`));
  }
  const silent = silentOn(rowOf.get(event));
  if (silent.length) notes.push(el("div", { class: "note" }, `${silent.join(", ")} read this sentence to its end and did not tell it. Is it one?`));
  const changed = (DATA.changed[event] || []);
  if (changed.some(([kind]) => kind === "added")) notes.push(el("div", { class: "definition" }, "New in this run."));
  const cells = Object.fromEntries(changed.filter(([kind]) => kind === "changed").map(([, name, before, after]) => [name, [before, after]]));
  if (Object.keys(cells).length) notes.push(el("details", {}, el("summary", {}, "Changed in this run"), changedTable(cells)));
  return notes;
}
function changedTable(changed, values) {
  return el("table", {}, ...Object.entries(changed).map(([name, [before, after]]) => el("tr", {}, el("td", {}, label(name)),
    el("td", {}, el("del", {}, line(before) || "nothing")), el("td", {}, el("ins", {}, line(after) || "nothing")),
    el("td", {}, values && values[name] !== undefined ? `corrected to ${line(values[name]) || "nothing"}` : ""))));
}

function actions(row) {
  const mine = views.mine.get(cell("event_id", row));
  const on = (action) => (mine && mine.decision.action === action && mine.carried.status !== "values_changed" ? " on" : "");
  const key = (letter) => el("kbd", {}, letter);
  const settle = views.status[row] === "disputed" ? [el("button", { on: { click: () => settleDispute(row) } }, "Settle…")] : [];
  const own = ownAddition(row);
  return [
    own ? null : el("button", { class: "accepted" + on("accept"), on: { click: () => accept(row) } }, "Accept", key("a")),
    el("button", { class: "rejected" + on("reject"), on: { click: () => askReject(row) } }, own ? "Withdraw" : "Reject", key("r")),
    el("button", { class: "corrected" + on("correct"), on: { click: () => correct(row) } }, own ? "Change" : "Correct", key("c")),
    el("button", { on: { click: () => askComment(row) } }, "Comment", key("m")),
    saidCell("source_ids", row) && saidCell("target_ids", row) ? el("button", { class: "icon", data: { act: "swap" }, title: "swap sources and targets", aria: { label: "swap (sources and targets)" }, on: { click: () => swap(row) } }, "⇄", key("s")) : null,
    ...settle, ...backAndForth(),
  ].filter(Boolean);
}
// Undo, and what was undone again: the last decision of this reviewer, whatever row it is about.
function backAndForth() {
  const button = (name, key, sign, title, more) => el("button", { class: "quiet icon", data: { act: name }, title, aria: { label: `${name} (${title})` }, ...more }, sign, el("kbd", {}, key));
  return [button("undo", "z", "↶", "take back your last decision", { on: { click: undo } }), button("redo", "Z", "↷", "decide again what you took back", { disabled: !redoable().length, on: { click: redo } })];
}

// What a decision changes, in a line. A side is told once, by its names: its ids and parties are the same again.
function valuesTold({ values = {} }) {
  const again = ["source", "target"].filter((side) => `${side}s` in values).flatMap((side) => [`${side}_ids`, `${side}_parties`]);
  return Object.entries(values).filter(([name]) => !name.endsWith("_at") && !again.includes(name)).map(([name, value]) => `${label(name)}: ${line(value) || "nothing"}`).join("; ");
}
function historyOf(event) {
  const entries = [...(views.verdicts.get(event) || []), ...(views.comments.get(event) || [])].sort((a, b) => (a.decision.at < b.decision.at ? -1 : 1));
  if (!entries.length) return null;
  return el("ul", { class: "history" }, ...entries.map(({ decision }) => {
    const said = decision.action === "comment" ? "noted" : STATUS_OF[decision.action];
    const values = decision.action === "add" ? "" : valuesTold(decision);
    return el("li", {}, el("b", {}, decision.reviewer), " ", el("span", { class: said }, said), decision.reason ? ` (${label(decision.reason)})` : "",
      values ? `: ${values}` : "", decision.comment ? `: ${line(decision.comment, 600)}` : "", el("small", {}, `  ${decision.at.slice(0, 16).replace("T", " ")}`));
  }));
}

function decisionCard({ decision, carried }) {
  if (decision.action === "complete") return passageCard({ decision, carried });
  const judged = { ...decision.snapshot, ...(decision.action === "add" ? decision.values : {}) };
  const sentence = sentenceOf.get(carried.proposal || "");
  const proposed = carried.proposal ? rowOf.get(carried.proposal) : undefined;
  const now = sentence ? wordsOfSentence(sentence) : proposed !== undefined ? documentOf(proposed).text.slice(cell("sentence_start", proposed), cell("sentence_end", proposed)) : undefined;
  const said = sentence ? "The sentence of this event has changed. Its words stand in a similar one: is it told there?" : { re_anchored: "The text has changed here. The same claim stands in a similar sentence: is it this one?",
    stale: "The decision has lost its row.", orphaned: "The sentence that was judged is gone." }[carried.status];
  const acts = el("div", { class: "acts" });
  if (now !== undefined) acts.append(el("button", { class: "accepted", on: { click: () => move([{ decision, carried }]) } }, sentence ? "Yes, it is told there" : "Yes, move the decision here", el("kbd", {}, "a")));
  acts.append(el("button", { class: "rejected", on: { click: () => dismiss([{ decision, carried }]) } }, "Withdraw the decision…", el("kbd", {}, "r")),
    ...backAndForth());
  const values = decision.action === "add" ? `at “${decision.values.trigger}”` : valuesTold(decision);
  return [
    el("h2", {}, ...sidesOf(judged.source_parties, judged.target_parties)),
    el("div", { class: "meta" }, chip(judged.relation_type || "?"), el("b", {}, judged.date_edtf || "undated"),
      el("span", {}, `${decision.reviewer} ${STATUS_OF[decision.action]} it${decision.reason ? ` (${label(decision.reason)})` : ""}${values ? `: ${line(values)}` : ""}`)),
    el("p", { class: "note" }, said, carried.note ? ` (${carried.note})` : ""),
    el("dl", {}, el("dt", {}, "judged"), el("dd", {}, line(judged.sentence || "", 2000)),
      ...(now !== undefined ? [el("dt", {}, "now"), el("dd", {}, ...wordDiff(judged.sentence || "", normal(now)))] : []),
      el("dt", {}, "document"), el("dd", {}, line(judged.doc_id || ""))),
    acts,
  ];
}

function passageCard({ decision, carried }) {
  const acts = el("div", { class: "acts" }, el("button", { class: "rejected", on: { click: () => dismiss([{ decision, carried }]) } }, "Withdraw…", el("kbd", {}, "r")), ...backAndForth());
  return [el("h2", {}, `${items(decision.values.sentences).length} sentences marked complete`), el("div", { class: "meta" }, el("span", {}, `by ${decision.reviewer}, ${decision.at.slice(0, 10)}`)),
    el("p", { class: "note" }, "None of them is there any more: whoever wants to know recall reads what stands there now."),
    el("dl", {}, el("dt", {}, "began"), el("dd", {}, line(decision.snapshot?.sentence || "", 600)), el("dt", {}, "document"), el("dd", {}, line(decision.snapshot?.doc_id || ""))), acts];
}

// Word by word: what stood in the judged sentence and what stands now (longest common subsequence).
function wordDiff(before, after) {
  const a = before.split(" ").slice(0, 250), b = after.split(" ").slice(0, 250);
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const shown = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) { shown.push(visible(a[i]) + " "); i++; j++; }
    else if (j < b.length && (i === a.length || common[i][j + 1] > common[i + 1][j])) shown.push(el("ins", {}, visible(b[j++])), " ");
    else shown.push(el("del", {}, visible(a[i++])), " ");
  }
  return shown;
}
