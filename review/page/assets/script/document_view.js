// The document: its text around the evidence, with names, dates and triggers marked.
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
  for (const other of eventsOf.get(number)) if (other !== row && (!isCandidate(other) || list.queue === "candidates")) add(cell("trigger_start", other), cell("trigger_end", other), "t", other);
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
