// A date as it may be written ("14 May 2023", "May 2023", "14/5/2023") in EDTF; anything else, and what may be two days, as it stands.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DATE_FORMS = "write 1991, 1991-12, 1991-12-08, 8 December 1991, 199X, 1991~, 1991/1993, 1991-12/.. (since) or ../1993 (until)";
const OPEN_DATE = /^(?:(since|after|from)|before|until|till|by) +(.+)$/i; // rows write "after December 1991" as 1991-12/..
function edtfOf(text) {
  const open = OPEN_DATE.exec(text), point = open && writtenDate(open[2]);
  if (!open || point.includes("/") || OPEN_DATE.test(point) || edtfProblem(point)) return writtenDate(text);
  return open[1] ? `${point}/..` : `../${point}`;
}
function writtenDate(text) {
  const two = (number) => String(number).padStart(2, "0");
  const named = /^(?:(\d{1,2})(?:st|nd|rd|th)? +)?([a-z]{3,9})\.?(?: +(\d{1,2})(?:st|nd|rd|th)?)?,? +(\d{4})$/i.exec(text);
  if (named) {
    const month = MONTHS.indexOf(named[2].slice(0, 3).toLowerCase()) + 1, day = named[1] || named[3];
    return month ? `${named[4]}-${two(month)}${day ? "-" + two(day) : ""}` : text;
  }
  const figures = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (!figures) return text;
  const [first, second] = [Number(figures[1]), Number(figures[3])];
  if (first > 12 || first === second || figures[2] === ".") return `${figures[4]}-${two(second)}-${two(first)}`;
  return second > 12 ? `${figures[4]}-${two(first)}-${two(second)}` : text;
}

// The dates that a correction may hold (as in review/log/edtf.py); returns what is wrong, or "".
function edtfProblem(text) {
  if (!text) return "";
  text = edtfOf(text);
  const open = OPEN_DATE.exec(text);
  text = writtenDate(open ? open[2] : text); // what is wrong is said of the date in it
  const figures = /^(\d\d?)[/-](\d\d?)[/-](\d{4})$/.exec(text);
  if (figures) {
    const [one, other] = [figures[1].padStart(2, "0"), figures[2].padStart(2, "0")];
    return `which is the month? Write ${figures[3]}-${other}-${one} or ${figures[3]}-${one}-${other}`;
  }
  const hint = DATE_FORMS;
  const parts = text.split("/");
  if (parts.length > 2 || (open && parts.length > 1) || (parts.length === 2 && parts.every((part) => part === "" || part === ".."))) return hint;
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
