// The document: its text around the evidence, with names, dates and triggers marked.
const WINDOW = 30000; // characters on either side of the evidence; longer documents are shown in part
const CLASS_OF_DATE = ["d", "fd"];

// What a document is opened at: an event, or a sentence without one.
function placeOf(item) {
  if (item === undefined) return undefined;
  if (isEvent(item)) return { number: columns.document[item], row: item, start: cell("quote_start", item), end: cell("quote_end", item) };
  if (item.sentence) return { number: item.sentence.number, start: item.sentence.start, end: item.sentence.end };
  const row = rowOf.get(item.carried.proposal || "");
  const sentence = sentenceOf.get(item.carried.proposal || "");
  return row !== undefined ? placeOf(row) : sentence && placeOf({ sentence });
}

let shown; // the document in view: its place, and the stretch of its text
function showDocument(place, from, to) {
  const box = $("document");
  unpick();
  shown = undefined;
  if (place === undefined) return box.replaceChildren();
  const doc = DATA.documents[place.number];
  const ink = Math.max(0, doc.text.search(/\S/));
  from ??= Math.max(ink, place.start - WINDOW);
  to ??= Math.min(doc.text.length, place.end + WINDOW);
  shown = { place, from, to };
  const text = el("div", { class: "text", dir: "auto", id: "text" });
  for (const node of marked(doc, marksOf(doc, place, from, to), from, to, wholeIn(place.number, from, to))) text.append(node);
  const more = (say, a, b) => el("button", { class: "more quiet", on: { click: () => showDocument(place, a, b) } }, say);
  const counted = sentencesOf[place.number].filter(({ heading }) => !heading);
  const done = counted.filter(({ id }) => isComplete(id)).length;
  const complete = el("button", { class: "quiet small", id: "complete", title: "Say of a passage that nothing more is told in it (W)", on: { click: askPassage } }, done ? `${done} of ${counted.length} complete…` : "Complete…");
  box.replaceChildren(el("header", {}, el("h3", {}, line(doc.title), el("small", {}, doc.date ? `  ${doc.date}` : "")), complete), legendOf(place),
    ...(from > ink ? [more("Show the text before", Math.max(ink, from - 4 * WINDOW), to)] : []), text,
    ...(to < doc.text.length ? [more("Show the text after", from, Math.min(doc.text.length, to + 4 * WINDOW))] : []));
  const focus = text.querySelector(".fx") || text.querySelector(".q");
  if (!focus || box.scrollHeight <= box.clientHeight) return undefined;
  box.scrollTop = 0; // the head with its legend stays where it is, if the words can be seen beneath it
  const below = focus.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (below > box.clientHeight * 0.6) box.scrollTop = below - box.clientHeight * 0.32;
  return undefined;
}
// What every colour and underline of the text means: no more is told than can be seen.
const EVIDENCE = [["fs", "source"], ["ft", "target"], ["fd", "date"], ["fx", "trigger"]];
const AROUND = [["m", "another name"], ["d", "another date"], ["t", "another event"]];
const PERHAPS = [["t maybe", "a candidate"]];
function legendOf(place) {
  const seen = place.row === undefined ? [["q", "sentence"], ...(place.trigger ? [["fx", "trigger"]] : [])] : [["q", "quote"], ...EVIDENCE];
  return el("ul", { class: "legend", aria: { label: "What the marks mean" } }, ...[...seen, ...AROUND, ...(DATA.candidates ? PERHAPS : [])].map(([name, said]) => el("li", {}, el("span", { class: name }, said))), el("li", {}, el("span", { class: "whole" }, "✓"), " nothing more is told"));
}
function showAgain() { // the same text where it is, with what has changed
  if (!shown) return;
  const { place, from, to } = shown, at = $("document").scrollTop;
  showDocument(place, from, to);
  $("document").scrollTop = at;
}

