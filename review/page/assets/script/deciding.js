// Accepting, rejecting, undoing, and moving decisions to new rows.
const batches = []; // what was decided at one stroke on this page, so that one key takes it back
function record(decisions, said) {
  for (const decision of decisions) log.set(decision.id, decision);
  if (decisions.length > 1 && (decisions[0].action !== "undo" || decisions[0].reason === "withdrawn")) batches.push(decisions.map((decision) => decision.id));
  save(decisions);
  reckon();
  if (said) toast(said);
}
function advance(decisions, said) { // what is decided leaves the queues of the undecided, and the next one takes its place
  const at = list.chosen;
  record(decisions, said);
  const item = list.rows[at];
  refresh();
  const stays = isEvent(item ?? NaN) && list.rows[at] === item;
  choose(Math.min(list.rows.length - 1, stays ? at + 1 : at));
  if (!list.rows.length) { showCard(undefined); showDocument(undefined); }
}
const accept = (row) => advance([decide("accept", row)], "Accepted.");
function reject(row, reason, comment) {
  advance([decide("reject", row, comment ? { reason, comment } : { reason })], `Rejected: ${label(reason)}.`);
}
function undo() {
  const undone = undoneIds([...log.values()]);
  const mine = [...log.values()].filter((d) => d.reviewer === me.name && (d.action !== "undo" || d.reason === "withdrawn") && !undone.has(d.id) && !isForeign(d)).reverse();
  if (!mine.length) return toast("There is nothing of yours to undo.");
  const last = mine[0];
  const stroke = batches.at(-1)?.includes(last.id) ? batches.pop() : [last.id];
  const takenBack = mine.filter((d) => stroke.includes(d.id));
  record(takenBack.map((d) => takeBack(d)), takenBack.length > 1 ? `Undone: ${takenBack.length} decisions.` : `Undone: ${last.action === "undo" ? "the decision is back" : last.action}.`);
  refresh();
  if (!openEvent(last.event_id)) choose(Math.max(0, list.chosen));
  return undefined;
}
function move(entries) { // the decision goes on at the proposed row, with a snapshot of that row
  const moved = entries.map(({ decision, carried }) => decide(decision.action, rowOf.get(carried.proposal), {
    supersedes: decision.id, ...(decision.reason ? { reason: decision.reason } : {}), ...(decision.values ? { values: decision.values } : {}),
    ...(decision.comment ? { comment: decision.comment } : {}) }));
  advance(moved, moved.length === 1 ? "Moved." : `${moved.length} decisions moved.`);
}
function dismiss(entries) { // nobody loses a decision by one key
  const whose = [...new Set(entries.map(({ decision }) => (decision.reviewer === me.name ? "your" : `${decision.reviewer}'s`)))].join(" and ");
  const what = entries.length > 1 ? `${whose} ${entries.length} decisions` : `${whose} decision`;
  const go = () => { closeDialog(); advance(entries.map(({ decision }) => takeBack(decision, { reason: "withdrawn" })), "Withdrawn: z brings it back."); };
  dialog(el("h2", {}, `Withdraw ${what}?`), el("p", {}, "It stays in the log and no longer counts, in no later run either. If the text may come back, leave it: it waits, and does no harm. z brings it back."),
    foot(el("button", { class: "primary", type: "button", id: "withdraw-go", on: { click: go } }, "Withdraw"))).querySelector("#withdraw-go").focus();
}
