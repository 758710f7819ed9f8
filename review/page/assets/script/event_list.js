// The list: only the rows in sight exist.
const STACKED = matchMedia("(max-width: 900px)");
const isNarrow = () => STACKED.matches;
const rowHeight = () => ($("scroller").clientWidth < 540 ? 84 : 54); // as the style has it: three lines where two would cut the names
const list = { rows: [], queue: "all", chosen: -1, sort: "place", down: true, drawn: new Map() };

const headHeight = () => $("list-head").offsetHeight;
const roomFor = () => $("scroller").clientHeight - headHeight();

function draw(force) {
  const scroller = $("scroller"), tall = rowHeight();
  if (force) {
    $("canvas").replaceChildren();
    list.drawn.clear();
    $("canvas").style.height = `${list.rows.length * tall}px`;
    scroller.setAttribute("aria-rowcount", list.rows.length + 1);
    if (!list.rows.length) $("canvas").append(el("div", { role: "row" }, el("div", { role: "gridcell" }, nothing())));
  }
  if (list.tall !== tall && !force) { list.tall = tall; return draw(true); }
  list.tall = tall;
  const first = Math.max(0, Math.floor(scroller.scrollTop / tall) - 6);
  const last = Math.min(list.rows.length, Math.ceil((scroller.scrollTop + roomFor()) / tall) + 6);
  for (const [at, node] of list.drawn) {
    if (at < first || at >= last) {
      node.remove();
      list.drawn.delete(at);
    }
  }
  const fresh = [];
  for (let at = first; at < last; at++) {
    if (!list.drawn.has(at)) {
      const item = list.rows[at];
      const node = isEvent(item) ? eventRow(item, at) : item.sentence ? sentenceRow(item, at) : decisionRow(item, at);
      node.style.top = `${at * tall}px`;
      $("canvas").append(node);
      list.drawn.set(at, node);
      fresh.push(node);
    }
  }
  inShort(fresh);
  if (list.drawn.has(list.chosen)) scroller.setAttribute("aria-activedescendant", `row-${list.chosen}`);
  else scroller.removeAttribute("aria-activedescendant");
  return undefined;
}
const isEvent = (item) => typeof item === "number";

// An empty list says what to do next.
const EMPTY = {
  all: ["This run tells no event.", "What it missed you find in the text: open the queue of sentences without a row, select the words that carry an event, and press n."],
  todo: ["Everything is decided.", "Well done. Next: the candidates, and the sentences without a row; what the run missed you add with n."],
  candidates: ["There are no candidates.", "A run keeps as candidates what is less sure than its threshold."],
  bare: ["No sentence is left without a row.", "All of it was read. How much the run finds is told by: verbale review quality"],
  added: ["Nobody has added an event yet.", "Select the words that carry it in the text, and press n."],
  audit: ["No sentences are drawn.", "Draw some with: verbale review audit --n 100"],
  recheck: ["Nothing that was decided has changed.", "Go on with what is to do (u)."],
  disputed: ["Reviewers do not differ.", "Where two judge the same row otherwise, it waits here to be settled."],
};
function nothing() {
  const wrong = filters.problems();
  const said = wrong.length ? ["No row can fit these filters.", `${wrong[0]}.`] : filters.any() ? ["Nothing fits these filters.", "Take one of them away, or all with Esc."]
    : EMPTY[list.queue] || ["This queue is done.", "No decision has lost its row: go on with what is to do."];
  return el("div", { class: "nothing" }, el("strong", {}, said[0]), said[1], filters.any() ? el("p", {}, el("button", { type: "button", on: { click: clearFilters } }, "Clear the filters")) : null);
}

