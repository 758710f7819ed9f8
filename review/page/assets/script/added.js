// Events that reviewers add: where they stand, and the rows that they are. What is said of sentences: complete, drawn.
const METHOD_ADDED = "review";
const characters = (text) => Array.from(text).length; // as the log counts: a character outside the basic plane is one
const units = (text, n) => Array.from(text).slice(0, n).join("").length;

// Where words stand in a sentence, in units of JavaScript: as noted, else at the nearest place (as additions.py does it).
function spanIn(text, words, at) {
  const [first, last] = (at || "0-0").split("-").map(Number);
  const [start, end] = [units(text, first), units(text, last)];
  if (text.slice(start, end) === words) return [start, end];
  const parts = words.split(/\s+/).filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = parts.length ? [...text.matchAll(new RegExp(parts.join("\\s+"), "g"))].map((match) => [match.index, match.index + match[0].length]) : [];
  return found.sort((a, b) => Math.abs(a[0] - start) - Math.abs(b[0] - start))[0];
}
function placed(text, values) { // values whose words stand where they stand in this sentence; undefined where they do not
  const result = { ...values };
  for (const name of ["trigger", "quote"]) {
    if (values[name] === undefined) continue;
    const span = spanIn(text, values[name], values[name + "_at"]);
    if (!span) return undefined;
    result[name] = text.slice(...span);
    result[name + "_at"] = `${characters(text.slice(0, span[0]))}-${characters(text.slice(0, span[1]))}`;
  }
  return result;
}
function fateOfAdded(decision) {
  const sentence = sentenceOf.get(decision.snapshot.sentence_id);
  if (!sentence) return { status: "orphaned", note: "the sentence is not in this run" };
  return placed(wordsOfSentence(sentence), decision.values) ? { status: "current", event_id: decision.event_id } : { status: "stale", note: "the sentence is there, its words are not" };
}

// A row keeps its number while the page lives; one that is withdrawn is listed nowhere.
function showAdded(decisions) {
  views.gone = new Set(columns.event_id.slice(N));
  for (const decision of decisions) {
    const carried = fate(decision);
    if (carried.event_id && carried.event_id !== decision.event_id) views.moved.set(decision.event_id, carried.event_id);
    if (carried.event_id !== decision.event_id) continue;
    views.gone.delete(decision.event_id);
    fillRow(decision);
  }
}
function fillRow(decision) {
  const sentence = sentenceOf.get(decision.snapshot.sentence_id);
  const text = wordsOfSentence(sentence);
  const values = placed(text, decision.values) || decision.values;
  const row = rowOf.get(decision.event_id) ?? columns.event_id.length;
  const [trigger, quote] = ["trigger", "quote"].map((name) => spanIn(text, values[name], values[name + "_at"]).map((at) => sentence.start + at));
  const cells = { ...values, event_id: decision.event_id, sentence_id: sentence.id, document: sentence.number, section: sentence.section, method: METHOD_ADDED, confidence: 1,
    polarity: values.polarity || "pos", modality: values.modality || "asserted", sentence_start: sentence.start, sentence_end: sentence.end,
    trigger_start: trigger[0], trigger_end: trigger[1], quote_start: quote[0], quote_end: quote[1] };
  for (const name of Object.keys(columns)) columns[name][row] = cells[name] ?? "";
  rowOf.set(decision.event_id, row);
  listAt(sentence.id, row);
  const [first, last] = [...(values.date_edtf || "").split("/"), ...(values.date_edtf || "").split("/")].slice(0, 2).map((part) => part.replace(/[?~%]/g, "").replace(/-(2[1-9]|3\d|4[01])$/, ""));
  const ends = (values.date_edtf || "").includes("/") ? [first, last] : [first, first];
  fromDay[row] = dayNumber(ends[0].replaceAll("X", "0"), false);
  toDay[row] = dayNumber(ends[1].replaceAll("X", "9"), true);
  familyOf[row] = values.relation_type.split(".")[0];
  partiesOf[row] = [...distinct(cell("source_parties", row)), ...distinct(cell("target_parties", row))];
  hay = null;
}

function showPassages(decisions) {
  views.complete = new Map(); // sentence -> the decisions that call it complete
  views.audit = [];
  for (const decision of decisions) {
    if (decision.action === "audit") views.audit.push(...items(decision.values.sentences));
    if (decision.action !== "complete") continue;
    for (const id of items(decision.values.sentences)) views.complete.set(id, [...(views.complete.get(id) || []), decision]);
  }
  views.audit = [...new Set(views.audit)].filter((id) => sentenceOf.has(id));
}
const completeBy = (id) => (views.complete.get(id) || []).map((decision) => decision.reviewer);
const isComplete = (id) => views.complete.has(id);

const rowsAt = new Map(); // sentence -> its rows
const listAt = (id, row) => rowsAt.set(id, [...(rowsAt.get(id) || []).filter((other) => other !== row), row]);
columns.sentence_id.forEach((id, row) => listAt(id, row));
const rowsIn = (id) => (rowsAt.get(id) || []).filter(isListed).sort((a, b) => cell("trigger_start", a) - cell("trigger_start", b));
// Who read the sentence of an added event to its end and said nothing of it.
const silentOn = (row) => (isAdded(row) ? [...new Set(completeBy(columns.sentence_id[row]))].filter((name) => !(views.verdicts.get(columns.event_id[row]) || []).some(({ decision }) => decision.reviewer === name)) : []);
const isListed = (row) => !isAdded(row) || !views.gone.has(columns.event_id[row]);
const isOpen = (row) => ["todo", "recheck", "disputed"].includes(views.status[row]) && !isCandidate(row);
const isWhole = (id) => isComplete(id) && !rowsIn(id).some(isOpen);

// What a decision to add keeps of its sentence.
function snapshotOfSentence(sentence) {
  const text = DATA.documents[sentence.number].text;
  const words = normal(wordsOfSentence(sentence));
  const twins = sentencesOf[sentence.number].filter((other) => normal(wordsOfSentence(other)) === words).length;
  const kept = { sentence_id: sentence.id, doc_id: DATA.documents[sentence.number].id, section: shortened(sentence.section), sentence: shortened(words, 2000), twins: String(twins),
    char_start: String(characters(text.slice(0, sentence.start))), prefix: text.slice(Math.max(0, sentence.start - 32), sentence.start), suffix: text.slice(sentence.end, sentence.end + 32),
    beside: rowsIn(sentence.id).filter((row) => !isAdded(row)).map((row) => columns.event_id[row]).sort().join(";") };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value));
}
function newAddition(sentence, values, more = {}) {
  const event_id = "a" + newId().slice(1);
  return { id: newId(), at: now(), reviewer: me.name, action: "add", event_id, values, snapshot: snapshotOfSentence(sentence), ...CORPUS, ...more };
}
function newPassage(chosen) {
  return { id: newId(), at: now(), reviewer: me.name, action: "complete", event_id: chosen[0].id, values: { sentences: chosen.map(({ id }) => id).join(";") },
    snapshot: { doc_id: DATA.documents[chosen[0].number].id, sentence: shortened(normal(wordsOfSentence(chosen[0])), 2000) }, ...CORPUS };
}
