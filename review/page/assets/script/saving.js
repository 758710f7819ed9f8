// Every decision first goes into the browser's own store, under its own key, so that two tabs cannot overwrite each other. Served,
// it leaves the store when the server has it on disk; as a file, when a later page already holds it.
const KEY = SPACE + "d:";
const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
const stored = () => storeKeys().filter((key) => key.startsWith(KEY)).map((key) => JSON.parse(store.getItem(key))).sort(byTime);
let known = DATA.known || 0, sending = false, refused = "";

function save(decisions) {
  try { for (const decision of decisions) store.setItem(KEY + decision.id, JSON.stringify(decision)); }
  catch { if (!SERVED) refused = "The browser's store is full: download your decisions now."; }
  unsent.push(...decisions);
  if (SERVED) send();
  showSaving();
}
let unsent = [];
function firstBatch() { // as much as a server takes at once
  let size = 0, n = 0;
  while (n < Math.min(200, unsent.length) && (size += JSON.stringify(unsent[n]).length) < 1_000_000) n++;
  return unsent.slice(0, Math.max(1, n));
}
async function send() {
  if (sending || !unsent.length) return;
  sending = true;
  const batch = firstBatch();
  try {
    const answer = await fetch("api/decisions", { method: "POST", headers: { "Content-Type": "application/json", "X-Verbale-Token": DATA.token }, body: JSON.stringify({ decisions: batch }) });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status === 403 ? "this page is from an earlier start of verbale review: open the address it printed" : `the server says ${answer.status}: ${line(await answer.text(), 200)}`);
    const { refused: odd } = await answer.json();
    refused = odd.length ? `${odd.length} not accepted: ${odd[0].why}` : "";
    for (const { id } of odd) log.delete(id);
    if (odd.length) { reckon(); refresh(); }
    const done = new Set(batch.map((decision) => decision.id));
    unsent = unsent.filter((decision) => !done.has(decision.id));
    for (const id of done) store.removeItem(KEY + id);
    sending = false;
    showSaving();
    if (unsent.length) send();
  } catch (error) {
    sending = false;
    refused = error instanceof TypeError ? "verbale review does not answer; trying again" : error.message;
    showSaving();
    setTimeout(send, 3000);
  }
}
function showSaving() {
  const node = $("saving");
  $("people").textContent = isBlind() ? `${me.name}, blind` : me.name;
  if (SERVED) {
    node.textContent = unsent.length || refused ? `${unsent.length} not saved${refused ? `: ${refused}` : ""}` : `Saved in ${DATA.log}`;
    node.title = node.textContent;
    node.classList.toggle("warn", Boolean(refused));
    return;
  }
  const local = stored().filter((decision) => !inLog.has(decision.id));
  node.title = node.textContent = refused || (forgetful ? "This browser keeps nothing: download before you close. " : "") + (local.length ? `${local.length} ${local.length === 1 ? "decision is" : "decisions are"} not saved to the project` : "Decisions stay in this browser");
  node.classList.toggle("warn", local.length > 0 || Boolean(refused));
  $("download").hidden = !local.length;
  $("download").textContent = "Download decisions";
}
function download() {
  const local = stored().filter((decision) => !inLog.has(decision.id));
  const lines = local.map((decision) => JSON.stringify(decision) + "\n").join("");
  const link = el("a", { href: URL.createObjectURL(new Blob([lines], { type: "application/jsonl" })), download: `decisions-${me.name}.jsonl` });
  link.click();
  dialog(el("h2", {}, "Downloaded"), el("p", {}, `${local.length} decisions. Bring them into the project with:`), el("p", {}, el("code", {}, `verbale review import decisions-${me.name}.jsonl`)),
    el("p", {}, "They stay in this browser too, until a newer review.html already holds them."), el("div", { class: "foot" }, el("button", { class: "primary", on: { click: closeDialog } }, "Close")));
}
const inLog = new Set(log.keys());
function takeStored() { // what this browser still holds: of this page before a reload, or of another tab
  let fresh = 0;
  for (const decision of stored()) {
    notBefore([decision]);
    if (inLog.has(decision.id)) store.removeItem(KEY + decision.id);
    else if (!log.has(decision.id)) { log.set(decision.id, decision); unsent.push(decision); fresh++; }
  }
  return fresh;
}
async function poll() { // other tabs, other reviewers, and whether there is a new run
  try {
    const answer = await fetch(`api/decisions?after=${known}`, { headers: { "X-Verbale-Token": DATA.token } });
    if (answer.ok) {
      const news = await answer.json();
      known = news.known;
      const fresh = news.decisions.filter((decision) => !log.has(decision.id));
      for (const decision of [...news.decisions, ...unsent]) { log.delete(decision.id); log.set(decision.id, decision); } // as they stand in the logs
      if (fresh.length) { reckon(); refresh(); if (list.chosen >= 0 && !$("dialog").open) showCard(list.rows[list.chosen]); }
      if (news.run !== DATA.run.id && !$("saving").dataset.stale) {
        $("saving").dataset.stale = "1";
        $("people").before(el("button", { id: "reload", on: { click: () => location.reload() } }, "New extraction: reload"));
      }
    }
  } catch { /* send() says so when there is something to save */ }
  setTimeout(poll, document.hidden ? 15000 : 4000);
}
