// What can be done: choosing, deciding, filtering, saving. Keys are listed in KEYS.
const KEYS = [["j  k", "next, previous event"], ["a", "accept, and on to the next"], ["r", "reject: then the number of the reason"], ["c", "correct any field"],
  ["m", "comment"], ["u", "next undecided event"], ["z", "undo the last decision"], ["/", "search"], ["f", "only this document"], ["Esc", "clear, close"], ["?", "these keys"]];
const SPACE = `verbale:${location.pathname}:`;
// The browser's store; where a browser refuses it, decisions live as long as the page, and the page says so.
let forgetful = false;
const store = (() => {
  try {
    localStorage.setItem(SPACE + "try", "1");
    localStorage.removeItem(SPACE + "try");
    return localStorage;
  } catch {
    forgetful = true;
    const kept = {};
    return { getItem: (key) => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; }, removeItem: (key) => { delete kept[key]; }, keys: () => Object.keys(kept) };
  }
})();
const storeKeys = () => (store.keys ? store.keys() : Object.keys(store));
const me = { name: DATA.reviewer || store.getItem(SPACE + "reviewer") || "reviewer" };
const SEARCHED = ["search", "type", "party", "from", "to", "document", "status", "low", "high"];
const field = (name) => $("f-" + name);
const filters = {
  any: () => SEARCHED.some((name) => field(name).value !== ""),
  spelled() {
    const said = SEARCHED.filter((name) => field(name).value !== "").map((name) => {
      const text = field(name).selectedOptions ? field(name).selectedOptions[0].textContent.trim() : field(name).value;
      return `${{ low: "confidence from", high: "confidence up to", from: "from", to: "until" }[name] || name} ${text}`;
    });
    return said.length ? said.join(", ") : "no filter";
  },
};

