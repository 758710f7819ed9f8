// The list: only the rows in sight exist.
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
      const item = list.rows[at];
      const node = isEvent(item) ? eventRow(item, at) : item.sentence ? sentenceRow(item, at) : decisionRow(item, at);
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
    : list.queue === "todo" ? ["Everything is decided.", "Well done. What the run missed you find in the text: select its words and press n."]
    : list.queue === "bare" ? ["No sentence is left without a row.", "What nobody found is told nowhere else: all of it was read."] : ["Nothing here.", "This queue is empty."];
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
  const judged = { ...decision.snapshot, ...(decision.action === "add" ? decision.values : {}) };
  const status = STATUS_OF[decision.action];
  return el("div", {
    class: `row ${at === list.chosen ? " chosen" : ""}`, role: "option", id: `row-${at}`, data: { decision: decision.id },
    aria: { selected: String(at === list.chosen) }, on: { click: () => choose(at) },
  },
  el("span", { class: `mark ${status}`, title: status }, MARKS[status]),
  el("span", { class: judged.date_edtf ? "when" : "when none" }, judged.date_edtf || "undated"),
  el("div", { class: "what" },
    decision.action === "complete" ? el("div", { class: "line1" }, el("span", { class: "who" }, `${items(decision.values.sentences).length} sentences marked complete`), el("span", { class: "tag" }, decision.reviewer))
    : el("div", { class: "line1" }, el("span", { class: "who" }, el("bdi", {}, line(distinct(judged.source_parties).map(nameOf).join(", ") || "?")),
      judged.target_parties ? el("span", { class: "arrow" }, " → ") : null, el("bdi", {}, line(distinct(judged.target_parties).map(nameOf).join(", ")))),
    chip(judged.relation_type || "?"), el("span", { class: "tag" }, decision.reviewer),
    carried.similarity ? el("span", { class: "tag" }, `${Math.floor(carried.similarity * 100)} % alike`) : null),
    el("div", { class: "line2", dir: "auto" }, line(judged.sentence || ""))),
  el("span"));
}
