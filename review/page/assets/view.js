// What is shown: the list, the card of one event, its document. Text reaches the page as text nodes only.
const $ = (id) => document.getElementById(id);
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === "data" || name === "aria") for (const [k, v] of Object.entries(value)) node.setAttribute(`${name}-${k}`, v);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Characters that would be invisible or turn the line around are shown as what they are.
const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const ODD_ALL = new RegExp(ODD, "g");
const visible = (text) => text.replace(ODD_ALL, (char) => (char < " " ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : "\u25a1"));
const short = (text, most) => (text.length > most ? text.slice(0, most) + "…" : text);
const line = (text, most = 300) => visible(normal(short(text, most)));

function hueOf(family) {
  let hash = 7;
  for (const char of family) hash = (hash * 31 + char.charCodeAt(0)) % 3600;
  return (hash * 137.508) % 360;
}
function chip(type) {
  const node = el("span", { class: "chip" }, type);
  node.style.setProperty("--hue", hueOf(type.split(".")[0]).toFixed(0));
  return node;
}
function parties(row) {
  const sources = items(cell("source_parties", row)).map(nameOf).join(", ") || "?";
  const targets = items(cell("target_parties", row)).map(nameOf).join(", ");
  return [el("bdi", {}, line(sources)), ...(targets ? [el("span", { class: "arrow" }, " → "), el("bdi", {}, line(targets))] : [])];
}
function tags(row) {
  const found = [];
  if (cell("polarity", row) === "neg") found.push(el("span", { class: "tag neg" }, "not"));
  if (cell("modality", row) && cell("modality", row) !== "asserted") found.push(el("span", { class: "tag" }, cell("modality", row)));
  return found;
}

// --- the list: only the rows in sight exist --------------------------------------------------------------------------------------------
const ROW = 54;
const list = { rows: [], queue: "all", chosen: -1, sort: "place", down: true, drawn: new Map() };

function draw(force) {
  const scroller = $("scroller");
  if (force) {
    $("canvas").replaceChildren();
    list.drawn.clear();
    $("canvas").style.height = `${list.rows.length * ROW}px`;
    if (!list.rows.length) $("canvas").append(nothing());
  }
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - 6);
  const last = Math.min(list.rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + 6);
  for (const [at, node] of list.drawn) {
    if (at < first || at >= last) {
      node.remove();
      list.drawn.delete(at);
    }
  }
  for (let at = first; at < last; at++) {
    if (!list.drawn.has(at)) {
      const node = isEvent(list.rows[at]) ? eventRow(list.rows[at], at) : decisionRow(list.rows[at], at);
      node.style.top = `${at * ROW}px`;
      $("canvas").append(node);
      list.drawn.set(at, node);
    }
  }
}
const isEvent = (item) => typeof item === "number";

function nothing() {
  const filtered = filters.any();
  const said = filtered ? ["Nothing fits these filters.", "Clear some of them to see more."]
    : list.queue === "todo" ? ["Everything is decided.", "Well done."] : ["Nothing here.", "This queue is empty."];
  return el("div", { class: "nothing" }, el("strong", {}, said[0]), said[1]);
}

function eventRow(row, at) {
  const status = views.status[row];
  const quote = quoteOf(row);
  const start = cell("trigger_start", row) - cell("quote_start", row), end = cell("trigger_end", row) - cell("quote_start", row);
  const from = start > 90 ? start - 60 : 0;
  const bar = el("div", { class: "bar", title: `confidence ${cell("confidence", row).toFixed(2)}` }, el("i"));
  bar.firstChild.style.width = `${Math.round(cell("confidence", row) * 100)}%`;
  return el("div", {
    class: `row ${status}${at === list.chosen ? " chosen" : ""}`, role: "option", id: `row-${at}`, data: { event: cell("event_id", row) },
    aria: { selected: String(at === list.chosen) }, on: { click: () => choose(at) },
  },
  el("span", { class: `mark ${status}`, title: STATUS_NAMES[status] }, MARKS[status]),
  el("span", { class: cell("date_edtf", row) ? "when" : "when none" }, cell("date_edtf", row) || "undated"),
  el("div", { class: "what" },
    el("div", { class: "line1" }, el("span", { class: "who", title: [cell("source_parties", row), cell("target_parties", row)].filter(Boolean).join(" → ") }, ...parties(row)), chip(cell("relation_type", row)), ...tags(row),
      DATA.flags[cell("event_id", row)] ? el("span", { class: "tag neg", title: DATA.flags[cell("event_id", row)].join("\n") }, "time?") : null),
    el("div", { class: "line2", dir: "auto" }, from ? "…" : "", line(quote.slice(from, start)), " ", el("em", {}, line(quote.slice(start, end))), " ",
      line(quote.slice(end, end + 160)))),
  bar);
}