// --- filtering and sorting ----------------------------------------------------------------------------------------------------------------
function fits() {
  const words = (field("search").value.toLowerCase().match(/"[^"]*"|\S+/g) || []).map((word) => word.replaceAll('"', "")).filter(Boolean);
  const text = words.length ? haystack() : null;
  const [type, party, number, status] = [field("type").value, field("party").value.trim().toLowerCase(), field("document").value, field("status").value];
  const [from, to] = [dayNumber(field("from").value.trim(), false), dayNumber(field("to").value.trim(), true)];
  const low = field("low").value === "" ? -1 : Number(field("low").value), high = field("high").value === "" ? 2 : Number(field("high").value);
  const isParty = (id) => id.toLowerCase() === party || nameOf(id).toLowerCase() === party;
  return (row) => (!type || columns.relation_type[row] === type || familyOf[row] === type)
    && (!number || columns.document[row] === Number(number)) && (!status || views.status[row] === status)
    && columns.confidence[row] >= low && columns.confidence[row] <= high && (!party || partiesOf[row].some(isParty))
    && inPeriod(row, from, to) && words.every((word) => text[row].includes(word));
}
function inPeriod(row, from, to) { // an event fits if it may have happened in the period; an undated one fits no period
  if (Number.isNaN(from) && Number.isNaN(to)) return true;
  if (Number.isNaN(fromDay[row]) && Number.isNaN(toDay[row])) return false;
  return !(toDay[row] < from) && !(fromDay[row] > to);
}
const SORTS = {
  place: (a, b) => columns.document[a] - columns.document[b] || columns.trigger_start[a] - columns.trigger_start[b],
  date: (a, b) => (Number.isNaN(fromDay[a]) ? 1e12 : fromDay[a]) - (Number.isNaN(fromDay[b]) ? 1e12 : fromDay[b]),
  parties: (a, b) => columns.source_parties[a].localeCompare(columns.source_parties[b]) || columns.target_parties[a].localeCompare(columns.target_parties[b]),
  type: (a, b) => columns.relation_type[a].localeCompare(columns.relation_type[b]),
  confidence: (a, b) => columns.confidence[a] - columns.confidence[b],
  status: (a, b) => Object.keys(MARKS).indexOf(views.status[a]) - Object.keys(MARKS).indexOf(views.status[b]),
};

function refresh(keep) {
  const chosen = list.rows[list.chosen];
  const kept = keep === undefined ? chosen : keep;
  if (views.queues[list.queue]) list.rows = views.queues[list.queue];
  else {
    const fit = fits();
    const wanted = { todo: "todo", recheck: "recheck", disputed: "disputed" }[list.queue];
    const rows = [];
    for (let row = 0; row < N; row++) if ((!wanted || views.status[row] === wanted) && fit(row)) rows.push(row);
    rows.sort((a, b) => (list.down ? 1 : -1) * SORTS[list.sort](a, b) || SORTS.place(a, b));
    list.rows = rows;
  }
  list.chosen = isEvent(kept ?? NaN) ? list.rows.indexOf(kept) : list.rows.findIndex((item) => kept && item.decision?.id === kept.decision?.id);
  for (const name of SEARCHED) field(name).classList.toggle("active", field(name).value !== "");
  draw(true);
  showCount();
  showQueues();
}
function showCount() {
  const events = !views.queues[list.queue];
  const open = events ? list.rows.filter((row) => views.status[row] === "todo" || views.status[row] === "recheck") : list.rows;
  $("count").textContent = `${list.rows.length.toLocaleString("en")} ${events ? "events" : "decisions"}${events && filters.any() ? ` of ${N.toLocaleString("en")}` : ""}`;
  const buttons = [];
  if (events && open.length) {
    buttons.push(el("button", { on: { click: () => bulk("accept", open) } }, `Accept ${open.length.toLocaleString("en")} open…`),
      el("button", { on: { click: () => bulk("reject", open) } }, "Reject…"));
  } else if (list.queue === "re_anchored" && open.length) {
    buttons.push(el("button", { on: { click: () => bulkMove(open) } }, "Move all that are word for word the same…"));
  }
  $("bulk").replaceChildren(...buttons);
}
function showQueues() {
  const counts = { all: N, todo: 0, recheck: 0, disputed: 0 };
  const share = { accepted: 0, corrected: 0, rejected: 0, recheck: 0, disputed: 0 };
  for (const status of views.status) { counts[status] = (counts[status] || 0) + 1; if (status in share) share[status]++; }
  const names = [["all", "All"], ["todo", "To do"], ["recheck", "Changed since"], ["disputed", "Reviewers differ"], ["re_anchored", "Moved?"], ["stale", "Stale"], ["orphaned", "Orphaned"]];
  $("queues").replaceChildren(...names.filter(([id]) => id === "all" || id === "todo" || (views.queues[id]?.length ?? counts[id]) || id === list.queue).map(([id, name]) => {
    const n = views.queues[id]?.length ?? counts[id];
    const alert = !["all", "todo"].includes(id) && n > 0;
    return el("button", { class: alert ? "alert" : "", role: "tab", aria: { selected: String(id === list.queue) }, data: { queue: id }, on: { click: () => openQueue(id) } }, name, el("b", {}, n.toLocaleString("en")));
  }));
  const done = N - counts.todo - counts.recheck;
  $("progress-text").textContent = `${done.toLocaleString("en")} of ${N.toLocaleString("en")} reviewed`;
  $("progress").setAttribute("aria-valuemax", N);
  $("progress").setAttribute("aria-valuenow", done);
  for (const name of ["accepted", "corrected", "rejected", "recheck"]) $("progress").querySelector("i." + name).style.width = `${(100 * share[name]) / Math.max(1, N)}%`;
}
function openQueue(id) {
  list.queue = id;
  $("scroller").scrollTop = 0;
  refresh(null);
  if (list.rows.length) choose(0);
  else { showCard(undefined); showDocument(undefined); }
}
function showHead() {
  const button = (key, text) => el("button", { type: "button", class: list.sort === key ? "sorted" : "", data: { sort: key }, on: { click: () => sortBy(key) } }, text, list.sort === key ? (list.down ? " ↓" : " ↑") : "");
  $("list-head").replaceChildren(button("status", "○"), button("date", "Date"), el("span", { class: "middle" }, button("parties", "Who"), button("type", "Type"), button("place", "In the text")), button("confidence", "Conf."));
}
function sortBy(key) {
  list.down = list.sort === key ? !list.down : true;
  list.sort = key;
  showHead();
  refresh();
  reveal();
}

// --- choosing -----------------------------------------------------------------------------------------------------------------------------
function choose(at, quiet) {
  if (at < 0 || at >= list.rows.length) return;
  const before = list.drawn.get(list.chosen);
  if (before) { before.classList.remove("chosen"); before.setAttribute("aria-selected", "false"); }
  list.chosen = at;
  reveal();
  const node = list.drawn.get(at);
  if (node) { node.classList.add("chosen"); node.setAttribute("aria-selected", "true"); }
  $("scroller").setAttribute("aria-activedescendant", `row-${at}`);
  const item = list.rows[at];
  showCard(item);
  const row = isEvent(item) ? item : rowOf.get(item.carried.proposal || "");
  showDocument(row);
  if (!quiet && isEvent(item)) history.replaceState(null, "", `#${cell("event_id", item)}`);
}
function reveal() {
  const scroller = $("scroller");
  const top = list.chosen * ROW;
  if (list.chosen < 0) return;
  if (top < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - ROW);
  else if (top + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + 2 * ROW - scroller.clientHeight;
  draw(false);
}
function openEvent(id) { // a deep link opens its event whatever the filters say
  const row = rowOf.get(id);
  if (row === undefined) return false;
  const fit = fits()(row); // asked of the fields: what was typed last may not have reached the list yet
  if (!fit || !list.rows.includes(row)) {
    list.queue = "all";
    if (!fit) $("filters").reset();
    refresh(row);
  }
  choose(list.rows.indexOf(row));
  return true;
}
function step(by) { choose(Math.min(list.rows.length - 1, Math.max(0, list.chosen + by))); }
function nextOpen(from = list.chosen) {
  for (let i = 1; i <= list.rows.length; i++) {
    const at = (from + i + list.rows.length) % list.rows.length;
    if (!isEvent(list.rows[at]) || ["todo", "recheck"].includes(views.status[list.rows[at]])) return choose(at);
  }
  return toast("Nothing undecided is left in this list.");
}

// --- deciding -----------------------------------------------------------------------------------------------------------------------------
const batches = []; // what was decided at one stroke on this page, so that one key takes it back
function record(decisions, said) {
  for (const decision of decisions) log.set(decision.id, decision);
  if (decisions.length > 1 && decisions[0].action !== "undo") batches.push(decisions.map((decision) => decision.id));
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
  const undone = new Set([...log.values()].filter((d) => d.action === "undo").map((d) => d.undoes));
  const mine = [...log.values()].filter((d) => d.reviewer === me.name && d.action !== "undo" && !undone.has(d.id)).sort((a, b) => (a.at < b.at ? 1 : -1));
  if (!mine.length) return toast("There is nothing of yours to undo.");
  const last = mine[0];
  const stroke = batches.at(-1)?.includes(last.id) ? batches.pop() : [last.id];
  const takenBack = mine.filter((d) => stroke.includes(d.id));
  record(takenBack.map((d) => ({ id: newId(), at: now(), reviewer: me.name, action: "undo", undoes: d.id, event_id: d.event_id })),
    takenBack.length > 1 ? `Undone: ${takenBack.length} decisions.` : `Undone: ${last.action}.`);
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
function dismiss(entries) {
  advance(entries.map(({ decision }) => ({ id: newId(), at: now(), reviewer: me.name, action: "undo", undoes: decision.id, event_id: decision.event_id })), "Dropped.");
}

// --- dialogs ------------------------------------------------------------------------------------------------------------------------------
function dialog(...children) {
  const box = $("dialog");
  box.replaceChildren(...children);
  if (!box.open) box.showModal();
  return box;
}
const closeDialog = () => $("dialog").close();
const foot = (...buttons) => el("div", { class: "foot" }, el("button", { type: "button", on: { click: closeDialog } }, "Cancel"), ...buttons);

function askReason(row, then = (reason, comment) => reject(row, reason, comment), title = "Reject: why?") {
  const comment = el("input", { placeholder: "comment (optional)", id: "reason-comment", autocomplete: "off" });
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
function askComment(row) {
  const text = el("textarea", { rows: 4, id: "comment-text" });
  text.style.width = "100%";
  const keep = () => { if (text.value.trim()) { closeDialog(); record([decide("comment", row, { comment: text.value.trim() })], "Noted."); refresh(); choose(list.chosen, true); } };
  dialog(el("h2", {}, "Comment"), text, foot(el("button", { class: "primary", type: "button", on: { click: keep } }, "Keep"))).onkeydown = (event) => { if (event.key === "Enter" && event.ctrlKey) keep(); };
  text.focus();
}
function bulk(action, rows) {
  const where = { all: "all events", todo: "events to do", recheck: "events changed since", disputed: "events on which reviewers differ" }[list.queue];
  const shownToo = list.rows.length - rows.length;
  const n = rows.length.toLocaleString("en");
  const go = (reason, comment) => {
    closeDialog();
    const more = { ...(reason ? { reason } : {}), comment: comment || `in bulk: ${n} events, ${filters.spelled()}` };
    record(rows.map((row) => decide(action, row, more)), `${n} ${STATUS_OF[action]}.`);
    refresh();
    choose(Math.max(0, Math.min(list.chosen, list.rows.length - 1)));
  };
  dialog(el("h2", {}, `${action === "accept" ? "Accept" : "Reject"} ${n} events?`),
    el("p", {}, `Of ${where}, with ${filters.spelled()}. ${shownToo ? `${shownToo.toLocaleString("en")} in this list are decided already and stay as they are.` : "All in this list."} z takes them all back.`),
    foot(el("button", { class: "primary", id: "bulk-go", type: "button", on: { click: () => (action === "accept" ? go() : askReason(null, go, `Reject ${n} events: why?`)) } }, action === "accept" ? `Accept ${n}` : "Choose the reason…")));
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
    advance([decide(decision.action, row, { supersedes: others, ...(decision.reason ? { reason: decision.reason } : {}), ...(decision.values ? { values: decision.values } : {}) })], "Settled.");
  };
  dialog(el("h2", {}, "Which one holds?"), el("div", { class: "choices" }, ...entries.map((entry) => el("button", { on: { click: () => settle(entry) } },
    `${entry.decision.reviewer}: ${STATUS_OF[entry.decision.action]} ${entry.decision.reason ? label(entry.decision.reason) : ""} ${Object.entries(entry.decision.values || {}).map(([k, v]) => `${label(k)} ${v}`).join(", ")}`))), foot());
}

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
    el("label", { htmlFor: "edit-comment" }, "comment"), el("textarea", { id: "edit-comment", rows: 2 }), error);
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

function showHelp() {
  dialog(el("h2", {}, "Keys"), el("div", { class: "keys" }, ...KEYS.flatMap(([keys, what]) => [el("span", {}, ...keys.split("  ").map((key) => el("kbd", {}, key))), el("span", {}, what)])),
    el("p", {}, ""), el("p", {}, "A link to one event is its address: …#" + (N ? columns.event_id[0] : "e…")), el("div", { class: "foot" }, el("button", { class: "primary", on: { click: closeDialog } }, "Close")));
}
function showPeople() {
  const counts = new Map();
  for (const entries of views.verdicts.values()) for (const { decision } of entries) counts.set(decision.reviewer, (counts.get(decision.reviewer) || 0) + 1);
  const name = el("input", { value: me.name, id: "reviewer-name", disabled: SERVED, pattern: "[A-Za-z0-9][A-Za-z0-9_.@\\-]{0,63}" });
  const keep = () => {
    if (!SERVED && name.checkValidity() && name.value) { me.name = name.value; store.setItem(SPACE + "reviewer", me.name); reckon(); refresh(); showSaving(); }
    closeDialog();
  };
  const rows = [...counts].map(([reviewer, n]) => el("tr", {}, el("td", {}, reviewer), el("td", {}, String(n))));
  const pairs = DATA.agreement.map((p) => el("tr", {}, el("td", {}, `${p.one}, ${p.other}`), el("td", {}, String(p.n)), el("td", {}, `${Math.round(p.agreed * 100)} %`), el("td", {}, p.kappa.toFixed(2))));
  dialog(el("h2", {}, "Reviewers"), el("p", {}, SERVED ? "Your name was given to verbale review." : "Your name goes into every decision that you make here."), el("form", { class: "edit", method: "dialog" }, el("label", { htmlFor: "reviewer-name" }, "You are"), name),
    rows.length ? el("table", { class: "plain" }, el("tr", {}, el("th", {}, "reviewer"), el("th", {}, "standing decisions")), ...rows) : el("p", {}, "No decisions yet."),
    pairs.length ? el("table", { class: "plain" }, el("tr", {}, el("th", {}, "pair"), el("th", {}, "events both judged"), el("th", {}, "agree"), el("th", {}, "Cohen's κ")), ...pairs) : null,
    el("div", { class: "foot" }, el("button", { class: "primary", on: { click: keep } }, "Close")));
}
let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("on"), 1600);
}

