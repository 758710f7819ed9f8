// The guidelines: what each type means, who stands on its two sides, sentences that tell it and such that do not, and rows of these
// texts. They open beside the text, at the type in hand.
const guide = { open: false };
const MOST_OWN = 2; // rows of these texts for a type

function toggleGuide(name) {
  if (guide.open && name === undefined) return closeGuide();
  guide.open = true;
  $("guide").hidden = false;
  document.querySelector("main").classList.add("guided");
  const search = el("input", { type: "search", id: "guide-search", placeholder: "type, or words of what it means", autocomplete: "off", aria: { label: "Search the guidelines" } });
  search.addEventListener("input", () => showTypes(search.value));
  search.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); closeGuide(); } });
  $("guide").replaceChildren(el("div", { class: "guide-head" }, el("h2", {}, "Guidelines"), el("button", { class: "quiet", id: "guide-close", type: "button", title: "close (g)", on: { click: closeGuide } }, "Close"), search), el("div", { id: "guide-types" }));
  showTypes("");
  const row = chosenRow();
  showType(name || (form.open && form.inputs.relation_type?.value()) || (row !== undefined ? saidCell("relation_type", row) : ""));
  if (isNarrow()) $("guide").scrollIntoView();
  return undefined;
}
function closeGuide() {
  guide.open = false;
  $("guide").hidden = true;
  $("guide").replaceChildren();
  document.querySelector("main").classList.remove("guided");
  if (!form.open) $("scroller").focus();
}
function showType(name) { // open it, and bring it to the top
  const box = name && document.getElementById(`guide-${name}`);
  if (!box) return;
  box.open = true;
  $("guide").scrollTop += box.getBoundingClientRect().top - $("guide").querySelector(".guide-head").getBoundingClientRect().bottom;
}
function showTypes(typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fit = [...types.values()].filter((type) => words.every((word) => `${type.name} ${type.definition} ${type.source || ""} ${type.target || ""}`.toLowerCase().includes(word)));
  $("guide-types").replaceChildren(...fit.map((type) => guideOf(type, fit.length === 1)), ...(fit.length ? [] : [el("p", { class: "definition" }, types.size ? "No type is called so, nor means that. Try another word." : "This page was made without the rule files: the types are not known here.")]));
}
function guideOf(type, open) {
  const codes = [type.plover && `PLOVER ${type.plover}`, type.cameo && `CAMEO ${type.cameo}`].filter(Boolean).join(" · ");
  const box = el("details", { id: `guide-${type.name}`, open }, el("summary", {}, chip(type.name), " ", type.definition));
  const fill = () => { if (box.childElementCount === 1) box.append(...insideOf(type, codes)); };
  box.addEventListener("toggle", fill);
  if (open) fill();
  return box;
}
function insideOf(type, codes) {
  const sides = [["source", type.symmetric ? `${type.source || "all who take part"} (all of them: it has no direction)` : type.source], ["target", type.target], ["codes", codes]].filter(([, said]) => said);
  const told = (type.examples || []).map(([text, marks]) => el("li", {}, ...markedExample(text, marks)));
  const own = ownExamples(type.name).map((row) => el("li", {}, el("a", { href: `#${cell("event_id", row)}`, title: "open this row" }, line(quoteOf(row), 160)), ` (${STATUS_NAMES[views.status[row]]})`));
  const part = (head, lines, name = "") => (lines.length ? [el("h3", {}, head), el("ul", { class: name }, ...lines)] : []);
  return [el("dl", {}, ...sides.flatMap(([name, said]) => [el("dt", {}, name), el("dd", {}, said)])), ...part("Told in", told), ...part("Not told in", (type.not || []).map((text) => el("li", {}, text)), "none"), ...part("In these texts", own),
    ...(form.open ? [el("button", { type: "button", class: "small", on: { click: () => takeType(type.name) } }, `Take ${type.name}`)] : [])];
}
function* markedExample(text, marks) {
  const name = { source: "fs", target: "ft", date: "fd", trigger: "fx" };
  let at = 0;
  for (const [role, start, end] of [...marks].sort((a, b) => a[1] - b[1])) {
    if (start < at || !name[role]) continue;
    yield text.slice(at, start);
    yield el("span", { class: name[role], title: role }, text.slice(start, end));
    at = end;
  }
  yield text.slice(at);
}
function ownExamples(name) { // what people confirmed first, then what is surest
  const rank = (row) => (["accepted", "corrected", "added"].includes(views.status[row]) ? 1 : 0);
  return columns.event_id.map((_, row) => row).filter((row) => isListed(row) && !isCandidate(row) && saidCell("relation_type", row) === name && views.status[row] !== "rejected")
    .sort((a, b) => rank(b) - rank(a) || columns.confidence[b] - columns.confidence[a]).slice(0, MOST_OWN);
}
function takeType(name) {
  form.inputs.relation_type.take(name);
  toast(`${name} it is.`);
}
