// Dialogs: reasons, comments, decisions in bulk, disputes, keys, reviewers; and the passing message.
const KEYS = [["j  k", "next, previous event"], ["a", "accept, and on to the next"], ["r", "reject: then the number of the reason"], ["c", "correct any field; words that you select in the text fill it"],
  ["s", "swap sources and targets"], ["n", "add an event that is missing: select its words first"], ["w", "nothing more is told in this sentence"], ["W", "the same of a section or the document"],
  ["m", "comment"], ["u", "next undecided event"], ["z", "undo the last decision"], ["Z", "redo what was undone"], ["x", "select the row; a, r, m and w then hold for all that are selected"], ["Shift+↓  Shift+↑", "select row after row"], ["Ctrl+A", "select all in the list"], ["g", "guidelines: what the types mean"], ["/", "search"], ["f", "only this document"], ["Esc", "clear, close"], ["?", "these keys"]];

function dialog(...children) {
  const box = $("dialog");
  box.replaceChildren(...children.filter(Boolean));
  if (!box.open) box.showModal();
  return box;
}
const closeDialog = () => $("dialog").close();
const foot = (...buttons) => el("div", { class: "foot" }, el("button", { type: "button", on: { click: closeDialog } }, "Cancel"), ...buttons);

function askReason(row, then = (reason, comment) => reject(row, reason, comment), title = "Reject: why?") {
  const comment = el("input", { placeholder: "comment (optional)", aria: { label: "comment" }, id: "reason-comment", maxLength: 10_000, autocomplete: "off" });
  comment.style.width = "100%";
  const pick = (reason) => { closeDialog(); then(reason, comment.value.trim()); };
  const box = dialog(el("h2", {}, title), el("p", {}, "The reasons become the precision report of the rules."),
    el("div", { class: "choices" }, ...DATA.reasons.map((reason, i) => el("button", { type: "button", data: { reason }, on: { click: () => pick(reason) } }, el("kbd", {}, String((i + 1) % 10)), label(reason)))),
    el("p", {}, ""), comment, foot());
  box.querySelector(".choices button").focus();
  box.onkeydown = (event) => {
    if (event.target !== comment && /^[0-9]$/.test(event.key)) { event.preventDefault(); event.stopPropagation(); pick(DATA.reasons[(Number(event.key) + 9) % 10]); }
  };
}
function askWords(title, then) {
  const text = el("textarea", { rows: 4, id: "comment-text", maxLength: 10_000, aria: { label: "comment" } });
  text.style.width = "100%";
  const keep = () => { if (text.value.trim()) { closeDialog(); then(text.value.trim()); } };
  dialog(el("h2", {}, title), text, foot(el("button", { class: "primary", type: "button", title: "Ctrl+Enter", on: { click: keep } }, "Keep"))).onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(); };
  text.focus();
}
function askComment(row) {
  askWords("Comment", (comment) => { record([decide("comment", row, { comment })], "Noted."); refresh(); choose(list.chosen, true); });
}
function bulk(action, rows) {
  const where = { all: "all events", todo: "events to do", recheck: "events changed since", disputed: "events on which reviewers differ", candidates: "all candidates" }[list.queue];
  const shownToo = list.rows.length - rows.length;
  const n = rows.length.toLocaleString("en");
  const go = (reason, comment) => {
    closeDialog();
    const more = { ...(reason ? { reason } : {}), comment: comment || `in bulk: ${n} ${called()}, ${filters.spelled()}` };
    record(rows.map((row) => decide(action, row, more)), `${n} ${STATUS_OF[action]}.`);
    refresh();
    choose(Math.max(0, Math.min(list.chosen, list.rows.length - 1)));
  };
  dialog(el("h2", {}, `${action === "accept" ? "Accept" : "Reject"} ${n} ${called()}?`),
    el("p", {}, `Of ${where}, with ${filters.spelled()}. ${shownToo ? `${shownToo.toLocaleString("en")} in this list are decided already and stay as they are.` : "All in this list."} z takes them all back.`),
    foot(el("button", { class: "primary", id: "bulk-go", type: "button", on: { click: () => (action === "accept" ? go() : askReason(null, go, `Reject ${n} ${called()}: why?`)) } }, action === "accept" ? `Accept ${n}` : "Choose the reason…")));
}
function bulkMove(entries) {
  const same = entries.filter(({ carried }) => carried.similarity === 1);
  dialog(el("h2", {}, `Move ${same.length} decisions?`), el("p", {}, `Their claims stand in sentences that are word for word the ones that were judged (in another place or document). ${entries.length - same.length} others differ and wait for your look.`),
    foot(el("button", { class: "primary", id: "bulk-go", type: "button", disabled: !same.length, on: { click: () => { closeDialog(); move(same); } } }, `Move ${same.length}`)));
}
function settleDispute(row) {
  const entries = views.verdicts.get(cell("event_id", row));
  const settle = ({ decision }) => {
    closeDialog();
    const others = entries.map((entry) => entry.decision.id).join(";");
    if (decision.action === "add" || isAdded(row)) return advance([settledAddition(row, decision, entries, others)], "Settled.");
    return advance([decide(decision.action, row, { supersedes: others, ...(decision.reason ? { reason: decision.reason } : {}), ...(decision.values ? { values: decision.values } : {}) })], "Settled.");
  };
  const valuesOf = ({ decision, carried }) => (decision.action === "add" ? Object.entries(carried.changed || {}).map(([name, [said]]) => [name, said]) : Object.entries(decision.values || {}).filter(([name]) => !name.endsWith("_at")));
  dialog(el("h2", {}, "Which one holds?"), el("div", { class: "choices" }, ...entries.map((entry) => el("button", { on: { click: () => settle(entry) } },
    `${entry.decision.reviewer}: ${STATUS_OF[entry.decision.action]} ${entry.decision.reason ? label(entry.decision.reason) : ""} ${valuesOf(entry).map(([k, v]) => `${label(k)} ${v}`).join(", ")}`))), foot());
}
function settledAddition(row, decision, entries, supersedes) { // of an added event the one who settles says what it is
  const added = entries.find((entry) => entry.decision.action === "add").decision;
  if (decision.action === "reject") return decide("reject", row, { reason: decision.reason, supersedes });
  const changed = entries.find((entry) => entry.decision === decision).carried.changed || {};
  if (!isAdded(row)) return Object.keys(changed).length ? decide("correct", row, { values: Object.fromEntries(Object.entries(changed).map(([name, [said]]) => [name, said])), supersedes }) : decide("accept", row, { supersedes });
  const values = { ...added.values, ...(decision.values || {}) };
  return newAddition(sentenceOf.get(columns.sentence_id[row]), values, { event_id: cell("event_id", row), snapshot: added.snapshot, supersedes });
}