// --- saving -------------------------------------------------------------------------------------------------------------------------------
// Every decision first goes into the browser's own store, under its own key, so that two tabs cannot overwrite each other. Served,
// it leaves the store when the server has it on disk; as a file, when a later page already holds it.
const KEY = SPACE + "d:";
const stored = () => storeKeys().filter((key) => key.startsWith(KEY)).map((key) => JSON.parse(store.getItem(key)));
let known = DATA.known || 0, sending = false, refused = "";

function save(decisions) {
  try { for (const decision of decisions) store.setItem(KEY + decision.id, JSON.stringify(decision)); }
  catch { if (!SERVED) refused = "The browser's store is full: download your decisions now."; }
  unsent.push(...decisions);
  if (SERVED) send();
  showSaving();
}
let unsent = [];
async function send() {
  if (sending || !unsent.length) return;
  sending = true;
  const batch = unsent.slice(0, 200);
  try {
    const answer = await fetch("api/decisions", { method: "POST", headers: { "Content-Type": "application/json", "X-Verbale-Token": DATA.token }, body: JSON.stringify({ decisions: batch }) });
    if (!answer.ok) throw new Error(answer.status === 403 ? "this page is from an earlier start of verbale review: open the address it printed" : `the server says ${answer.status}`);
    const { refused: odd } = await answer.json();
    refused = odd.length ? `${odd.length} not accepted: ${odd[0].why}` : "";
    const done = new Set(batch.map((decision) => decision.id));
    unsent = unsent.filter((decision) => !done.has(decision.id));
    for (const id of done) store.removeItem(KEY + id);
    sending = false;
    showSaving();
    if (unsent.length) send();
  } catch (error) {
    sending = false;
    refused = error instanceof TypeError ? "verbale review does not answer; trying again" : error.message;
    showSaving();
    setTimeout(send, 3000);
  }
}
function showSaving() {
  const node = $("saving");
  $("people").textContent = me.name;
  if (SERVED) {
    node.textContent = unsent.length || refused ? `${unsent.length} not saved${refused ? `: ${refused}` : ""}` : `Saved in decisions/${me.name}.jsonl`;
    node.classList.toggle("warn", Boolean(refused));
    return;
  }
  const local = stored().filter((decision) => !inLog.has(decision.id));
  node.textContent = refused || (forgetful ? "This browser keeps nothing: download before you close. " : "") + (local.length ? `${local.length} ${local.length === 1 ? "decision is" : "decisions are"} not saved to the project` : "Decisions stay in this browser");
  node.classList.toggle("warn", local.length > 0 || Boolean(refused));
  $("download").hidden = !local.length;
  $("download").textContent = "Download decisions";
}
function download() {
  const local = stored().filter((decision) => !inLog.has(decision.id)).sort((a, b) => (a.at < b.at ? -1 : 1));
  const lines = local.map((decision) => JSON.stringify(decision) + "\n").join("");
  const link = el("a", { href: URL.createObjectURL(new Blob([lines], { type: "application/jsonl" })), download: `decisions-${me.name}.jsonl` });
  link.click();
  dialog(el("h2", {}, "Downloaded"), el("p", {}, `${local.length} decisions. Bring them into the project with:`), el("p", {}, el("code", {}, `verbale review import decisions-${me.name}.jsonl`)),
    el("p", {}, "They stay in this browser too, until a newer review.html already holds them."), el("div", { class: "foot" }, el("button", { class: "primary", on: { click: closeDialog } }, "Close")));
}
const inLog = new Set(log.keys());
function takeStored() { // what this browser still holds: of this page before a reload, or of another tab
  let fresh = 0;
  for (const decision of stored()) {
    if (inLog.has(decision.id)) store.removeItem(KEY + decision.id);
    else if (!log.has(decision.id)) { log.set(decision.id, decision); unsent.push(decision); fresh++; }
  }
  return fresh;
}
async function poll() { // other tabs, other reviewers, and whether there is a new run
  try {
    const answer = await fetch(`api/decisions?after=${known}`, { headers: { "X-Verbale-Token": DATA.token } });
    if (answer.ok) {
      const news = await answer.json();
      known = news.known;
      const fresh = news.decisions.filter((decision) => !log.has(decision.id));
      for (const decision of fresh) log.set(decision.id, decision);
      if (fresh.length) { reckon(); refresh(); if (list.chosen >= 0 && !$("dialog").open) showCard(list.rows[list.chosen]); }
      if (news.run !== DATA.run.id && !$("saving").dataset.stale) {
        $("saving").dataset.stale = "1";
        $("people").before(el("button", { id: "reload", on: { click: () => location.reload() } }, "New extraction: reload"));
      }
    }
  } catch { /* send() says so when there is something to save */ }
  setTimeout(poll, document.hidden ? 15000 : 4000);
}

