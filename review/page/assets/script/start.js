// Keys, and what happens when the page opens.
function onKey(event) {
  if (form.open) return onFormKey(event);
  if ($("dialog").open || event.altKey) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.ctrlKey || event.metaKey) return typing ? undefined : onChord(event);
  if (typing) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target === field("search"))) { event.target.blur(); $("scroller").focus(); }
    return;
  }
  if (event.target.type === "checkbox" && event.key === " ") return;
  const item = list.rows[list.chosen];
  const row = isEvent(item ?? NaN) ? item : undefined;
  const many = selection.keys.size > 0 && ofSelection(list.rows.find(isSelected));
  if (event.shiftKey && /^Arrow(Down|Up)$/.test(event.key)) { event.preventDefault(); extendSelection(event.key === "ArrowDown" ? 1 : -1); return; }
  const acts = {
    J: () => extendSelection(1), K: () => extendSelection(-1), x: () => list.chosen >= 0 && toggleRow(list.chosen), Z: redo, g: () => toggleGuide(),
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), PageDown: () => step(10), PageUp: () => step(-10), Home: () => choose(0), End: () => choose(list.rows.length - 1),
    a: () => (row !== undefined ? accept(row) : item?.carried?.proposal && move([item])), r: () => (row !== undefined ? askReject(row) : item && !item.sentence && dismiss([item])),
    c: () => row !== undefined && correct(row), n: addHere, w: completeChosen, W: askPassage, m: () => row !== undefined && askComment(row), s: () => row !== undefined && swap(row), u: () => nextOpen(), z: undo,
    f: () => { if (row !== undefined) { field("document").value = field("document").value === "" ? String(columns.document[row]) : ""; refresh(); reveal(); } },
    "/": () => { field("search").focus(); field("search").select(); }, "?": showHelp, Escape: () => (selection.keys.size ? selectAll(false) : guide.open ? closeGuide() : clearFilters()), ...many,
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
}
const ofSelection = (item) => isEvent(item) ? { a: acceptSelected, r: rejectSelected, m: commentSelected, w: () => toast("Sentences are judged whole in their own queues.") }
  : item.sentence ? { w: completeSelected, a: () => toast("Sentences are not accepted: w says that nothing more is told."), r: () => {}, m: () => {} } : { r: () => dismiss(selectedItems()), a: () => toast("Each is moved after a look: select none, and press a.") };
function onChord(event) { // as in every editor
  const acts = { a: selectAll, z: event.shiftKey ? redo : undo, Z: redo, y: redo };
  if (!acts[event.key] || (event.key === "a" && !list.rows.length)) return;
  event.preventDefault();
  acts[event.key]();
}
function onFormKey(event) {
  if (event.key === "Escape") return closeForm();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return keepForm(); }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || !picked?.sentence) return undefined;
  const use = form.uses().find(([, key]) => key === event.key);
  if (use) { event.preventDefault(); use[2](); }
  return undefined;
}
function fill(name, options) { field(name).replaceChildren(...options.map(([value, text]) => el("option", { value }, text))); }

function start() {
  const used = [...new Set(columns.relation_type)].sort();
  const families = [...new Set(familyOf)].sort();
  fill("type", [["", "any"], ...families.flatMap((family) => [[family, family], ...used.filter((type) => type.startsWith(family + ".")).map((type) => [type, "\u00a0\u00a0" + type])])]);
  fill("document", [["", "any"], ...DATA.documents.map((doc, number) => [String(number), short(doc.title, 60)])]);
  fill("status", [["", "any"], ...Object.entries(STATUS_NAMES)]);
  const everyone = [...new Set(partiesOf.flat())].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  $("parties").replaceChildren(...everyone.slice(0, 1500).map((id) => el("option", { value: nameOf(id) === id ? id : nameOf(id) })));
  if (DATA.links.timeline) { $("pictures").hidden = false; $("pictures").href = DATA.links.timeline; }
  notBefore(log.values());
  takeStored();
  reckon();
  showHead();
  refresh(null);
  if (!openEvent(location.hash.slice(1))) { if (EVENTS) choose(0, true); else showCard(undefined); }
  showSaving();
  if (SERVED) { send(); setTimeout(poll, 3000); }
  let waiting = 0;
  $("filters").addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { refresh(); $("scroller").scrollTop = Math.max(0, list.chosen) * rowHeight(); draw(false); }); });
  $("filters").addEventListener("reset", () => setTimeout(() => { refresh(); reveal(); }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("scroller").addEventListener("scroll", () => draw(false), { passive: true });
  $("dialog").addEventListener("close", () => { $("dialog").onkeydown = null; $("scroller").focus({ preventScroll: true }); });
  $("order").addEventListener("change", () => sortBy($("order").value.slice(0, -1), $("order").value.endsWith("+")));
  $("more-filters").addEventListener("click", () => $("more-filters").setAttribute("aria-expanded", String($("filters").classList.toggle("open"))));
  $("guide-button").addEventListener("click", () => toggleGuide());
  let tall = rowHeight(), wide = $("scroller").clientWidth;
  new ResizeObserver(() => { // a screen that is turned keeps the chosen row; names have another width to fit in
    const turned = wide !== $("scroller").clientWidth;
    wide = $("scroller").clientWidth;
    draw(turned);
    if (tall !== rowHeight()) { tall = rowHeight(); reveal(); }
  }).observe($("scroller"));
  $("help-button").addEventListener("click", showHelp);
  $("people").addEventListener("click", showPeople);
  $("download").addEventListener("click", download);
  addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", pick);
  addEventListener("hashchange", () => openEvent(location.hash.slice(1)) || toast("This event is not in this run."));
  addEventListener("storage", () => { if (!SERVED && takeStored()) { reckon(); refresh(); showSaving(); } });
  addEventListener("beforeunload", (event) => { if (SERVED && unsent.length) event.preventDefault(); });
  $("scroller").focus({ preventScroll: true });
}
start();