function showHelp() {
  dialog(el("h2", {}, "Keys"), el("div", { class: "keys" }, ...KEYS.flatMap(([keys, what]) => [el("span", {}, ...keys.split("  ").map((key) => el("kbd", {}, key))), el("span", {}, what)])),
    el("p", {}, ""), el("p", {}, "A link to one event is its address: …#" + (N ? columns.event_id[0] : "e…")), el("div", { class: "foot" }, el("button", { class: "primary", on: { click: closeDialog } }, "Close")));
}
function showPeople() {
  const counts = new Map();
  for (const entries of views.verdicts.values()) for (const { decision } of entries) counts.set(decision.reviewer, (counts.get(decision.reviewer) || 0) + 1);
  const name = el("input", { value: me.name, id: "reviewer-name", disabled: SERVED, pattern: "[A-Za-z0-9][A-Za-z0-9_.@\\-]{0,63}" });
  const blind = el("input", { type: "checkbox", id: "blind", checked: isBlind(), disabled: Boolean(DATA.blind) });
  const keep = () => {
    if (!SERVED && name.checkValidity() && name.value) { me.name = name.value; store.setItem(SPACE + "reviewer", me.name); }
    if (!DATA.blind) { if (blind.checked) store.setItem(SPACE + "blind", "1"); else store.removeItem(SPACE + "blind"); }
    selection.keys.clear();
    reckon();
    refresh();
    showSaving();
    if (list.chosen >= 0) choose(list.chosen, true);
    closeDialog();
  };
  const rows = [...counts].map(([reviewer, n]) => el("tr", {}, el("td", {}, reviewer), el("td", {}, String(n))));
  const pairs = DATA.agreement.map((p) => el("tr", {}, el("td", {}, `${p.one}, ${p.other}`), el("td", {}, String(p.n)), el("td", {}, `${Math.round(p.agreed * 100)} %`), el("td", {}, p.kappa.toFixed(2))));
  const others = Object.entries(DATA.others).map(([corpus, n]) => `${corpus || "not named"} ${n}`);
  dialog(el("h2", {}, "Reviewers"), el("p", {}, SERVED ? "Your name was given to verbale review." : "Your name goes into every decision that you make here."), el("form", { class: "edit", method: "dialog" }, el("label", { htmlFor: "reviewer-name" }, "You are"), name,
      el("span"), el("label", { class: "check" }, blind, " Code blind: show nothing of what others decide")),
    rows.length ? el("table", { class: "plain" }, el("tr", {}, el("th", {}, "reviewer"), el("th", {}, "standing decisions")), ...rows) : el("p", {}, "No decisions yet."),
    isBlind() ? el("p", {}, `What other reviewers decide is hidden here${DATA.blind ? " (--blind)" : ""}. Where you differ is seen and settled ${DATA.blind ? "on a page that was started without it" : "once this is taken back"}.`) : null,
    pairs.length && !isBlind() ? el("table", { class: "plain" }, el("tr", {}, el("th", {}, "pair"), el("th", {}, "events both judged"), el("th", {}, "agree"), el("th", {}, "Cohen's κ")), ...pairs) : null,
    others.length ? el("p", {}, `Decisions of other corpora stand in the same folder, and nothing here touches them: ${others.join(", ")}.`) : null,
    el("div", { class: "foot" }, el("button", { class: "primary", id: "people-close", on: { click: keep } }, "Close")));
}
let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("on"), Math.max(2200, 70 * text.length)); // time enough to read it
}
