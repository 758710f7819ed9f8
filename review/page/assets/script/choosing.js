// Which event is shown: by a click, a key or the address.
function choose(at, quiet) {
  if (at < 0 || at >= list.rows.length) return;
  const before = list.drawn.get(list.chosen);
  if (before) before.classList.remove("chosen");
  list.chosen = at;
  reveal();
  const node = list.drawn.get(at);
  if (node) node.classList.add("chosen");
  const item = list.rows[at];
  showCard(item);
  showDocument(placeOf(item));
  if (!quiet && isEvent(item)) history.replaceState(null, "", `#${cell("event_id", item)}`);
}
function chooseByHand(at) { // where list and evidence stand above each other the evidence comes into sight
  choose(at);
  $("scroller").focus({ preventScroll: true });
  if (isNarrow()) $("card").scrollIntoView({ block: "start" });
}
function reveal() {
  const scroller = $("scroller");
  const tall = rowHeight(), top = list.chosen * tall;
  if (list.chosen < 0) return;
  if (top < scroller.scrollTop) scroller.scrollTop = Math.max(0, top - tall);
  else if (top + tall > scroller.scrollTop + roomFor()) scroller.scrollTop = top + 2 * tall - roomFor();
  draw(false);
}
function openEvent(id) { // a deep link opens its event whatever the filters say
  const row = rowOf.get(id);
  if (row === undefined || !isListed(row)) return false;
  closeForm();
  const fit = fits()(row); // asked of the fields: what was typed last may not have reached the list yet
  if (!fit || !list.rows.includes(row)) {
    list.queue = isCandidate(row) ? "candidates" : "all";
    if (!fit) $("filters").reset();
    refresh(row);
  }
  choose(list.rows.indexOf(row));
  return true;
}
function chosenRow() {
  const item = list.rows[list.chosen];
  return isEvent(item ?? NaN) ? item : undefined;
}
function step(by) { choose(Math.min(list.rows.length - 1, Math.max(0, list.chosen + by))); }
function nextOpen(from = list.chosen) {
  for (let i = 1; i <= list.rows.length; i++) {
    const at = (from + i + list.rows.length) % list.rows.length;
    if (list.rows[at].sentence && isWhole(list.rows[at].sentence.id)) continue;
    if (!isEvent(list.rows[at]) || ["todo", "recheck"].includes(views.status[list.rows[at]])) return choose(at);
  }
  return toast("Nothing undecided is left in this list.");
}