function rowNode(item, at, name, data, ...cells) { // one row of the grid: its box, and its cells
  return el("div", {
    class: `row ${name}${at === list.chosen ? " chosen" : ""}${isSelected(item) ? " selected" : ""}`, role: "row", id: `row-${at}`, data, aria: { selected: String(isSelected(item)), rowindex: String(at + 2) },
    on: { click: (event) => (event.shiftKey ? toggleRow(at, event) : chooseByHand(at)), mousedown: (event) => event.shiftKey && event.preventDefault() },
  }, pickBox(item, at), ...cells);
}
const gridCell = (name, props, ...children) => el("span", { class: name, role: "gridcell", ...props }, ...children);

function eventRow(row, at) {
  const status = views.status[row];
  const quote = quoteOf(row);
  const start = cell("trigger_start", row) - cell("quote_start", row), end = cell("trigger_end", row) - cell("quote_start", row);
  const from = start > 60 ? quote.indexOf(" ", start - 40) + 1 : 0;
  const sure = cell("confidence", row), flags = flagsOf(row);
  const bar = el("span", { class: "bar" }, el("i"));
  bar.firstChild.style.width = `${Math.round(sure * 100)}%`;
  const date = saidCell("date_edtf", row), gap = (at) => (/\s/.test(quote[at] ?? "") ? " " : "");
  return rowNode(row, at, status, { event: cell("event_id", row) },
    gridCell(`mark ${status}`, { title: STATUS_NAMES[status] }, MARKS[status]),
    gridCell(`when${date ? "" : " none"}${mendedClass(row, "date_edtf")}`, { title: date, ...mended(row, "date_edtf") }, ...dateLines(date)),
    el("div", { class: "what" },
      el("div", { class: "line1" },
        gridCell("who" + mendedClass(row, "source_parties", "target_parties"), { title: [saidCell("source_parties", row), saidCell("target_parties", row)].filter(Boolean).join(" → "), ...mended(row, "source_parties", "target_parties") }, ...parties(row)),
        gridCell("kinds", {}, el("span", { class: mendedClass(row, "relation_type").trim(), ...mended(row, "relation_type") }, chip(saidCell("relation_type", row))), ...tags(row), flags.length ? el("span", { class: "tag neg", title: flags.join("\n") }, "time?") : null)),
      gridCell("line2", { dir: "auto" }, from ? "…" : "", line(quote.slice(from, start)), gap(start - 1), el("em", {}, line(quote.slice(start, end))), gap(end), line(quote.slice(end, end + 160)))),
    gridCell("sure", { title: isAdded(row) ? "added by a reviewer" : `confidence ${sure.toFixed(2)}` }, isAdded(row) ? "" : sure.toFixed(2).replace(/^0/, ""), isAdded(row) ? null : bar));
}
function dateLines(date) { // an interval takes two lines: nothing of it is cut away
  const [first, ...rest] = (date || "undated").split("/");
  return rest.length && date.length > 13 ? [`${first}/`, el("br"), rest.join("/")] : [date || first];
}

function decisionRow({ decision, carried }, at) {
  const judged = { ...decision.snapshot, ...(decision.action === "add" ? decision.values : {}) };
  const status = STATUS_OF[decision.action];
  const passage = decision.action === "complete";
  return rowNode({ decision, carried }, at, "", { decision: decision.id },
    gridCell(`mark ${status}`, { title: status }, MARKS[status]),
    gridCell(judged.date_edtf ? "when" : "when none", {}, ...(passage ? [""] : dateLines(judged.date_edtf))),
    el("div", { class: "what" },
      el("div", { class: "line1" },
        gridCell("who", {}, ...(passage ? [`${items(decision.values.sentences).length} sentences marked complete`] : sidesOf(judged.source_parties, judged.target_parties))),
        gridCell("kinds", {}, passage ? null : chip(judged.relation_type || "?"), el("span", { class: "tag" }, decision.reviewer), carried.similarity ? el("span", { class: "tag" }, `${Math.floor(carried.similarity * 100)} % alike`) : null)),
      gridCell("line2", { dir: "auto" }, line(judged.sentence || ""))),
    gridCell("sure", {}));
}
