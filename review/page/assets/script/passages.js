// What is said of sentences: that nothing more is told in them.
function chosenSentence() {
  const item = list.rows[list.chosen];
  if (item === undefined) return undefined;
  return isEvent(item) ? sentenceOf.get(columns.sentence_id[item]) : item.sentence;
}
const openCandidates = (chosen) => chosen.flatMap(({ id }) => rowsIn(id)).filter((row) => isCandidate(row) && ["todo", "recheck", "disputed"].includes(views.status[row])).length;
const asCandidates = (n) => (n ? `${n} ${n === 1 ? "candidate counts as none" : "candidates count as none"}` : ""); // that nobody decided on
function completeChosen() { // said once more it is taken back, where it was said of this sentence alone
  const sentence = chosenSentence();
  if (!sentence) return;
  const mine = (views.complete.get(sentence.id) || []).filter((decision) => decision.reviewer === me.name);
  const settle = list.rows[list.chosen].sentence ? advance : stay;
  if (!mine.length) return settle([newPassage([sentence])], [rowsIn(sentence.id).some(isOpen) ? "Nothing more is told here; its rows wait for you." : "Judged whole.", asCandidates(openCandidates([sentence]))].filter(Boolean).join(" "));
  const alone = mine.filter((decision) => items(decision.values.sentences).length === 1);
  if (alone.length < mine.length) return askPassage();
  settle(alone.map((decision) => takeBack(decision, { reason: "withdrawn" })), "No longer complete.");
  return undefined;
}
function askPassage() {
  if (!shown) return;
  const here = sentencesOf[shown.place.number].filter(({ heading }) => !heading);
  const at = here.filter(({ start, end }) => start < shown.place.end && end > shown.place.start);
  const section = here.filter((sentence) => sentence.section === (at[0] || here[0])?.section);
  const choices = [["This sentence", at], [section[0]?.section ? `The section “${line(section[0].section, 60)}”` : "The text without a section", section], ["The whole document", here]].filter(([, chosen], i) => chosen.length && (i < 1 || chosen.length > 1));
  const mine = [...new Set(at.flatMap(({ id }) => views.complete.get(id) || []))].filter((decision) => decision.reviewer === me.name);
  const settle = list.rows[list.chosen]?.sentence ? advance : stay;
  const go = (chosen) => { closeDialog(); settle(parts(chosen.filter(({ id }) => !completeBy(id).includes(me.name))).map(newPassage), `${chosen.length} ${chosen.length === 1 ? "sentence is" : "sentences are"} complete.`); };
  const back = () => { closeDialog(); settle(mine.map((decision) => takeBack(decision, { reason: "withdrawn" })), "No longer complete."); };
  dialog(el("h2", {}, "Nothing more is told in…"), el("p", {}, "Recall is known only where somebody says so. It holds sentence by sentence: one that is edited later has to be read again."),
    el("div", { class: "choices one" }, ...choices.map(([said, chosen]) => {
      const left = chosen.filter(({ id }) => !completeBy(id).includes(me.name)).length;
      const open = chosen.flatMap(({ id }) => rowsIn(id)).filter(isOpen).length, maybe = asCandidates(openCandidates(chosen));
      return el("button", { type: "button", disabled: !left, data: { sentences: String(chosen.length) }, on: { click: () => go(chosen) } }, said, el("small", {}, `${chosen.length} ${chosen.length === 1 ? "sentence" : "sentences"}${left < chosen.length ? `, ${chosen.length - left} said already` : ""}${open ? `; ${open} ${open === 1 ? "row waits" : "rows wait"} for a decision` : ""}${maybe ? `; ${maybe} until you accept ${openCandidates(chosen) === 1 ? "it" : "them"}` : ""}`));
    })), foot(...(mine.length ? [el("button", { type: "button", id: "passage-back", on: { click: back } }, "Take back what I said of this sentence")] : [])));
}
const MOST_NAMED = 4000; // sentences that one decision names
function parts(chosen) {
  const found = [];
  for (let at = 0; at < chosen.length; at += MOST_NAMED) found.push(chosen.slice(at, at + MOST_NAMED));
  return found;
}