function marksOf(doc, place, from, to) {
  const marks = [];
  const add = (start, end, name, more) => end > from && start < to && marks.push({ start: Math.max(start, from), end: Math.min(end, to), name, more });
  add(place.start, place.end, "q");
  if (place.trigger) add(...place.trigger, "fx"); // of an event that is being added
  for (const { start, heading } of sentencesOf[place.number]) if (heading) add(start, doc.text.indexOf("\n", start) < 0 ? doc.text.length : doc.text.indexOf("\n", start), "h");
  const row = place.row;
  const inEvidence = (start, end) => row !== undefined && start >= cell("sentence_start", row) && end <= cell("sentence_end", row);
  const [sources, targets] = ["source_ids", "target_ids"].map((name) => new Set(row === undefined ? [] : items(saidCell(name, row))));
  for (const [start, end, ids] of doc.mentions) {
    const here = inEvidence(start, end) && items(ids);
    add(start, end, here && here.some((id) => sources.has(id)) ? "fs" : here && here.some((id) => targets.has(id)) ? "ft" : "m", ids);
  }
  if (row !== undefined) for (const [cells, name] of [["sources", "fs"], ["targets", "ft"]]) {
    for (const word of items(saidCell(cells, row)).filter((one) => one.startsWith(IMPLIED))) { // named inside another name
      const party = nameOf(word.slice(IMPLIED.length));
      for (const at of placesIn(quoteOf(row), party)) add(place.start + at, place.start + at + party.length, name, word.slice(IMPLIED.length));
    }
  }
  for (const [start, end, edtf] of doc.dates) add(start, end, inEvidence(start, end) && edtf && edtf === saidCell("date_edtf", row) ? "fd" : "d", edtf);
  for (const { id } of sentencesOf[place.number]) {
    for (const other of rowsIn(id)) if (other !== row) add(cell("trigger_start", other), cell("trigger_end", other), isCandidate(other) ? "t maybe" : "t", other);
  }
  if (row !== undefined) add(cell("trigger_start", row), cell("trigger_end", row), "fx");
  return marks;
}
function wholeIn(number, from, to) { // end of a sentence that is complete -> who says so
  return new Map(sentencesOf[number].filter(({ id, end }) => isComplete(id) && end > from && end <= to).map(({ id, end }) => [end, completeBy(id)]));
}

function openMarked(id) { // who selects words misses some: a click costs nobody what stands in the form
  if (form.open) toast("Keep or cancel what is in the form first.");
  else openEvent(id);
}
const isTrigger = ({ name }) => name === "t" || name === "t maybe";
// Stretches of text between the boundaries of marks, each with the classes of the marks that cover it, and with its place, so that
// what is selected can be found again in the text.
function* marked(doc, marks, from, to, whole) {
  const bounds = [...new Set([from, to, ...whole.keys(), ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const opening = marks.sort((a, b) => a.start - b.start);
  const breaks = new Set(doc.sentences.map(([, start]) => start));
  let next = 0, active = [];
  for (let at = 0; at + 1 < bounds.length; at++) {
    const [start, end] = [bounds[at], bounds[at + 1]];
    while (next < opening.length && opening[next].start <= start) active.push(opening[next++]);
    active = active.filter((mark) => mark.end > start);
    const trigger = active.find(isTrigger);
    const titles = active.filter((mark) => mark.more && !isTrigger(mark)).map(({ name, more }) => (CLASS_OF_DATE.includes(name) ? more : items(more).map((id) => `${nameOf(id)} (${id})`).join(", ")));
    const span = el("span", { class: [...new Set(active.map(({ name }) => name))].join(" "), data: { at: start }, ...(active.length ? { title: trigger ? `${cell("relation_type", trigger.more)}${isCandidate(trigger.more) ? ", a candidate" : ""}: click to open` : titles.join("; ") } : {}) }, ...shownText(doc.text, start, end, breaks));
    if (trigger) span.addEventListener("click", () => getSelection().isCollapsed && openMarked(cell("event_id", trigger.more)));
    yield span;
    if (whole.has(end)) yield el("span", { class: "whole", title: `nothing more is told in this sentence, says ${whole.get(end).join(", ")}` }, "✓");
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
