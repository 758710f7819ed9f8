"use strict";
// What the run says: events by column, actors, types, documents. No element of the page is touched here.
const DATA = JSON.parse(document.getElementById("data").textContent);
const SERVED = DATA.mode === "served";
const VERDICTS = ["accept", "reject", "correct"];
const JUDGEMENTS = [...VERDICTS, "add"];
const STATUS_OF = { accept: "accepted", reject: "rejected", correct: "corrected", add: "added", complete: "marked complete", audit: "drew" };
const STATUS_NAMES = { todo: "to do", accepted: "accepted", rejected: "rejected", corrected: "corrected", added: "added", recheck: "look again", disputed: "disputed" };
const MARKS = { todo: "○", accepted: "✓", rejected: "✕", corrected: "✎", added: "+", recheck: "↻", disputed: "≠" };
const JUDGED = ["relation_type", "source_ids", "source_parties", "target_ids", "target_parties", "date_edtf", "polarity", "modality"];
const DETAILS = ["instrument", "place", "quantity", "attributed_to"];
const LABELS = {
  no_event: "no event", wrong_type: "wrong type", wrong_source: "wrong source", wrong_target: "wrong target", wrong_direction: "wrong direction",
  wrong_date: "wrong date", negated: "it did not happen", hypothetical: "only planned or supposed", duplicate: "duplicate", other: "other",
  relation_type: "type", source_parties: "sources", target_parties: "targets", source_ids: "source ids", target_ids: "target ids", date_edtf: "date",
  attributed_to: "said by",
};
const label = (name) => LABELS[name] || name.replaceAll("_", " ");

const N = DATA.events.n;
const EVENTS = N - DATA.candidates; // the rows behind them are candidates: less sure, counted nowhere until they are accepted
const isCandidate = (row) => row >= EVENTS && row < N;
const isAdded = (row) => row >= N; // what reviewers added stands behind all rows of the run
const columns = {};
for (const [name, packed] of Object.entries(DATA.events.columns)) {
  columns[name] = packed.cells ? packed.at.map((i) => packed.cells[i]) : packed;
}
const cell = (name, row) => columns[name][row];
const rowOf = new Map(columns.event_id.map((id, row) => [id, row]));
const actors = new Map(DATA.actors.map(([id, name, kind, party]) => [id, { id, name, kind, party }]));
const types = new Map(DATA.types.map((type) => [type.name, type]));
const items = (text) => (text ? text.split(";") : []);
const distinct = (text) => [...new Set(items(text))]; // the parties of a side: one for each of its actors
const nameOf = (id) => actors.get(id)?.name || id;
// The sentences of all documents, in the order of the texts.
const sentences = DATA.documents.flatMap((doc, number) => doc.sentences.map(([id, start, end, heading, section]) => ({ id, number, start, end, heading: Boolean(heading), section: doc.sections[section] })));
const sentenceOf = new Map(sentences.map((sentence) => [sentence.id, sentence]));
const wordsOfSentence = ({ number, start, end }) => DATA.documents[number].text.slice(start, end);
const sentencesOf = DATA.documents.map(() => []);
for (const sentence of sentences) sentencesOf[sentence.number].push(sentence);
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
const fromDay = columns.date_start.map((day) => dayNumber(day, false));
const toDay = columns.date_end.map((day) => dayNumber(day, true));
const familyOf = columns.relation_type.map((name) => name.split(".")[0]);
const partiesOf = columns.source_parties.map((sources, row) => [...distinct(sources), ...distinct(columns.target_parties[row])]);

let hay = null;
function haystack() {
  if (!hay) {
    const names = columns.source_parties.map((_, row) => partiesOf[row].map(nameOf).join(" "));
    hay = columns.event_id.map((id, row) =>
      [quoteOf(row), cell("sources", row), cell("targets", row), names[row], partiesOf[row].join(" "), cell("relation_type", row), cell("section", row),
        cell("date_text", row), cell("date_edtf", row), cell("instrument", row), cell("rule_id", row), cell("method", row), documentOf(row).title, documentOf(row).id, id]
        .join("\n").toLowerCase());
  }
  return hay;
}
