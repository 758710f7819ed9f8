// The picture takes the width of the screen and its colours, and those anew when the screen changes.
const dark = matchMedia("(prefers-color-scheme: dark)");
const LABELS = 150; // what names of families and the margins take beside the timeline
function colours() {
  const style = getComputedStyle(document.documentElement);
  const [sheet, ink, line] = ["--sheet", "--ink", "--line"].map((name) => style.getPropertyValue(name).trim());
  return { background: sheet, view: { stroke: line }, title: { color: ink, subtitleColor: ink }, rect: { stroke: sheet }, legend: { labelColor: ink, titleColor: ink },
    axis: { gridColor: line, gridOpacity: 0.6, domainColor: line, tickColor: line, labelColor: ink, titleColor: ink } };
}
function paint() {
  const spec = JSON.parse(document.getElementById("spec").textContent);
  const width = Math.max(200, document.getElementById("pictures").clientWidth - LABELS);
  const timeline = spec.concat.find((part) => typeof part.width === "number");
  if (timeline) timeline.width = width;
  const own = spec.config || {};
  const config = Object.fromEntries(Object.entries(colours()).map(([name, value]) => [name, typeof value === "object" ? { ...own[name], ...value } : value]));
  return vegaEmbed("#pictures", { ...spec, config: { ...own, ...config } }, { actions: false, ast: true });
}
let waiting = 0, painted = innerWidth;
dark.addEventListener("change", paint);
addEventListener("resize", () => { if (innerWidth === painted) return; painted = innerWidth; clearTimeout(waiting); waiting = setTimeout(paint, 150); });
paint();