function decisionRow({ decision, carried }, at) {
  const judged = decision.snapshot || {};
  const status = STATUS_OF[decision.action];
  return el("div", {
    class: `row ${at === list.chosen ? " chosen" : ""}`, role: "option", id: `row-${at}`, data: { decision: decision.id },
    aria: { selected: String(at === list.chosen) }, on: { click: () => choose(at) },
  },
  el("span", { class: `mark ${status}`, title: status }, MARKS[status]),
  el("span", { class: judged.date_edtf ? "when" : "when none" }, judged.date_edtf || "undated"),
  el("div", { class: "what" },
    el("div", { class: "line1" }, el("span", { class: "who" }, el("bdi", {}, line(items(judged.source_parties).map(nameOf).join(", ") || "?")),
      judged.target_parties ? el("span", { class: "arrow" }, " → ") : null, el("bdi", {}, line(items(judged.target_parties).map(nameOf).join(", ")))),
    chip(judged.relation_type || "?"), el("span", { class: "tag" }, decision.reviewer),
    carried.similarity ? el("span", { class: "tag" }, `${Math.floor(carried.similarity * 100)} % alike`) : null),
    el("div", { class: "line2", dir: "auto" }, line(judged.sentence || ""))),
  el("span"));
}

// --- the card ---------------------------------------------------------------------------------------------------------------------------
function showCard(item) {
  const card = $("card");
  card.scrollTop = 0;
  if (item === undefined) return card.replaceChildren(el("p", { class: "nothing" }, "Choose an event on the left to see its evidence."));
  if (!isEvent(item)) return card.replaceChildren(...decisionCard(item));
  return card.replaceChildren(...eventCard(item));
}

const FOUND_IN = { clause: "in the clause", sentence: "in the sentence", narrative: "from the sentences before", heading: "from the heading", name: "in the name",
  document_date: "from the document's date" };
function wordsOf(row) { // the words of the text, where they are not the names themselves
  const words = [cell("sources", row), cell("targets", row)].filter(Boolean).map((text) => items(text).join(", ")).join(" → ");
  const names = [cell("source_parties", row), cell("target_parties", row)].filter(Boolean).map((text) => items(text).map(nameOf).join(", ")).join(" → ");
  return words === names ? "" : words;
}

function eventCard(row) {
  const type = types.get(cell("relation_type", row));
  const event = cell("event_id", row);
  const codes = type ? [type.plover && `PLOVER ${type.plover}`, type.cameo && `CAMEO ${type.cameo}`].filter(Boolean).join(" · ") : "";
  const details = [
    ["in words", wordsOf(row)], ["instrument", cell("instrument", row)],
    ["place", cell("place", row)], ["quantity", cell("quantity", row)], ["attributed to", items(cell("attributed_to", row)).map(nameOf).join(", ")],
    ["section", cell("section", row)],
  ].filter(([, text]) => text);
  return [
    el("h2", {}, ...parties(row)),
    el("div", { class: "meta" }, chip(cell("relation_type", row)), ...tags(row), el("b", {}, cell("date_edtf", row) || "undated"),
      cell("date_text", row) ? el("span", {}, `“${line(cell("date_text", row))}”${cell("date_method", row) ? `, ${FOUND_IN[cell("date_method", row)] || label(cell("date_method", row))}` : ""}`) : null,
      el("span", {}, `confidence ${cell("confidence", row).toFixed(2)}`), codes ? el("span", {}, codes) : null),
    type?.definition ? el("p", { class: "definition" }, type.definition) : null,
    ...(DATA.flags[event] || []).map((flag) => el("p", { class: "note" }, `Look at the time: ${flag}.`)),
    ...changeNotes(event),
    details.length ? el("dl", {}, ...details.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, el("bdi", {}, line(text)))])) : null,
    whyOf(row),
    historyOf(event),
    el("div", { class: "acts" }, ...actions(row)),
  ].filter(Boolean);
}

function whyOf(row) { // the rule and the reasons; the server also explains the parse
  const event = cell("event_id", row);
  const reasons = (DATA.why[event] || []).map((reason) => el("li", {}, line(reason)));
  const explained = el("pre", { class: "explained", hidden: true });
  const box = el("details", {}, el("summary", {}, `Why this row: rule ${cell("rule_id", row) || "unknown"}`), el("ul", {}, ...reasons,
    DATA.explains ? null : el("li", {}, "all of it: ", el("code", {}, `verbale explain ${event}`))), explained);
  if (DATA.explains) box.addEventListener("toggle", async () => {
    if (!box.open || explained.textContent) return;
    explained.hidden = false;
    explained.textContent = "…";
    try {
      const answer = await fetch(`api/explain/${encodeURIComponent(event)}`, { headers: { "X-Verbale-Token": DATA.token } });
      explained.textContent = (await answer.text()).replace(ODD_ALL, visible);
    } catch { explained.textContent = "verbale review does not answer."; }
  });
  return box;
}

