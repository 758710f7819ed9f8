// Words selected in the text, and what may be done with them.
let picked; // { start, end, words, sentence } in the document in view
const HIGHLIGHTS = typeof Highlight === "function" && CSS.highlights;

function offsetIn(node, offset) { // of a point of the page: where in the text it is
  const span = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!span) return undefined;
  const before = document.createRange();
  before.setStart(span, 0);
  before.setEnd(node, offset);
  const text = DATA.documents[shown.place.number].text;
  let at = Number(span.dataset.at);
  for (let left = before.toString().length; left > 0; at++) if (text[at] !== "\r") left--; // carriage returns are not shown
  return at;
}
function edgesOf(range) { // a point between two stretches belongs to the one that is nearer
  const text = $("text");
  const within = [...text.querySelectorAll("[data-at]")].filter((span) => range.intersectsNode(span));
  if (!within.length) return undefined;
  const start = within.includes(range.startContainer.parentElement?.closest("[data-at]")) ? offsetIn(range.startContainer, range.startOffset) : Number(within[0].dataset.at);
  const last = range.endContainer.nodeType === Node.TEXT_NODE ? offsetIn(range.endContainer, range.endOffset) : undefined;
  return [start, last ?? offsetIn(within.at(-1), within.at(-1).childNodes.length)];
}
const WORD = /[\p{L}\p{N}]/u;
function wholeWords(text, start, end) { // who selects by hand misses a letter, or takes a space too many
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  while (start > 0 && start < end && WORD.test(text[start]) && WORD.test(text[start - 1])) start--;
  while (end < text.length && end > start && WORD.test(text[end - 1]) && WORD.test(text[end])) end++;
  return [start, end];
}
function pick() {
  const selection = getSelection();
  if (!shown || !$("text") || !selection.rangeCount || selection.isCollapsed || !$("text").contains(selection.anchorNode)) {
    if (!form.open && picked && selection.isCollapsed) unpick();
    return;
  }
  const edges = edgesOf(selection.getRangeAt(0));
  if (!edges) return;
  const text = DATA.documents[shown.place.number].text;
  const [start, end] = wholeWords(text, ...edges);
  const sentence = sentencesOf[shown.place.number].find((one) => one.start <= start && end <= one.end);
  if (start >= end) return;
  picked = { start, end, words: text.slice(start, end), sentence };
  if (HIGHLIGHTS) CSS.highlights.set("picked", new Highlight(selection.getRangeAt(0).cloneRange()));
  showPicked();
}
function unpick() {
  picked = undefined;
  if (HIGHLIGHTS) CSS.highlights.delete("picked");
  showPicked();
}
function showPicked() {
  const bar = $("picked");
  bar.hidden = !picked;
  if (!picked) return;
  const words = el("q", {}, line(picked.words, 80));
  const button = (said, key, act) => el("button", { type: "button", data: { use: said }, on: { mousedown: (event) => event.preventDefault(), click: act } }, said, key ? el("kbd", {}, key) : null);
  if (!picked.sentence) bar.replaceChildren(words, el("span", {}, "Choose words of one sentence."));
  else if (form.open) bar.replaceChildren(words, el("span", {}, "is the"), ...form.uses().map(([said, key, act]) => button(said, key, act)));
  else {
    const row = chosenRow();
    const here = row !== undefined && columns.sentence_id[row] === picked.sentence.id;
    bar.replaceChildren(words, button("Add an event", "n", addHere), ...(here ? [button("Correct the row with it", "c", () => correct(row))] : []));
  }
}
// What the words in hand mean: the actors and the date that the run found in them.
const overlaps = ([start, end], from, to) => start < to && end > from;
// Of several mentions the selection names one: the longest that stands in it whole, else the one that it covers most of.
function mentionAt(start, end) {
  const covered = ([from, to]) => Math.min(to, end) - Math.max(from, start);
  const whole = ([from, to]) => from >= start && to <= end;
  const closest = (one, other) => whole(other) - whole(one) || covered(other) - covered(one) || one[1] - one[0] - (other[1] - other[0]);
  return DATA.documents[shown.place.number].mentions.filter((mention) => overlaps(mention, start, end)).sort(closest)[0];
}
function actorsAt({ start, end, words }) {
  const found = items(mentionAt(start, end)?.[2] || "");
  const named = [...actors.values()].filter(({ name }) => name.toLowerCase() === normal(words).toLowerCase()).map(({ id }) => id);
  return [...new Set(found.length ? found : named.length ? named.slice(0, 1) : [normal(words).replaceAll(";", ",")])];
}
function dateAt({ start, end, words }) {
  const found = DATA.documents[shown.place.number].dates.find((date) => overlaps(date, start, end) && date[2]);
  return { edtf: found ? found[2] : edtfOf(normal(words)), words: found ? DATA.documents[shown.place.number].text.slice(found[0], found[1]) : words };
}
