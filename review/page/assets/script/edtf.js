// The dates that a correction may hold (as in review/log/edtf.py); returns what is wrong, or "".
function edtfProblem(text) {
  if (!text) return "";
  const hint = "write 1991, 1991-12, 1991-12-08, 199X, 1991~ or 1991/1993";
  const parts = text.split("/");
  if (parts.length > 2 || (parts.length === 2 && parts.every((part) => part === "" || part === ".."))) return hint;
  for (const part of parts) {
    if (parts.length === 2 && (part === "" || part === "..")) continue;
    const found = /^(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(part);
    if (!found) return hint;
    const [, , year, month, day] = found;
    if (!month) continue;
    if (year.includes("X")) return "a decade or century has no month";
    const season = (month >= 21 && month <= 24) || (month >= 33 && month <= 41);
    if (season && !day) continue;
    if (season || month < 1 || month > 12) return `there is no month ${month}`;
    const length = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
    if (day && (day < 1 || day > length)) return `that month has no day ${day}`;
  }
  const [first, last] = parts.map((part) => dayNumber(part.replace(/[?~%]$/, "").replaceAll("X", "0"), false));
  return parts.length === 2 && first > last + 371 ? "it ends before it begins" : "";
}
