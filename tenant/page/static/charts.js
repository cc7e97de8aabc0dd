// The bar charts of Teams' Adaptive Cards, which Microsoft's library does not draw: every bar with its words and value.

import { h } from "./dom.js";
import { locale, t } from "./texts.js";

export const CHARTS = ["Chart.HorizontalBar", "Chart.VerticalBar"];
const SVG = "http://www.w3.org/2000/svg";
const FULL = 100; // units of a bar's length
const MOST = 100; // bars: more cannot be read
const COLOURS = ["good", "warning", "attention", "neutral"];

/** Make the charts known to the library. One that cannot be drawn gives way to its `fallback`. */
export function registerCharts(library) {
  for (const type of CHARTS) {
    class Chart extends library.CardElement {
      getJsonTypeName() {
        return type;
      }

      internalParse(source, context) {
        super.internalParse(source, context);
        this.chart = readChart(source);
      }

      shouldFallback() {
        return super.shouldFallback() || !this.chart;
      }

      internalRender() {
        return this.chart && drawChart(this.chart);
      }
    }
    library.GlobalRegistry.elements.register(type, Chart);
  }
}

/** What a chart says, a line for each bar: "label: value". */
export function chartWords(source) {
  const chart = readChart(source);
  return chart ? [chart.title, ...chart.bars.map((bar) => `${bar.label}: ${number(bar.value)}`)].filter(Boolean).join("\n") : "";
}

/** A chart with what is drawn of it; null where there is nothing to draw. */
function readChart(source) {
  const data = Array.isArray(source.data) ? source.data.slice(0, MOST) : [];
  const bars = data
    .filter((point) => point && typeof point.y === "number" && Number.isFinite(point.y))
    .map((point) => ({ label: words(point.x), value: point.y, colour: point.color ?? source.color }));
  if (bars.length === 0) return null;
  const values = bars.map((bar) => Math.max(bar.value, 0));
  const whole = source.displayMode === "PartToWhole" ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  const low = typeof source.yMin === "number" ? source.yMin : 0;
  const high = typeof source.yMax === "number" ? Math.max(source.yMax, whole) : whole;
  return {
    upright: source.type === "Chart.VerticalBar",
    title: words(source.title),
    shown: source.showTitle === true,
    axes: [words(source.xAxisTitle), words(source.yAxisTitle)].filter(Boolean),
    parts: source.displayMode === "PartToWhole",
    low,
    high,
    bars,
  };
}

const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

const number = (value) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(value);

/** Every bar has its value beside it, so that there is no axis to read it off, and nothing is told by colour alone. */
function drawChart(chart) {
  const bars = h("ul", { class: chart.upright ? "chart-columns" : "chart-rows" }, chart.bars.map((bar) => drawBar(chart, bar)));
  return h(
    "div",
    { class: `chart${chart.parts ? " chart-parts" : ""}`, role: "group", "aria-label": chart.title || t("chart") },
    chart.shown && chart.title && h("p", { class: "chart-title" }, chart.title),
    bars,
    chart.axes.length > 0 && h("p", { class: "chart-axes" }, chart.axes.join(" · ")),
  );
}

function drawBar(chart, bar) {
  const span = chart.high - chart.low;
  const length = span > 0 ? (Math.min(Math.max(bar.value - chart.low, 0), span) / span) * FULL : 0;
  return h(
    "li",
    {},
    h("span", { class: "chart-label" }, bar.label, h("span", { class: "chart-colon" }, ": ")),
    rectangle(chart.upright, length, bar.colour),
    h("span", { class: "chart-value" }, number(bar.value)),
  );
}

function rectangle(upright, length, colour) {
  const svg = document.createElementNS(SVG, "svg");
  const known = COLOURS.includes(colour) ? colour : "usual";
  svg.setAttribute("class", `chart-bar chart-${known}`);
  svg.setAttribute("viewBox", upright ? `0 0 1 ${FULL}` : `0 0 ${FULL} 1`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("y", upright ? FULL - length : 0);
  rect.setAttribute("width", upright ? 1 : length);
  rect.setAttribute("height", upright ? length : 1);
  svg.append(rect);
  return svg;
}