// --- keys and start -----------------------------------------------------------------------------------------------------------------------
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog").open) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target === field("search"))) { event.target.blur(); $("scroller").focus(); }
    return;
  }
  const item = list.rows[list.chosen];
  const row = isEvent(item ?? NaN) ? item : undefined;
  const acts = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), PageDown: () => step(10), PageUp: () => step(-10), Home: () => choose(0), End: () => choose(list.rows.length - 1),
    a: () => (row !== undefined ? accept(row) : item?.carried.proposal && move([item])), r: () => (row !== undefined ? askReason(row) : item && dismiss([item])),
    c: () => row !== undefined && editForm(row), m: () => row !== undefined && askComment(row), u: () => nextOpen(), z: undo,
    f: () => { if (row !== undefined) { field("document").value = field("document").value === "" ? String(columns.document[row]) : ""; refresh(); reveal(); } },
    "/": () => { field("search").focus(); field("search").select(); }, "?": showHelp, Escape: () => { $("filters").reset(); refresh(); reveal(); },
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
}
function fill(name, options) { field(name).replaceChildren(...options.map(([value, text]) => el("option", { value }, text))); }

function start() {
  const used = [...new Set(columns.relation_type)].sort();
  const families = [...new Set(familyOf)].sort();
  fill("type", [["", "any"], ...families.flatMap((family) => [[family, family], ...used.filter((type) => type.startsWith(family + ".")).map((type) => [type, "\u00a0\u00a0" + type])])]);
  fill("document", [["", "any"], ...DATA.documents.map((doc, number) => [String(number), short(doc.title, 60)])]);
  fill("status", [["", "any"], ...Object.entries(STATUS_NAMES)]);
  const everyone = [...new Set(partiesOf.flat())].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  $("parties").replaceChildren(...everyone.slice(0, 1500).map((id) => el("option", { value: nameOf(id) === id ? id : nameOf(id) })));
  if (DATA.links.timeline) { $("pictures").hidden = false; $("pictures").href = DATA.links.timeline; }
  takeStored();
  reckon();
  showHead();
  refresh(null);
  if (!openEvent(location.hash.slice(1))) { if (N) choose(0, true); else showCard(undefined); }
  showSaving();
  if (SERVED) { send(); setTimeout(poll, 3000); }
  let waiting = 0;
  $("filters").addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { refresh(); $("scroller").scrollTop = Math.max(0, list.chosen) * ROW; draw(false); }); });
  $("filters").addEventListener("reset", () => setTimeout(() => { refresh(); reveal(); }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("scroller").addEventListener("scroll", () => draw(false), { passive: true });
  $("dialog").addEventListener("close", () => { $("dialog").onkeydown = null; $("scroller").focus(); });
  $("help-button").addEventListener("click", showHelp);
  $("people").addEventListener("click", showPeople);
  $("download").addEventListener("click", download);
  addEventListener("keydown", onKey);
  addEventListener("resize", () => draw(false));
  addEventListener("hashchange", () => openEvent(location.hash.slice(1)) || toast("This event is not in this run."));
  addEventListener("storage", () => { if (!SERVED && takeStored()) { reckon(); refresh(); showSaving(); } });
  addEventListener("beforeunload", (event) => { if (SERVED && unsent.length) event.preventDefault(); });
  $("scroller").focus();
}
start();
