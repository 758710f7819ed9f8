// Elements of the page and small pieces of it. Text reaches the page as text nodes only.
const $ = (id) => document.getElementById(id);
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === "data" || name === "aria") for (const [k, v] of Object.entries(value)) node.setAttribute(`${name}-${k}`, v);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Characters that would be invisible or turn the line around are shown as what they are.
const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const ODD_ALL = new RegExp(ODD, "g");
const visible = (text) => text.replace(ODD_ALL, (char) => (char < " " ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : "\u25a1"));
// Where a name stands in a text as a word of its own.
function placesIn(text, name) {
  const found = [], inWord = (char) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  for (let at = name ? text.indexOf(name) : -1; at >= 0; at = text.indexOf(name, at + 1)) if (!inWord(text[at - 1]) && !inWord(text[at + name.length])) found.push(at);
  return found;
}
const short = (text, most) => (text.length > most ? text.slice(0, most) + "…" : text);
const line = (text, most = 300) => visible(normal(short(text, most)));

function hueOf(family) {
  let hash = 7;
  for (const char of family) hash = (hash * 31 + char.charCodeAt(0)) % 3600;
  return (hash * 137.508) % 360;
}
function chip(type) {
  const node = el("span", { class: "chip" }, type);
  node.style.setProperty("--hue", hueOf(type.split(".")[0]).toFixed(0));
  return node;
}
const BRIEF = 14; // a name as short as this is never cut
// Who acts on whom: each side gives way by itself, so that the target stays in sight however long the sources are.
function sidesOf(sources, targets) {
  const side = (text, name) => {
    const names = line(distinct(text).map(nameOf).join(", ") || "?");
    const codes = line(distinct(text).join(", "));
    return el("bdi", { class: names.length > BRIEF ? name : `${name} brief`, data: codes.length < names.length ? { codes } : {} }, names);
  };
  return [side(sources, "source"), ...(targets ? [el("span", { class: "arrow" }, " → "), side(targets, "target")] : [])];
}
// Names that do not fit in a row give way to the codes of the parties; the title has them whole.
function inShort(rows) {
  const longest = (row) => [...row.querySelectorAll(".who [data-codes]")].filter((side) => side.scrollWidth > side.clientWidth).sort((one, other) => other.textContent.length - one.textContent.length)[0];
  const shorten = (side) => {
    side.title = side.textContent;
    side.textContent = side.dataset.codes;
    side.removeAttribute("data-codes");
  };
  for (let sides = 0; sides < 2; sides++) rows.map(longest).filter(Boolean).forEach(shorten); // the other one, where that is not enough
}
const parties = (row) => sidesOf(saidCell("source_parties", row), saidCell("target_parties", row));
const mended = (row, ...names) => (isMended(row, ...names) ? { title: `corrected; the run says ${names.map((name) => distinct(cell(name, row)).map(nameOf).join(", ") || "nothing").join(" → ")}` } : {});
const mendedClass = (row, ...names) => (isMended(row, ...names) ? " mended" : "");
function tags(row) {
  const found = [];
  if (isAdded(row)) found.push(el("span", { class: "tag plus", title: "a reviewer added it: no run tells it" }, "added"));
  if (isCandidate(row)) found.push(el("span", { class: "tag", title: "less sure than the threshold: counted once it is accepted" }, "candidate"));
  if (saidCell("polarity", row) === "neg") found.push(el("span", { class: "tag neg" }, "not"));
  const modality = saidCell("modality", row);
  if (modality && modality !== "asserted") found.push(el("span", { class: "tag" }, modality));
  return found;
}
