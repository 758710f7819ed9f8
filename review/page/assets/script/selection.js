// Rows that are selected for one decision together: by their boxes, with Shift a range, with x and Shift+arrow by the keys. What is
// selected is in the list: a filter that hides a row drops it.
const selection = { keys: new Set(), anchor: -1 };
const keyOf = (item) => (isEvent(item) ? columns.event_id[item] : item.sentence ? item.sentence.id : item.decision.id);
const isSelected = (item) => selection.keys.has(keyOf(item));
const selectedItems = () => (selection.keys.size ? list.rows.filter(isSelected) : []);

function toggleRow(at, event) { // a click on a box; with Shift all from the last one on take what this one says
  const item = list.rows[at];
  const on = event?.shiftKey && selection.anchor >= 0 ? true : !isSelected(item);
  if (event?.shiftKey && selection.anchor >= 0) selectRange(selection.anchor, at);
  else if (on) selection.keys.add(keyOf(item));
  else selection.keys.delete(keyOf(item));
  selection.anchor = at;
  showSelection();
}
function selectRange(from, to) {
  for (let at = Math.min(from, to); at <= Math.max(from, to); at++) if (list.rows[at] !== undefined) selection.keys.add(keyOf(list.rows[at]));
}
function extendSelection(by) { // Shift+arrow: from the row in hand to the next one
  const from = list.chosen, to = Math.min(list.rows.length - 1, Math.max(0, from + by));
  if (from < 0) return;
  selectRange(from, to);
  selection.anchor = to;
  choose(to);
  showSelection();
}
function selectAll(on = true) {
  selection.keys = new Set(on ? list.rows.map(keyOf) : []);
  selection.anchor = -1;
  showSelection();
}
function keepListed() { // after a filter or a decision
  if (!selection.keys.size) return;
  selection.keys = new Set(selectedItems().map(keyOf));
  if (!selection.keys.size) selection.anchor = -1;
}
function showSelection() {
  for (const [at, node] of list.drawn) {
    const on = isSelected(list.rows[at]);
    node.setAttribute("aria-selected", String(on));
    node.classList.toggle("selected", on);
    node.querySelector(".pick input").checked = on;
  }
  const all = $("pick-all");
  if (all) { all.checked = list.rows.length > 0 && selection.keys.size === list.rows.length; all.indeterminate = selection.keys.size > 0 && !all.checked; }
  showCount();
}
const pickBox = (item, at) => el("span", { class: "pick", role: "gridcell" }, el("input", { type: "checkbox", tabIndex: -1, checked: isSelected(item), aria: { label: `select row ${at + 1}` },
  on: { click: (event) => { event.stopPropagation(); toggleRow(at, event); } } }));

// What may be said of all of them at one stroke; one undo takes the stroke back.
function selectionActs() {
  const found = selectedItems();
  const button = (said, key, act, name = "") => el("button", { class: name, data: { selected: said.toLowerCase().split(/[^a-z]/)[0] }, on: { click: act } }, said, key ? el("kbd", {}, key) : null);
  const acts = isEvent(found[0]) ? [button("Accept", "a", acceptSelected, "accepted"), button("Reject…", "r", rejectSelected, "rejected"), button("Comment…", "m", commentSelected), ...(found.some((row) => views.mine.has(columns.event_id[row])) ? [button("Take back", "", takeBackSelected)] : [])]
    : found[0].sentence ? [button("Nothing more", "w", completeSelected, "accepted")]
    : [button("Withdraw…", "r", () => dismiss(found), "rejected")];
  return [...acts, button("None", "Esc", () => selectAll(false))];
}
function settleSelected(decisions, said, left) {
  if (!decisions.length) return toast(left || "Nothing to decide here.");
  selection.keys.clear();
  selection.anchor = -1;
  record(decisions, `${decisions.length.toLocaleString("en")} ${said}${left ? `; ${left}` : ""}.`);
  refresh();
  return choose(Math.max(0, Math.min(list.chosen, list.rows.length - 1))) ?? showNothing();
}
function ofOthers() { // who added an event has nothing to accept or reject in it
  const rows = selectedItems(), judged = rows.filter((row) => !ownAddition(row));
  return [judged, judged.length < rows.length ? `${rows.length - judged.length} you added yourself` : ""];
}
function acceptSelected() {
  const [rows, left] = ofOthers();
  settleSelected(rows.map((row) => decide("accept", row)), "accepted", left);
}
function rejectSelected() {
  const [rows, left] = ofOthers();
  if (!rows.length) return toast(left);
  return askReason(null, (reason, comment) => settleSelected(rows.map((row) => decide("reject", row, comment ? { reason, comment } : { reason })), "rejected", left), `Reject ${rows.length} ${called()}: why?`);
}
function commentSelected() {
  const rows = selectedItems();
  askWords(`Comment on ${rows.length} ${called()}`, (comment) => settleSelected(rows.map((row) => decide("comment", row, { comment })), "noted"));
}
function takeBackSelected() {
  const mine = selectedItems().map((row) => views.mine.get(columns.event_id[row])?.decision).filter((decision) => decision && !isForeign(decision));
  settleSelected(mine.map((decision) => takeBack(decision, { reason: "withdrawn" })), "taken back");
}
function completeSelected() {
  const open = selectedItems().map(({ sentence }) => sentence).filter(({ id }) => !completeBy(id).includes(me.name));
  settleSelected(open.map((sentence) => newPassage([sentence])), "said to tell nothing more");
}
