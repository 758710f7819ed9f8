// Which events are listed, in which order and queue.
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
// A decision teaches most where nobody could tell: near the confidence that parts events from candidates, and where rules and finder differ.
const LIMIT = EVENTS < N ? columns.confidence.slice(EVENTS, N).reduce((most, p) => Math.max(most, p), 0) : 0.5, DIFFERING = 0.1;
const doubtOf = (row) => Math.abs(columns.confidence[row] - LIMIT) - (columns.method[row] === "both" ? 0 : DIFFERING);
const SORTS = {
  place: (a, b) => columns.document[a] - columns.document[b] || columns.trigger_start[a] - columns.trigger_start[b],
  date: (a, b) => (Number.isNaN(fromDay[a]) ? 1e12 : fromDay[a]) - (Number.isNaN(fromDay[b]) ? 1e12 : fromDay[b]),
  parties: (a, b) => columns.source_parties[a].localeCompare(columns.source_parties[b]) || columns.target_parties[a].localeCompare(columns.target_parties[b]),
  type: (a, b) => columns.relation_type[a].localeCompare(columns.relation_type[b]),
  confidence: (a, b) => columns.confidence[a] - columns.confidence[b],
  doubt: (a, b) => doubtOf(a) - doubtOf(b),
  status: (a, b) => Object.keys(MARKS).indexOf(views.status[a]) - Object.keys(MARKS).indexOf(views.status[b]),
};

