// What reviewers say: the log, which decisions stand and what has become of them (as in review/log), new ones.
const log = new Map(DATA.decisions.map((decision) => [decision.id, decision]));
const views = { status: new Array(N).fill("todo"), verdicts: new Map(), comments: new Map(), queues: {}, mine: new Map(), moved: new Map(), complete: new Map(), audit: [], corrected: new Map() };

// Who codes blind sees what he says himself, and what was drawn for all.
const isBlind = () => Boolean(DATA.blind) || store.getItem(SPACE + "blind") === "1";
const isSeen = (d) => !isBlind() || d.reviewer === me.name || d.action === "audit" || d.elsewhere;
// As decisions.py does it: not undone, not superseded, of verdicts the reviewer's last on an event. The order is that of the log.
// Of decisions of another corpus the page knows what they take back, and no more.
function standing() {
  const ordered = [...log.values()].filter(isSeen);
  const undone = undoneIds(ordered);
  const live = ordered.filter((d) => d.action !== "undo" && !undone.has(d.id));
  const superseded = new Set(live.flatMap((d) => items(d.supersedes || "").filter((id) => id !== d.id)));
  const last = new Map();
  const spoken = (d) => [d.reviewer, d.event_id, VERDICTS.includes(d.action) ? "verdict" : d.action === "add" ? "add" : d.id].join("\n");
  for (const d of live) if (JUDGEMENTS.includes(d.action)) last.set(spoken(d), d.id);
  return live.filter((d) => !d.elsewhere && !superseded.has(d.id) && (last.get(spoken(d)) ?? d.id) === d.id);
}
function undoneIds(decisions) { // taken back by an undo that was not: undos name each other, no clock has a say in it
  const open = new Map(decisions.filter((d) => d.action === "undo").map((d) => [d.id, d.undoes]));
  const undos = new Map();
  for (const target of open.values()) undos.set(target, (undos.get(target) || 0) + 1);
  const undone = new Set();
  const settled = [...open.keys()].filter((id) => !undos.has(id));
  while (settled.length) {
    const id = settled.pop(), target = open.get(id);
    if (!undone.has(id)) undone.add(target);
    undos.set(target, undos.get(target) - 1);
    if (!undos.get(target) && open.has(target)) settled.push(target);
  }
  return undone;
}

const shortened = (text, most = DATA.longest) => (text.length <= most ? text : Array.from(text.slice(0, 2 * most)).slice(0, most).join(""));
const sameCell = (name, one, other) => sameText(name, shortened(one), shortened(other));
const sameText = (name, a, b) => DATA.lists.includes(name) ? [...new Set(items(a))].sort().join(";") === [...new Set(items(b))].sort().join(";") : a === b;

// What has become of a decision: the run worked it out for those in the log; for those made on this page, the same comparison.
function fate(decision) {
  if (DATA.carried[decision.id]) return DATA.carried[decision.id];
  if (decision.action === "add") return fateOfAdded(decision);
  if (decision.action === "complete" || decision.action === "audit") return { status: "current" };
  const row = rowOf.get(views.moved.get(decision.event_id) || decision.event_id);
  if (row === undefined) return { status: "orphaned", note: "the row is not in this run" };
  const judged = decision.snapshot || {};
  const changed = {};
  for (const name of [...JUDGED, ...DETAILS.filter((name) => judged[name])]) {
    if (!sameCell(name, judged[name] || "", cell(name, row))) changed[name] = [judged[name] || "", cell(name, row)];
  }
  if (judged.trigger && !sameCell("trigger", judged.trigger, cell("trigger", row))) changed.trigger = [judged.trigger, cell("trigger", row)];
  const moved = Object.keys(changed).length > 0 && decision.action !== "comment";
  return { status: moved ? "values_changed" : "current", event_id: cell("event_id", row), changed };
}

const opinion = (decision, { status, changed }) => decision.action === "reject" ? "rejected"
  : decision.action === "accept" || status === "resolved" || (decision.action === "add" && !Object.keys(changed || {}).length) ? "accepted"
  : decision.action === "add" ? "corrected" + JSON.stringify(Object.entries(changed).map(([k, [said]]) => [k, said]).sort())
  : "corrected" + JSON.stringify(Object.entries(decision.values).map(([k, v]) => [k, DATA.lists.includes(k) ? items(v).sort() : v]).sort());

