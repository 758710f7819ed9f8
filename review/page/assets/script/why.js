// Why a row is there, in sentences: what told it, how it was dated, how often such rows are right.
const DATED_IN = { clause: "stands in the same clause", sentence: "stands in the same sentence", narrative: "is taken from the sentences before", heading: "is taken from the heading", name: "is part of a name",
  document_date: "is the date of the document" };
function toldBy(row) {
  const words = line(cell("trigger", row), 80), rule = cell("rule_id", row), method = cell("method", row);
  if (method === "finder" || !rule) return `No rule tells it: the learned finder takes “${words}” for an event.`;
  return method === "both" ? `A rule (${rule}) and the learned finder both tell it at “${words}”.` : `A rule (${rule}) tells it at “${words}”; the learned finder does not tell it by itself.`;
}
function sureWords(row) {
  const sure = cell("parties_confidence", row);
  return sure ? `Of a hundred such choices of parties about ${Math.round(Number(Number(sure).toFixed(2)) * 100)} are just right.` : "";
}
function whyInWords(row) {
  const dated = cell("date_edtf", row);
  const said = cell("date_text", row) ? `“${line(cell("date_text", row), 60)}”` : "";
  const how = DATED_IN[cell("date_method", row)];
  const odds = Math.round(Number(cell("confidence", row).toFixed(2)) * 100);
  return [toldBy(row),
    dated ? `The run dates it ${dated}${said && how ? `: ${said} ${how}` : said ? `, from ${said}` : ""}.` : "The run found no date for it.",
    cell("attributed_to", row) ? `The text says it on the word of ${items(cell("attributed_to", row)).map(nameOf).join(", ")}.` : "",
    sureWords(row),
    `Its confidence is ${cell("confidence", row).toFixed(2)}: of a hundred such rows about ${odds} are right.`].filter(Boolean);
}
function whyOf(row) { // the server also explains the parse, and what was weighed
  if (isAdded(row)) return null;
  const event = cell("event_id", row);
  const explained = el("div", { class: "explained", hidden: true });
  const [first, ...others] = whyInWords(row);
  const box = el("details", { class: "why" }, el("summary", {}, "Why this row? ", el("span", {}, first)), el("p", {}, others.join(" ")),
    DATA.explains ? explained : el("p", {}, "All that was weighed: ", el("code", {}, `verbale explain ${event}`)));
  if (DATA.explains) box.addEventListener("toggle", async () => {
    if (!box.open || explained.textContent) return;
    explained.hidden = false;
    explained.textContent = "Reading the sentence again…";
    try {
      const answer = await fetch(`api/explain/${encodeURIComponent(event)}`, { headers: { "X-Verbale-Token": DATA.token } });
      explained.replaceChildren(...asSections((await answer.text()).replace(ODD_ALL, visible)));
    } catch { explained.textContent = "verbale review does not answer."; }
  });
  return box;
}
const TOLD_ALREADY = /^(e|c|a)[0-9a-f]{8,}\s|^Sentence \(/; // the row itself and its sentence stand on the page
function asSections(text) { // blocks of an explanation: a head, and under it its lines
  const blocks = text.trim().split(/\n{2,}/).filter((block) => !TOLD_ALREADY.test(block));
  return (blocks.length ? blocks : [text]).flatMap((block) => {
    const [head, ...lines] = block.split("\n");
    return [el("h3", {}, head), ...(lines.length ? [el("ul", {}, ...lines.map((said) => el("li", { class: /^\s{4}/.test(said) ? "inner" : "" }, said.trim())))] : [])];
  });
}
