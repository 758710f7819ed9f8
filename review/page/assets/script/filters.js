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
  problems() { // what no row can fit, and why
    const told = (name) => (field(name).disabled ? "" : field(name).value.trim());
    const [from, to] = [dayNumber(told("from"), false), dayNumber(told("to"), true)];
    const party = told("party");
    const dates = ["from", "to"].filter((name) => told(name) && Number.isNaN(dayNumber(told(name), false)));
    const swapped = from > to, turned = told("low") !== "" && told("high") !== "" && Number(told("low")) > Number(told("high"));
    const said = [
      [dates, `${dates.map((name) => label(name)).join(" and ")}: a year (1991), a month (1991-12) or a day (1991-12-08)`],
      [swapped ? ["from", "to"] : [], "The period ends before it begins"],
      [turned ? ["low", "high"] : [], "The confidence ends below where it begins"],
      [party && !isPartyNamed(party) ? ["party"] : [], `No party of these texts is called “${party}”`],
    ].filter(([names]) => names.length);
    for (const name of SEARCHED) field(name).setAttribute("aria-invalid", String(said.some(([names]) => names.includes(name))));
    return said.map(([, why]) => why);
  },
};
// A party is found by a part of its name; where one is called exactly so, it alone is meant: Niger is not Nigeria.
function partiesNamed(typed) {
  const wanted = typed.trim().toLowerCase();
  const names = (id) => [id.toLowerCase(), nameOf(id).toLowerCase()];
  const all = [...new Set(partiesOf.flat())];
  const exact = all.filter((id) => names(id).includes(wanted));
  return new Set(exact.length ? exact : all.filter((id) => names(id).some((name) => name.includes(wanted))));
}
const isPartyNamed = (typed) => partiesNamed(typed).size > 0;
function clearFilters() { $("filters").reset(); refresh(); reveal(); }

// --- filtering and sorting ----------------------------------------------------------------------------------------------------------------
function fits() {
  const words = (field("search").value.toLowerCase().match(/"[^"]*"|\S+/g) || []).map((word) => word.replaceAll('"', "")).filter(Boolean);
  const text = words.length ? haystack() : null;
  const [type, party, number, status] = [field("type").value, field("party").value.trim().toLowerCase(), field("document").value, field("status").value];
  const [from, to] = [dayNumber(field("from").value.trim(), false), dayNumber(field("to").value.trim(), true)];
  const low = field("low").value === "" ? -1 : Number(field("low").value), high = field("high").value === "" ? 2 : Number(field("high").value);
  const meant = party ? partiesNamed(party) : undefined;
  return (row) => (!type || columns.relation_type[row] === type || familyOf[row] === type)
    && (!number || columns.document[row] === Number(number)) && (!status || views.status[row] === status)
    && columns.confidence[row] >= low && columns.confidence[row] <= high && (!meant || partiesOf[row].some((id) => meant.has(id)))
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
  showProblems();
  keepListed();
  showHead();
  draw(true);
  showSelection();
  showQueues();
}
function showProblems() {
  const [first] = filters.problems();
  $("filter-problem").hidden = !first;
  $("filter-problem").textContent = first ? `${first[0].toUpperCase()}${first.slice(1)}: no row can fit.` : "";
  const n = SEARCHED.filter((name) => name !== "search" && field(name).value !== "").length;
  $("more-filters").textContent = n ? `Filters (${n})` : "Filters";
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
  const chosen = selection.keys.size;
  $("bulk").classList.toggle("selecting", chosen > 0);
  if (chosen) {
    $("count").textContent = `${chosen.toLocaleString("en")} of ${list.rows.length.toLocaleString("en")} selected`;
    return $("bulk").replaceChildren(...selectionActs());
  }
  const events = !views.queues[list.queue] && !ofSentences();
  if (ofSentences()) {
    const done = list.rows.filter(({ sentence }) => isWhole(sentence.id)).length;
    $("count").textContent = list.queue === "audit" ? `${done} of ${list.rows.length} drawn sentences judged whole` : `${list.rows.length.toLocaleString("en")} ${list.rows.length === 1 ? "sentence" : "sentences"} without a row`;
    return $("bulk").replaceChildren();
  }
  const open = events ? list.rows.filter((row) => views.status[row] === "todo" || views.status[row] === "recheck") : list.rows;
  const n = list.rows.length, named = events ? called() : "decisions";
  $("count").textContent = `${n.toLocaleString("en")} ${n === 1 ? named.slice(0, -1) : named}${events && filters.any() ? ` of ${(list.queue === "candidates" ? DATA.candidates : EVENTS).toLocaleString("en")}` : ""}`;
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
  selection.keys.clear();
  $("scroller").scrollTop = 0;
  refresh(null);
  if (list.rows.length) choose(0);
  else { showCard(undefined); showDocument(undefined); }
}
// The heads are the columns, and sort by them; the orders that are no column stand in the choice beside the queues.
const ORDERS = { "place+": "as in the text", "doubt+": "what teaches most first", "confidence+": "least sure first", "confidence-": "surest first", "date+": "by date", "parties+": "by party", "type+": "by type", "status+": "by status" };
function showHead() { // sentences stand in the order of the text, or of the draw; of the filters words and document fit them
  const fixed = ofSentences() || Boolean(views.queues[list.queue]);
  for (const name of SEARCHED) if (name !== "search" && name !== "document") field(name).disabled = ofSentences();
  showOrder(fixed);
  const sorted = (key) => (list.sort !== key || fixed ? {} : { sort: list.down ? "ascending" : "descending" });
  const head = (name, ...inside) => el("span", { class: name, role: "columnheader" }, ...inside);
  const column = (name, key, text, said) => {
    if (fixed) return head(name, text);
    const node = head(name, el("button", { type: "button", tabIndex: 0, class: list.sort === key ? "sorted" : "", title: `sort by ${said}`, data: { sort: key }, on: { click: () => sortBy(key) } }, text, list.sort === key ? (list.down ? " ↓" : " ↑") : ""));
    node.setAttribute("aria-sort", sorted(key).sort || "none");
    return node;
  };
  const all = el("input", { type: "checkbox", id: "pick-all", title: "all in this list", aria: { label: "select all rows of this list" }, on: { click: () => selectAll($("pick-all").checked) } });
  const middle = ofSentences() ? [head("", "Sentence")] : [column("", "parties", "Who", "party"), column("", "type", "Type", "type"), head("unseen", "Words")];
  const had = document.activeElement?.dataset?.sort;
  $("list-head").replaceChildren(head("pick", all), column("head-mark", "status", "○", "status"), column("", "date", ofSentences() ? "Rows" : "Date", "date"), el("span", { class: "middle" }, ...middle), ofSentences() ? head("sure") : column("sure", "confidence", "Conf.", "confidence"));
  if (had) $("list-head").querySelector(`[data-sort=${had}]`)?.focus();
}
function showOrder(fixed) {
  const at = list.sort + (list.down ? "+" : "-");
  const shown = ORDERS[at] ? ORDERS : { ...ORDERS, [at]: `${ORDERS[list.sort + "+"] || list.sort}, turned round` };
  $("order").replaceChildren(...Object.entries(fixed ? { fixed: list.queue === "audit" ? "as drawn" : "as in the text" } : shown).map(([value, text]) => el("option", { value }, text)));
  $("order").disabled = fixed;
  $("order").value = fixed ? "fixed" : at;
}
function sortBy(key, down) {
  list.down = down ?? (list.sort === key ? !list.down : true);
  list.sort = key;
  refresh();
  reveal();
}