function reckon() {
  views.verdicts = new Map();
  views.comments = new Map();
  views.queues = { re_anchored: [], stale: [], orphaned: [] };
  views.mine = new Map();
  views.moved = new Map();
  const said = standing();
  showAdded(said.filter((decision) => decision.action === "add"));
  showPassages(said);
  for (const decision of said) {
    const carried = fate(decision);
    const entry = { decision, carried };
    if (carried.event_id && rowOf.has(carried.event_id)) {
      const into = decision.action === "comment" ? views.comments : views.verdicts;
      if (!into.has(carried.event_id)) into.set(carried.event_id, []);
      into.get(carried.event_id).push(entry);
      if (decision.action === "comment") continue;
      // Of one who added a row and judged it later, the judgement counts.
      const before = into.get(carried.event_id).slice(0, -1).find((other) => other.decision.reviewer === decision.reviewer);
      if (before) into.get(carried.event_id).splice(decision.action === "add" ? -1 : into.get(carried.event_id).indexOf(before), 1);
      if (decision.reviewer === me.name && !(before && decision.action === "add")) views.mine.set(carried.event_id, entry);
    } else if (views.queues[carried.status] && decision.action !== "comment" && decision.action !== "audit") {
      views.queues[carried.status].push(entry);
    }
  }
  views.corrected = new Map();
  for (let row = 0; row < columns.event_id.length; row++) {
    views.status[row] = statusOf(columns.event_id[row]);
    if (views.status[row] !== "corrected") continue;
    const { decision, carried } = views.verdicts.get(columns.event_id[row]).find((entry) => SETTLED.includes(entry.carried.status));
    views.corrected.set(row, decision.action === "add" ? Object.fromEntries(Object.entries(carried.changed).map(([name, [said]]) => [name, said])) : decision.values);
  }
}
// What a cell says by now: what it was corrected to, else what the run says.
const saidCell = (name, row) => views.corrected.get(row)?.[name] ?? cell(name, row);
const isMended = (row, ...names) => names.some((name) => views.corrected.get(row)?.[name] !== undefined);

// What to look at twice: who did not exist at the time. Of what reviewers corrected or added it is worked out anew (as in anachronisms.py).
function flagsOf(row) {
  if (!isAdded(row) && !isMended(row, "date_edtf", "source_ids", "target_ids")) return DATA.flags[cell("event_id", row)] || [];
  const [first, last = first] = saidCell("date_edtf", row).split("/");
  const [start, end] = [yearsOf(first)[0], yearsOf(last)[1]];
  return [...new Set([...items(saidCell("source_ids", row)), ...items(saidCell("target_ids", row))])].flatMap((id) => {
    const [born, gone] = DATA.lived[id] || [];
    return born != null && end < born ? [`${nameOf(id)} did not exist before ${born}`] : gone != null && start > gone ? [`${nameOf(id)} did not exist after ${gone}`] : [];
  });
}
function yearsOf(edtf) { // the first and the last year that a date allows; nothing of an open end
  const year = /^-?(?:\d{4}|\d{3}X|\d{2}XX)/.exec(edtf)?.[0];
  return year ? [Number(year.replaceAll("X", "0")), Number(year.replaceAll("X", "9"))].sort((one, other) => one - other) : [];
}

const SETTLED = ["current", "resolved", "found_since"];
function statusOf(event) {
  const found = views.verdicts.get(event);
  if (!found) return "todo";
  const settled = found.filter(({ carried }) => SETTLED.includes(carried.status));
  if (!settled.length) return "recheck";
  const opinions = new Set(settled.map(({ decision, carried }) => opinion(decision, carried)));
  const status = opinions.size > 1 ? "disputed" : [...opinions][0].replace(/[^a-z].*$/s, "");
  return status === "accepted" && isAdded(rowOf.get(event)) ? "added" : status;
}

function snapshotOf(row) {
  const kept = {};
  for (const name of DATA.snapshot) if (columns[name] && cell(name, row)) kept[name] = shortened(cell(name, row));
  const text = documentOf(row).text.slice(cell("sentence_start", row), cell("sentence_end", row));
  const others = (sameClaim.get(cell("claim_id", row)) || []).filter((id) => id !== cell("event_id", row)).sort();
  kept.doc_id = documentOf(row).id;
  kept.sentence = shortened(normal(text), 2000);
  kept.twins = String(DATA.twins[cell("event_id", row)] || 1);
  if (isCandidate(row)) kept.table = "candidates";
  if (others.length) kept.same_claim = others.slice(0, 200).join(";");
  return kept;
}

function newId() {
  return "d" + Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
let lastMoment = 0;
const microseconds = (at) => Date.parse(`${at.slice(0, 23)}Z`) * 1000 + Number(at.slice(23, 26));
function notBefore(decisions) { for (const d of decisions) if (d.reviewer === me.name) lastMoment = Math.max(lastMoment, microseconds(d.at) || 0); }
function now() { // later than all that this reviewer said before, whatever the clock says
  const moment = Math.max(Date.now() * 1000, lastMoment + 1);
  lastMoment = moment;
  return new Date(Math.floor(moment / 1000)).toISOString().replace("Z", String(moment % 1000).padStart(3, "0") + "Z");
}
const CORPUS = DATA.run.corpus ? { corpus: DATA.run.corpus } : {};
const isForeign = (d) => Boolean(d.elsewhere || (d.corpus && DATA.run.corpus && d.corpus !== DATA.run.corpus));
function decide(action, row, more = {}) {
  return { id: newId(), at: now(), reviewer: me.name, action, event_id: cell("event_id", row), snapshot: snapshotOf(row), ...CORPUS, ...more };
}
// An undo that withdraws a decision from a queue says so: it is an act of its own, which the next undo takes back.
const takeBack = (d, more = {}) => ({ id: newId(), at: now(), reviewer: me.name, action: "undo", undoes: d.id, event_id: d.event_id, ...CORPUS, ...more });