function changeNotes(event) {
  const notes = [];
  for (const { decision, carried } of views.verdicts.get(event) || []) {
    if (carried.status === "values_changed") notes.push(el("div", { class: "note" }, `Since ${decision.reviewer} ${STATUS_OF[decision.action]} this row it has changed:`, changedTable(carried.changed, decision.values)));
    else if (carried.status === "resolved") notes.push(el("div", { class: "note" }, `The run now says what ${decision.reviewer} said.`));
  }
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
  return [
    el("button", { class: "accepted" + on("accept"), on: { click: () => accept(row) } }, "Accept", key("a")),
    el("button", { class: "rejected" + on("reject"), on: { click: () => askReason(row) } }, "Reject", key("r")),
    el("button", { class: "corrected" + on("correct"), on: { click: () => editForm(row) } }, "Correct", key("c")),
    el("button", { on: { click: () => askComment(row) } }, "Comment", key("m")),
    el("button", { class: "quiet", on: { click: undo } }, "Undo", key("z")), ...settle,
  ];
}

function historyOf(event) {
  const entries = [...(views.verdicts.get(event) || []), ...(views.comments.get(event) || [])].sort((a, b) => (a.decision.at < b.decision.at ? -1 : 1));
  if (!entries.length) return null;
  return el("ul", { class: "history" }, ...entries.map(({ decision }) => {
    const said = decision.action === "comment" ? "noted" : STATUS_OF[decision.action];
    const values = Object.entries(decision.values || {}).map(([name, value]) => `${label(name)}: ${line(value) || "nothing"}`).join("; ");
    return el("li", {}, el("b", {}, decision.reviewer), " ", el("span", { class: said }, said), decision.reason ? ` (${label(decision.reason)})` : "",
      values ? `: ${values}` : "", decision.comment ? `: ${line(decision.comment, 600)}` : "", el("small", {}, `  ${decision.at.slice(0, 16).replace("T", " ")}`));
  }));
}

