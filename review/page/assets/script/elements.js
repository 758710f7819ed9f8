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
function parties(row) {
  const sources = distinct(cell("source_parties", row)).map(nameOf).join(", ") || "?";
  const targets = distinct(cell("target_parties", row)).map(nameOf).join(", ");
  return [el("bdi", {}, line(sources)), ...(targets ? [el("span", { class: "arrow" }, " → "), el("bdi", {}, line(targets))] : [])];
}
function tags(row) {
  const found = [];
  if (isAdded(row)) found.push(el("span", { class: "tag plus", title: "a reviewer added it: no run tells it" }, "added"));
  if (isCandidate(row)) found.push(el("span", { class: "tag", title: "less sure than the threshold: counted once it is accepted" }, "candidate"));
  if (cell("polarity", row) === "neg") found.push(el("span", { class: "tag neg" }, "not"));
  if (cell("modality", row) && cell("modality", row) !== "asserted") found.push(el("span", { class: "tag" }, cell("modality", row)));
  return found;
}