function refresh(keep) {
  const chosen = list.rows[list.chosen];
  const kept = keep === undefined ? chosen : keep;
  if (views.queues[list.queue]) list.rows = views.queues[list.queue];
  else if (list.queue === "bare" || list.queue === "audit") list.rows = sentencesIn(list.queue).filter(fitsSentence()).map((sentence) => ({ sentence }));
  else {
    const fit = fits();
    const rows = [];
    for (let row = 0; row < columns.event_id.length; row++) if (isListed(row) && inQueue(row) && fit(row)) rows.push(row);
    rows.sort((a, b) => (list.down ? 1 : -1) * SORTS[list.sort](a, b) || SORTS.place(a, b));
    list.rows = rows;
  }
  list.chosen = isEvent(kept ?? NaN) ? list.rows.indexOf(kept) : list.rows.findIndex((item) => kept && (item.sentence ? item.sentence === kept.sentence : item.decision?.id === kept.decision?.id));
  for (const name of SEARCHED) field(name).classList.toggle("active", field(name).value !== "");
  showHead();
  draw(true);
  showCount();
  showQueues();
}
const sentencesIn = (queue) => queue === "audit" ? views.audit.map((id) => sentenceOf.get(id)) : sentences.filter((sentence) => !sentence.heading && !(rowsAt.get(sentence.id) || []).some(isListed) && !completeBy(sentence.id).includes(me.name));
function fitsSentence() { // of the filters those that a sentence can answer
  const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean), number = field("document").value;
  return (sentence) => (!number || sentence.number === Number(number)) && (!words.length || words.every((word) => wordsOfSentence(sentence).toLowerCase().includes(word)));
}
function inQueue(row) { // candidates stand in a queue of their own, and where a decision about one waits for a look
  if (list.queue === "candidates") return isCandidate(row);
  if (list.queue === "added") return isAdded(row);
  if (list.queue === "disputed") return views.status[row] === "disputed" || silentOn(row).length > 0;
  if (list.queue === "recheck") return views.status[row] === list.queue;
  return !isCandidate(row) && (list.queue === "all" || views.status[row] === list.queue);
}
const ofSentences = () => list.queue === "bare" || list.queue === "audit";
const called = () => (list.queue === "candidates" ? "candidates" : "events");
function showCount() {
  const events = !views.queues[list.queue] && !ofSentences();
  if (ofSentences()) {
    const done = list.rows.filter(({ sentence }) => isWhole(sentence.id)).length;
    $("count").textContent = list.queue === "audit" ? `${done} of ${list.rows.length} drawn sentences judged whole` : `${list.rows.length.toLocaleString("en")} ${list.rows.length === 1 ? "sentence" : "sentences"} without a row`;
    return $("bulk").replaceChildren();
  }
  const open = events ? list.rows.filter((row) => views.status[row] === "todo" || views.status[row] === "recheck") : list.rows;
  $("count").textContent = `${list.rows.length.toLocaleString("en")} ${events ? called() : "decisions"}${events && filters.any() ? ` of ${(list.queue === "candidates" ? DATA.candidates : EVENTS).toLocaleString("en")}` : ""}`;
  const buttons = [];
  if (events && open.length) {
    buttons.push(el("button", { on: { click: () => bulk("accept", open) } }, `Accept ${open.length.toLocaleString("en")} open…`),
      el("button", { on: { click: () => bulk("reject", open) } }, "Reject…"));
  } else if (list.queue === "re_anchored" && open.length) {
    buttons.push(el("button", { on: { click: () => bulkMove(open) } }, "Move all that are word for word the same…"));
  }
  return $("bulk").replaceChildren(...buttons);
}
function showQueues() {
  const added = columns.event_id.slice(N).filter((_, at) => isListed(N + at)).length;
  const counts = { all: EVENTS + added, todo: 0, recheck: 0, disputed: 0, candidates: DATA.candidates, added, bare: sentencesIn("bare").length, audit: views.audit.filter((id) => !isWhole(id)).length };
  const share = { accepted: 0, corrected: 0, rejected: 0, recheck: 0, disputed: 0 };
  let waiting = 0; // events that nobody has decided on, or that changed since: candidates owe nobody a decision
  views.status.forEach((status, row) => {
    if (!isListed(row)) return;
    if (isAdded(row) && status !== "disputed" && silentOn(row).length) counts.disputed++;
    if (status === "recheck" || status === "disputed" || (status === "todo" && !isCandidate(row))) counts[status]++;
    if (isCandidate(row) || isAdded(row)) return;
    if (status in share) share[status]++;
    if (status === "todo" || status === "recheck") waiting++;
  });
  const names = [["all", "All"], ["todo", "To do"], ["candidates", "Candidates"], ["bare", "Without a row"], ["added", "Added"], ["audit", "Audit"], ["recheck", "Changed since"], ["disputed", "Reviewers differ"], ["re_anchored", "Moved?"], ["stale", "Stale"], ["orphaned", "Orphaned"]];
  $("queues").replaceChildren(...names.filter(([id]) => id === "all" || id === "todo" || (id === "audit" && views.audit.length) || (views.queues[id]?.length ?? counts[id]) || id === list.queue).map(([id, name]) => {
    const n = views.queues[id]?.length ?? counts[id];
    const alert = ["recheck", "disputed", "re_anchored", "stale", "orphaned"].includes(id) && n > 0;
    return el("button", { class: alert ? "alert" : "", role: "tab", aria: { selected: String(id === list.queue) }, data: { queue: id }, on: { click: () => openQueue(id) } }, name, el("b", {}, n.toLocaleString("en")));
  }));
  const done = EVENTS - waiting;
  $("progress-text").textContent = `${done.toLocaleString("en")} of ${EVENTS.toLocaleString("en")} reviewed`;
  $("progress").setAttribute("aria-valuemax", EVENTS);
  $("progress").setAttribute("aria-valuenow", done);
  for (const name of ["accepted", "corrected", "rejected", "recheck"]) $("progress").querySelector("i." + name).style.width = `${(100 * share[name]) / Math.max(1, EVENTS)}%`;
}
function openQueue(id) {
  closeForm();
  list.queue = id;
  $("scroller").scrollTop = 0;
  refresh(null);
  if (list.rows.length) choose(0);
  else { showCard(undefined); showDocument(undefined); }
}
function showHead() { // sentences stand in the order of the text, or of the draw; of the filters words and document fit them
  for (const name of SEARCHED) if (name !== "search" && name !== "document") field(name).disabled = ofSentences();
  if (ofSentences()) return $("list-head").replaceChildren(el("span"), el("span", { class: "plain" }, "Rows"), el("span", { class: "plain" }, "Sentence"));
  const button = (key, text) => el("button", { type: "button", class: list.sort === key ? "sorted" : "", data: { sort: key }, on: { click: () => sortBy(key) } }, text, list.sort === key ? (list.down ? " ↓" : " ↑") : "");
  return $("list-head").replaceChildren(button("status", "○"), button("date", "Date"), el("span", { class: "middle" }, button("parties", "Who"), button("type", "Type"), button("place", "In the text"), button("doubt", "Unsure")), button("confidence", "Conf."));
}
function sortBy(key) {
  list.down = list.sort === key ? !list.down : true;
  list.sort = key;
  showHead();
  refresh();
  reveal();
}
