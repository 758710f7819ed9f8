// Keys, and what happens when the page opens.
function onKey(event) {
  if (form.open) return onFormKey(event);
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog").open) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target === field("search"))) { event.target.blur(); $("scroller").focus(); }
    return;
  }
  const item = list.rows[list.chosen];
  const row = isEvent(item ?? NaN) ? item : undefined;
  const acts = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), PageDown: () => step(10), PageUp: () => step(-10), Home: () => choose(0), End: () => choose(list.rows.length - 1),
    a: () => (row !== undefined ? accept(row) : item?.carried?.proposal && move([item])), r: () => (row !== undefined ? askReject(row) : item && !item.sentence && dismiss([item])),
    c: () => row !== undefined && correct(row), n: addHere, w: completeChosen, W: askPassage, m: () => row !== undefined && askComment(row), u: () => nextOpen(), z: undo,
    f: () => { if (row !== undefined) { field("document").value = field("document").value === "" ? String(columns.document[row]) : ""; refresh(); reveal(); } },
    "/": () => { field("search").focus(); field("search").select(); }, "?": showHelp, Escape: () => { $("filters").reset(); refresh(); reveal(); },
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
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
  $("filters").addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { refresh(); $("scroller").scrollTop = Math.max(0, list.chosen) * ROW; draw(false); }); });
  $("filters").addEventListener("reset", () => setTimeout(() => { refresh(); reveal(); }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("scroller").addEventListener("scroll", () => draw(false), { passive: true });
  $("dialog").addEventListener("close", () => { $("dialog").onkeydown = null; $("scroller").focus(); });
  $("help-button").addEventListener("click", showHelp);
  $("people").addEventListener("click", showPeople);
  $("download").addEventListener("click", download);
  addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", pick);
  addEventListener("resize", () => draw(false));
  addEventListener("hashchange", () => openEvent(location.hash.slice(1)) || toast("This event is not in this run."));
  addEventListener("storage", () => { if (!SERVED && takeStored()) { reckon(); refresh(); showSaving(); } });
  addEventListener("beforeunload", (event) => { if (SERVED && unsent.length) event.preventDefault(); });
  $("scroller").focus();
}
start();
