// Actors as removable chips, found by name or code; what the gazetteer does not know can be added under its own name.
// ``near``: the ids of those who are named where the event is told; they are offered before anything is typed.
function actorField({ name, words, before, near, mark }) {
  let chosen = items(before);
  const search = el("input", { id: "edit-" + name, autocomplete: "off", placeholder: "add…" });
  const chips = el("div", { class: "chips" });
  const options = el("div", { class: "options", role: "listbox", hidden: true });
  let offered = [], at = 0;
  const party = (id) => actors.get(id)?.party || id;
  const showChips = () => {
    chips.replaceChildren(...chosen.map((id) => el("span", {}, nameOf(id), el("button", { type: "button", title: "remove", aria: { label: `remove ${nameOf(id)}` }, on: { click: () => set(chosen.filter((other) => other !== id)) } }, "×"))), search, options);
  };
  const set = (ids, quiet) => { chosen = ids; search.value = ""; showChips(); mark(name, ""); if (quiet) options.hidden = true; else { search.focus(); offer(); } };
  const offer = () => {
    const typed = search.value.trim().toLowerCase();
    offered = [];
    if (!typed) offered = near.filter((id) => !chosen.includes(id)).slice(0, 7).map((id) => actors.get(id) || { id, name: id, kind: "", party: id });
    else {
      const score = (actor) => (actor.id.toLowerCase() === typed || actor.name.toLowerCase() === typed ? 0 : actor.name.toLowerCase().startsWith(typed) ? 1 : actor.name.toLowerCase().includes(typed) || actor.id.toLowerCase().includes(typed) ? 2 : 9);
      offered = [...actors.values()].map((actor) => [score(actor), actor]).filter(([s, actor]) => s < 9 && !chosen.includes(actor.id)).sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length).slice(0, 7).map(([, actor]) => actor);
      if (!offered.some((actor) => actor.name.toLowerCase() === typed || actor.id.toLowerCase() === typed)) offered.push({ id: search.value.trim().replaceAll(";", ","), name: search.value.trim(), kind: "not in the list: add as written", party: "" });
    }
    at = 0;
    options.hidden = !offered.length;
    options.replaceChildren(...offered.map((actor, i) => el("div", { class: i === at ? "at" : "", role: "option", on: { mousedown: (event) => { event.preventDefault(); set([...chosen, actor.id]); } } }, el("bdi", {}, actor.name), el("small", {}, `${actor.kind} ${actor.id === actor.name ? "" : actor.id}`))));
  };
  search.addEventListener("input", offer);
  search.addEventListener("focus", offer);
  search.addEventListener("blur", () => { options.hidden = true; });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = Math.max(0, Math.min(offered.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      [...options.children].forEach((node, i) => node.classList.toggle("at", i === at));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) { // it takes an actor, and never saves the form
      event.preventDefault();
      if (search.value.trim() && offered.length) set([...chosen, offered[at].id]);
    }
    else if (event.key === "Backspace" && !search.value && chosen.length) set(chosen.slice(0, -1));
  });
  showChips();
  const names = () => chosen.map(nameOf).map((text) => text.replaceAll(";", ",")).join(";");
  const more = () => (words ? { [words]: names(), [words.slice(0, -1) + "_parties"]: chosen.map(party).join(";") } : {});
  return { box: chips, search, value: () => chosen.join(";"), more, add: (ids) => set([...new Set([...chosen, ...ids])], true), put: (ids) => set(ids, true) };
}