function decisionCard({ decision, carried }) {
  const judged = decision.snapshot || {};
  const proposed = carried.proposal ? rowOf.get(carried.proposal) : undefined;
  const said = { re_anchored: "The text has changed here. The same claim stands in a similar sentence: is it this one?",
    stale: "The decision has lost its row.", orphaned: "The sentence that was judged is gone." }[carried.status];
  const acts = el("div", { class: "acts" });
  if (proposed !== undefined) acts.append(el("button", { class: "accepted", on: { click: () => move([{ decision, carried }]) } }, "Yes, move the decision here", el("kbd", {}, "a")));
  acts.append(el("button", { class: "rejected", on: { click: () => dismiss([{ decision, carried }]) } }, "Drop the decision", el("kbd", {}, "r")),
    el("button", { class: "quiet", on: { click: undo } }, "Undo", el("kbd", {}, "z")));
  const values = Object.entries(decision.values || {}).map(([name, value]) => `${label(name)}: ${value || "nothing"}`).join("; ");
  return [
    el("h2", {}, el("bdi", {}, line(items(judged.source_parties).map(nameOf).join(", ") || "?")), judged.target_parties ? el("span", { class: "arrow" }, " → ") : "",
      el("bdi", {}, line(items(judged.target_parties).map(nameOf).join(", ")))),
    el("div", { class: "meta" }, chip(judged.relation_type || "?"), el("b", {}, judged.date_edtf || "undated"),
      el("span", {}, `${decision.reviewer} ${STATUS_OF[decision.action]} it${decision.reason ? ` (${label(decision.reason)})` : ""}${values ? `: ${line(values)}` : ""}`)),
    el("p", { class: "note" }, said, carried.note ? ` (${carried.note})` : ""),
    el("dl", {}, el("dt", {}, "judged"), el("dd", {}, line(judged.sentence || "", 2000)),
      ...(proposed !== undefined ? [el("dt", {}, "now"), el("dd", {}, ...wordDiff(judged.sentence || "",
        normal(documentOf(proposed).text.slice(cell("sentence_start", proposed), cell("sentence_end", proposed)))))] : []),
      el("dt", {}, "document"), el("dd", {}, line(judged.doc_id || ""))),
    acts,
  ];
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

// --- the document -------------------------------------------------------------------------------------------------------------------------
const WINDOW = 30000; // characters on either side of the evidence; longer documents are shown in part
const eventsOf = new Map();
columns.document.forEach((number, row) => {
  if (!eventsOf.has(number)) eventsOf.set(number, []);
  eventsOf.get(number).push(row);
});

function showDocument(row, from, to) {
  const box = $("document");
  if (row === undefined) return box.replaceChildren();
  const number = columns.document[row];
  const doc = DATA.documents[number];
  from ??= Math.max(0, cell("quote_start", row) - WINDOW);
  to ??= Math.min(doc.text.length, cell("quote_end", row) + WINDOW);
  const sources = new Set(items(cell("source_ids", row))), targets = new Set(items(cell("target_ids", row)));
  const inEvidence = (start, end) => start >= cell("sentence_start", row) && end <= cell("sentence_end", row);
  const marks = [];
  const add = (start, end, name, more) => end > from && start < to && marks.push({ start: Math.max(start, from), end: Math.min(end, to), name, more });
  add(cell("quote_start", row), cell("quote_end", row), "q");
  for (const start of doc.headings) add(start, doc.text.indexOf("\n", start) < 0 ? doc.text.length : doc.text.indexOf("\n", start), "h");
  for (const [start, end, ids] of doc.mentions) {
    const here = inEvidence(start, end) && items(ids);
    add(start, end, here && here.some((id) => sources.has(id)) ? "fs" : here && here.some((id) => targets.has(id)) ? "ft" : "m", ids);
  }
  for (const [start, end, edtf] of doc.dates) add(start, end, inEvidence(start, end) && edtf && edtf === cell("date_edtf", row) ? "fd" : "d", edtf);
  for (const other of eventsOf.get(number)) if (other !== row) add(cell("trigger_start", other), cell("trigger_end", other), "t", other);
  add(cell("trigger_start", row), cell("trigger_end", row), "fx");
  const legend = el("div", { class: "legend" }, el("span", { class: "fs" }, "source"), el("span", { class: "ft" }, "target"), el("span", { class: "fd" }, "date"), el("span", { class: "fx" }, "trigger"));
  const text = el("div", { class: "text", dir: "auto" });
  for (const node of marked(doc, marks, from, to)) text.append(node);
  const more = (say, a, b) => el("button", { class: "more quiet", on: { click: () => showDocument(row, a, b) } }, say);
  box.replaceChildren(el("header", {}, el("h3", {}, line(doc.title), el("small", {}, doc.date ? `  ${doc.date}` : "")), legend),
    ...(from > 0 ? [more("Show the text before", Math.max(0, from - 4 * WINDOW), to)] : []), text,
    ...(to < doc.text.length ? [more("Show the text after", from, Math.min(doc.text.length, to + 4 * WINDOW))] : []));
  const focus = text.querySelector(".fx") || text.querySelector(".q");
  if (focus && box.scrollHeight > box.clientHeight) box.scrollTop += focus.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight * 0.32;
  return undefined;
}

// Stretches of text between the boundaries of marks, each with the classes of the marks that cover it.
function* marked(doc, marks, from, to) {
  const bounds = [...new Set([from, to, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const opening = marks.sort((a, b) => a.start - b.start);
  const breaks = new Set(doc.breaks);
  let next = 0, active = [];
  for (let at = 0; at + 1 < bounds.length; at++) {
    const [start, end] = [bounds[at], bounds[at + 1]];
    while (next < opening.length && opening[next].start <= start) active.push(opening[next++]);
    active = active.filter((mark) => mark.end > start);
    const nodes = shownText(doc.text, start, end, breaks);
    if (!active.length) { yield* nodes; continue; }
    const trigger = active.find(({ name }) => name === "t");
    const titles = active.filter(({ name, more }) => more && name !== "t").map(({ name, more }) => (name === "d" || name === "fd" ? more : items(more).map((id) => `${nameOf(id)} (${id})`).join(", ")));
    const span = el("span", { class: [...new Set(active.map(({ name }) => name))].join(" "), title: trigger ? `${cell("relation_type", trigger.more)}: click to open` : titles.join("; ") }, ...nodes);
    if (trigger) span.addEventListener("click", () => openEvent(cell("event_id", trigger.more)));
    yield span;
  }
}

// Line breaks inside a sentence are the width of somebody's screen: they are shown as spaces, and the others as they are.
function shownText(text, start, end, breaks) {
  const nodes = [];
  let plain = "";
  for (let i = start; i < end; i++) {
    const char = text[i];
    if (char === "\n" || char === "\r") {
      let after = i;
      while (after < text.length && /\s/.test(text[after])) after++;
      plain += char === "\r" ? "" : breaks.has(after) || text[i + 1] === "\n" || text[i - 1] === "\n" ? "\n" : " ";
    } else if (ODD.test(char)) {
      if (plain) nodes.push(plain);
      plain = "";
      nodes.push(el("span", { class: "odd", title: `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` }, visible(char)));
    } else plain += char;
  }
  return plain ? [...nodes, plain] : nodes;
}
