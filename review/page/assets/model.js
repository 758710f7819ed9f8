"use strict";
// What is known: events by column, decisions, and what follows from both. No element of the page is touched here.
const DATA = JSON.parse(document.getElementById("data").textContent);
const SERVED = DATA.mode === "served";
const VERDICTS = ["accept", "reject", "correct"];
const STATUS_OF = { accept: "accepted", reject: "rejected", correct: "corrected" };
const STATUS_NAMES = { todo: "to do", accepted: "accepted", rejected: "rejected", corrected: "corrected", recheck: "look again", disputed: "disputed" };
const MARKS = { todo: "○", accepted: "✓", rejected: "✕", corrected: "✎", recheck: "↻", disputed: "≠" };
const JUDGED = ["relation_type", "source_ids", "source_parties", "target_ids", "target_parties", "date_edtf", "polarity", "modality"];
const DETAILS = ["instrument", "place", "quantity", "attributed_to"];
const LABELS = {
  no_event: "no event", wrong_type: "wrong type", wrong_source: "wrong source", wrong_target: "wrong target", wrong_direction: "wrong direction",
  wrong_date: "wrong date", negated: "it did not happen", hypothetical: "only planned or supposed", duplicate: "duplicate", other: "other",
  relation_type: "type", source_parties: "sources", target_parties: "targets", source_ids: "source ids", target_ids: "target ids", date_edtf: "date",
  attributed_to: "attributed to",
};
const label = (name) => LABELS[name] || name.replaceAll("_", " ");

const N = DATA.events.n;
const columns = {};
for (const [name, packed] of Object.entries(DATA.events.columns)) {
  columns[name] = packed.cells ? packed.at.map((i) => packed.cells[i]) : packed;
}
const cell = (name, row) => columns[name][row];
const rowOf = new Map(columns.event_id.map((id, row) => [id, row]));
const actors = new Map(DATA.actors.map(([id, name, kind, party]) => [id, { id, name, kind, party }]));
const types = new Map(DATA.types.map((type) => [type.name, type]));
const items = (text) => (text ? text.split(";") : []);
const nameOf = (id) => actors.get(id)?.name || id;
const documentOf = (row) => DATA.documents[columns.document[row]];
const quoteOf = (row) => documentOf(row).text.slice(cell("quote_start", row), cell("quote_end", row));
const normal = (text) => text.replace(/\s+/gu, " ").trim();

const sameClaim = new Map();
columns.claim_id.forEach((claim, row) => {
  if (!sameClaim.has(claim)) sameClaim.set(claim, []);
  sameClaim.get(claim).push(columns.event_id[row]);
});

// "-0043-03-15" -> a number that sorts as time does; a missing month or day takes the first (or, for ends, the last) of its year.
function dayNumber(iso, last) {
  const found = /^(-?\d{1,6})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!found) return NaN;
  return Number(found[1]) * 372 + ((found[2] ? Number(found[2]) : last ? 12 : 1) - 1) * 31 + (found[3] ? Number(found[3]) : last ? 31 : 1) - 1;
}
const fromDay = Float64Array.from(columns.date_start, (day) => dayNumber(day, false));
const toDay = Float64Array.from(columns.date_end, (day) => dayNumber(day, true));
const familyOf = columns.relation_type.map((name) => name.split(".")[0]);
const partiesOf = columns.source_parties.map((sources, row) => [...items(sources), ...items(columns.target_parties[row])]);

let hay = null;
function haystack() {
  if (!hay) {
    const names = columns.source_parties.map((_, row) => partiesOf[row].map(nameOf).join(" "));
    hay = columns.event_id.map((id, row) =>
      [quoteOf(row), cell("sources", row), cell("targets", row), names[row], partiesOf[row].join(" "), cell("relation_type", row), cell("section", row),
        cell("date_text", row), cell("date_edtf", row), cell("instrument", row), cell("rule_id", row), documentOf(row).title, documentOf(row).id, id]
        .join("\n").toLowerCase());
  }
  return hay;
}

// --- decisions -------------------------------------------------------------------------------------------------------------------
const log = new Map(DATA.decisions.map((decision) => [decision.id, decision]));
const views = { status: new Array(N).fill("todo"), verdicts: new Map(), comments: new Map(), queues: {}, mine: new Map() };

