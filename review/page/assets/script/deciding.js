// Accepting, rejecting, undoing, and moving decisions to new rows.
const batches = []; // what was decided at one stroke on this page, so that one key takes it back
const undoneBatches = []; // the undos of such strokes, so that one key brings them back
function record(decisions, said) {
  for (const decision of decisions) log.set(decision.id, decision);
  if (decisions.length > 1 && (decisions[0].action !== "undo" || decisions[0].reason === "withdrawn")) batches.push(decisions.map((decision) => decision.id));
  save(decisions);
  reckon();
  if (said) toast(said);
}
function advance(decisions, said) { // what is decided leaves the queues of the undecided, and the next one takes its place
  const at = list.chosen;
  const item = list.rows[at];
  record(decisions, said);
  refresh();
  if (item?.sentence) { // a sentence is left when it is judged whole
    const here = list.rows.findIndex((other) => other.sentence === item.sentence);
    const done = isWhole(item.sentence.id) && decisions.some((decision) => VERDICTS.includes(decision.action) || decision.action === "complete");
    return choose(Math.min(list.rows.length - 1, here < 0 ? at : done ? here + 1 : here)) ?? showNothing();
  }
  const stays = isEvent(item ?? NaN) && list.rows[at] === item;
  return choose(Math.min(list.rows.length - 1, stays ? at + 1 : at)) ?? showNothing();
}
function showNothing() {
  if (!list.rows.length) { showCard(undefined); showDocument(undefined); }
}
function stay(decisions, said) { // what is no verdict on the chosen row leaves it chosen
  record(decisions, said);
  refresh();
  choose(Math.max(0, list.chosen), true);
}
function ownAddition(row) { // my decision that added this row, where I did
  const mine = views.mine.get(cell("event_id", row))?.decision;
  return isAdded(row) && mine?.action === "add" ? mine : undefined;
}
function accept(row) {
  if (ownAddition(row)) return toast("You added it: there is nothing to accept.");
  return advance([decide("accept", row)], "Accepted.");
}
function askReject(row) {
  const own = ownAddition(row);
  return own ? dismiss([{ decision: own }]) : askReason(row);
}
function reject(row, reason, comment) {
  advance([decide("reject", row, comment ? { reason, comment } : { reason })], `Rejected: ${label(reason)}.`);
}
// Who acted on whom, turned round. What was corrected before stays corrected; turned round twice it is as the run says it.
const TURNED = [["source_ids", "target_ids"], ["sources", "targets"], ["source_parties", "target_parties"]];
function swap(row) {
  const mine = views.mine.get(cell("event_id", row))?.decision, own = ownAddition(row);
  const said = own || mine?.action === "correct" ? mine.values : {};
  const told = (name) => said[name] ?? (own ? "" : cell(name, row));
  if (!told("source_ids") || !told("target_ids")) return toast("Only one side is named: there is nothing to swap.");
  if (sameText("source_ids", told("source_ids"), told("target_ids"))) return toast("Both sides are the same.");
  const turned = Object.fromEntries(TURNED.flatMap(([one, other]) => [[one, told(other)], [other, told(one)]]));
  const comment = mine?.comment && said === mine.values ? { comment: mine.comment } : {};
  const values = Object.fromEntries(Object.entries({ ...said, ...turned }).filter(([name, value]) => (own ? value : !(name in turned) || !sameCell(name, value, cell(name, row)))));
  if (own) return stay([newAddition(sentenceOf.get(columns.sentence_id[row]), values, { event_id: own.event_id, snapshot: own.snapshot, ...comment })], "Swapped.");
  if (!Object.keys(values).length) return stay([takeBack(mine, { reason: "withdrawn" })], "As the run says it.");
  return advance([decide("correct", row, { values, ...comment })], "Corrected: sources and targets swapped.");
}
function undo() {
  const undone = undoneIds([...log.values()]);
  const mine = [...log.values()].filter((d) => d.reviewer === me.name && d.action !== "audit" && (d.action !== "undo" || d.reason === "withdrawn") && !undone.has(d.id) && !isForeign(d)).reverse();
  if (!mine.length) return toast("There is nothing of yours to undo.");
  const last = mine[0];
  const stroke = batches.at(-1)?.includes(last.id) ? batches.pop() : [last.id];
  const undos = mine.filter((d) => stroke.includes(d.id)).map((d) => takeBack(d));
  if (undos.length > 1) undoneBatches.push(undos.map((d) => d.id));
  record(undos, undos.length > 1 ? `Undone: ${undos.length} decisions.` : `Undone: ${last.action === "undo" ? "the decision is back" : last.action}.`);
  return showAbout(last);
}
// What may be done again: my last undo, while I have decided nothing since. To do again is to undo the undo.
function redoable() {
  const all = [...log.values()], undone = undoneIds(all), found = [];
  for (const d of all.filter((d) => d.reviewer === me.name && d.action !== "audit").reverse()) {
    if (d.action !== "undo" || d.reason === "withdrawn") break;
    const target = log.get(d.undoes);
    const isRedo = target?.action === "undo" && target.reason !== "withdrawn";
    if (!isRedo && !undone.has(d.id) && !isForeign(d)) found.push(d);
  }
  return found;
}
function redo() {
  const found = redoable();
  if (!found.length) return toast("There is nothing to do again.");
  const stroke = undoneBatches.at(-1)?.includes(found[0].id) ? undoneBatches.pop() : [found[0].id];
  const again = found.filter((d) => stroke.includes(d.id)); // the last one was taken back first
  if (again.length > 1) batches.push(again.map((d) => d.undoes));
  const target = log.get(found[0].undoes);
  record(again.map((d) => takeBack(d)), again.length > 1 ? `Done again: ${again.length} decisions.` : `Done again: ${target?.action === "undo" ? "withdrawn" : target?.action || "decided"}.`);
  return showAbout(found[0]);
}
function showAbout(decision) { // what was decided on is looked at again
  refresh();
  const about = sentenceOf.has(decision.event_id) ? decision.event_id : columns.sentence_id[rowOf.get(decision.event_id)];
  const at = list.rows.findIndex((item) => item.sentence && item.sentence.id === about);
  if (at >= 0) choose(at);
  else if (!openEvent(decision.event_id)) choose(Math.max(0, list.chosen));
  return undefined;
}
function move(entries) { // the decision goes on at the proposed row, with a snapshot of that row
  const moved = entries.map(({ decision, carried }) => decision.action === "add" ? movedAddition(decision, sentenceOf.get(carried.proposal)) : decide(decision.action, rowOf.get(carried.proposal), {
    supersedes: decision.id, ...(decision.reason ? { reason: decision.reason } : {}), ...(decision.values ? { values: decision.values } : {}),
    ...(decision.comment ? { comment: decision.comment } : {}) }));
  advance(moved, moved.length === 1 ? "Moved." : `${moved.length} decisions moved.`);
}
function movedAddition(decision, sentence) {
  const text = wordsOfSentence(sentence);
  const { quote, quote_at, ...others } = decision.values;
  const values = { ...placed(text, others), ...(placed(text, { quote, quote_at }) || { quote: text, quote_at: `0-${characters(text)}` }) };
  const snapshot = { ...snapshotOfSentence(sentence), ...(decision.snapshot.beside ? { beside: decision.snapshot.beside } : {}) };
  return newAddition(sentence, values, { event_id: decision.event_id, snapshot, supersedes: decision.id, ...(decision.comment ? { comment: decision.comment } : {}) });
}
function dismiss(entries) { // nobody loses a decision by one key
  const whose = [...new Set(entries.map(({ decision }) => (decision.reviewer === me.name ? "your" : `${decision.reviewer}'s`)))].join(" and ");
  const what = entries.length > 1 ? `${whose} ${entries.length} decisions` : `${whose} decision`;
  const go = () => { closeDialog(); advance(entries.map(({ decision }) => takeBack(decision, { reason: "withdrawn" })), "Withdrawn: z brings it back."); };
  dialog(el("h2", {}, `Withdraw ${what}?`), el("p", {}, "It stays in the log and no longer counts, in no later run either. If the text may come back, leave it: it waits, and does no harm. z brings it back."),
    foot(el("button", { class: "primary", type: "button", id: "withdraw-go", on: { click: go } }, "Withdraw"))).querySelector("#withdraw-go").focus();
}