// As decisions.py does it: not undone, not superseded, of verdicts the reviewer's last on an event.
function standing() {
  const ordered = [...log.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const undone = new Set();
  for (const d of [...ordered].reverse()) if (d.action === "undo" && !undone.has(d.id)) undone.add(d.undoes);
  const live = ordered.filter((d) => d.action !== "undo" && !undone.has(d.id));
  const superseded = new Set(live.flatMap((d) => items(d.supersedes || "").filter((id) => id !== d.id)));
  const last = new Map();
  for (const d of live) if (VERDICTS.includes(d.action)) last.set(d.reviewer + "\n" + d.event_id, d.id);
  return live.filter((d) => !superseded.has(d.id) && (d.action === "comment" || last.get(d.reviewer + "\n" + d.event_id) === d.id));
}

const sameCell = (name, a, b) => DATA.lists.includes(name) ? [...new Set(items(a))].sort().join(";") === [...new Set(items(b))].sort().join(";") : a === b;

// What has become of a decision: the run worked it out for those in the log; for those made on this page, the same comparison.
function fate(decision) {
  if (DATA.carried[decision.id]) return DATA.carried[decision.id];
  const row = rowOf.get(decision.event_id);
  if (row === undefined) return { status: "orphaned", note: "the row is not in this run" };
  const judged = decision.snapshot || {};
  const changed = {};
  for (const name of [...JUDGED, ...DETAILS.filter((name) => judged[name])]) {
    if (!sameCell(name, judged[name] || "", cell(name, row))) changed[name] = [judged[name] || "", cell(name, row)];
  }
  if (judged.trigger && judged.trigger !== cell("trigger", row)) changed.trigger = [judged.trigger, cell("trigger", row)];
  const moved = Object.keys(changed).length > 0 && decision.action !== "comment";
  return { status: moved ? "values_changed" : "current", event_id: decision.event_id, changed };
}

const opinion = (decision, status) => decision.action === "reject" ? "rejected" : decision.action === "accept" || status === "resolved" ? "accepted"
  : "corrected" + JSON.stringify(Object.entries(decision.values).map(([k, v]) => [k, DATA.lists.includes(k) ? items(v).sort() : v]).sort());

function reckon() {
  views.verdicts = new Map();
  views.comments = new Map();
  views.queues = { re_anchored: [], stale: [], orphaned: [] };
  views.mine = new Map();
  for (const decision of standing()) {
    const carried = fate(decision);
    const entry = { decision, carried };
    if (carried.event_id && rowOf.has(carried.event_id)) {
      const into = decision.action === "comment" ? views.comments : views.verdicts;
      if (!into.has(carried.event_id)) into.set(carried.event_id, []);
      into.get(carried.event_id).push(entry);
      if (decision.action !== "comment" && decision.reviewer === me.name) views.mine.set(carried.event_id, entry);
    } else if (views.queues[carried.status] && VERDICTS.includes(decision.action)) {
      views.queues[carried.status].push(entry);
    }
  }
  for (let row = 0; row < N; row++) views.status[row] = statusOf(columns.event_id[row]);
}

function statusOf(event) {
  const found = views.verdicts.get(event);
  if (!found) return "todo";
  const settled = found.filter(({ carried }) => carried.status === "current" || carried.status === "resolved");
  if (!settled.length) return "recheck";
  const opinions = new Set(settled.map(({ decision, carried }) => opinion(decision, carried.status)));
  return opinions.size > 1 ? "disputed" : [...opinions][0].replace(/[^a-z].*$/s, "");
}

function snapshotOf(row) {
  const kept = {};
  for (const name of DATA.snapshot) if (columns[name] && cell(name, row)) kept[name] = cell(name, row);
  const text = documentOf(row).text.slice(cell("sentence_start", row), cell("sentence_end", row));
  const others = sameClaim.get(cell("claim_id", row)).filter((id) => id !== cell("event_id", row)).sort();
  kept.doc_id = documentOf(row).id;
  kept.sentence = normal(text).slice(0, 2000);
  kept.twins = String(DATA.twins[cell("event_id", row)] || 1);
  if (others.length) kept.same_claim = others.slice(0, 200).join(";");
  return kept;
}

function newId() {
  return "d" + Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
let lastMoment = 0;
function now() { // microseconds apart, so that decisions made at once keep their order
  const moment = Math.max(Date.now() * 1000, lastMoment + 1);
  lastMoment = moment;
  return new Date(Math.floor(moment / 1000)).toISOString().replace("Z", String(moment % 1000).padStart(3, "0") + "Z");
}
function decide(action, row, more = {}) {
  return { id: newId(), at: now(), reviewer: me.name, action, event_id: cell("event_id", row), snapshot: snapshotOf(row), ...more };
}

// The dates of edtf.py; returns what is wrong, or "".
function edtfProblem(text) {
  if (!text) return "";
  const hint = "write 1991, 1991-12, 1991-12-08, 199X, 1991~ or 1991/1993";
  const parts = text.split("/");
  if (parts.length > 2 || (parts.length === 2 && parts.every((part) => part === "" || part === ".."))) return hint;
  for (const part of parts) {
    if (parts.length === 2 && (part === "" || part === "..")) continue;
    const found = /^(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(part);
    if (!found) return hint;
    const [, , year, month, day] = found;
    if (!month) continue;
    if (year.includes("X")) return "a decade or century has no month";
    const season = (month >= 21 && month <= 24) || (month >= 33 && month <= 41);
    if (season && !day) continue;
    if (season || month < 1 || month > 12) return `there is no month ${month}`;
    const length = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
    if (day && (day < 1 || day > length)) return `that month has no day ${day}`;
  }
  const [first, last] = parts.map((part) => dayNumber(part.replace(/[?~%]$/, "").replaceAll("X", "0"), false));
  return parts.length === 2 && first > last + 371 ? "it ends before it begins" : "";
}
