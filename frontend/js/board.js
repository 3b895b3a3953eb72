// Draws the director's board from its tables, again whenever the board renews itself. The tables say
// everything, so whoever does not see a chart misses nothing: drawings are hidden from screen readers.
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

const COLOURS = ["--calm", "--good"];
const MOST = 10;
const dark = matchMedia("(prefers-color-scheme: dark)");
let drawn = [];

/** The table's name, its rows with their numbers, and what the columns of numbers are called. */
function read(table) {
  const rows = [...table.querySelectorAll("tbody tr[data-values]")].map((row) => ({
    name: row.querySelector("th").firstChild.textContent.trim(),
    values: row.dataset.values.split(" ").map(Number),
  }));
  const heads = [...table.querySelectorAll("thead th.amount")].map((head) => head.textContent.trim());
  return { title: table.dataset.name, rows, heads };
}

function look() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const family = getComputedStyle(document.body).fontFamily;
  return { token, size: parseFloat(style.fontSize) * 0.75, family };
}

/** Bars that stand for a row of days, bars that lie for names. */
function option({ rows, heads }, { token, size, family }) {
  const text = { color: token("--ink-soft"), fontSize: size, fontFamily: family };
  const lies = heads.length === 1;
  const shown = lies ? rows.slice(0, MOST) : rows;
  const names = {
    type: "category",
    inverse: lies,
    data: shown.map((row) => row.name),
    axisLabel: { ...text, ...(lies ? { width: size * 9, overflow: "truncate" } : {}) },
    axisLine: { lineStyle: { color: token("--line") } },
    axisTick: { show: false },
  };
  const counts = { type: "value", minInterval: 1, axisLabel: { ...text, show: !lies }, splitLine: { show: !lies, lineStyle: { color: token("--line") } } };
  return {
    animation: false,
    textStyle: { fontFamily: family },
    grid: { left: 4, right: lies ? size * 4 : 8, top: lies ? 4 : size * 2.6, bottom: 4, containLabel: true },
    legend: lies ? undefined : { top: 0, left: 0, itemWidth: 14, itemHeight: 10, selectedMode: false, textStyle: text },
    xAxis: lies ? counts : names,
    yAxis: lies ? names : counts,
    series: heads.map((name, place) => ({
      name,
      type: "bar",
      barMaxWidth: 18,
      data: shown.map((row) => row.values[place]),
      itemStyle: { color: token(COLOURS[place]), borderRadius: lies ? [0, 4, 4, 0] : [4, 4, 0, 0] },
      label: { show: lies, position: "right", color: token("--ink"), fontSize: size, fontFamily: family },
    })),
  };
}

function place(box, told) {
  const figure = document.createElement("div");
  figure.className = "chart";
  figure.setAttribute("aria-hidden", "true");
  const title = document.createElement("p");
  title.className = "chart-title";
  title.textContent = told.title;
  const holder = document.createElement("div");
  holder.className = "board-chart";
  figure.append(title, holder);
  box.append(figure);
  const chart = init(holder, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(told, look()), true);
  draw();
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(holder);
  drawn.push({ draw, end: () => (watch.disconnect(), chart.dispose()) });
}

function drawAll() {
  for (const one of drawn) one.end();
  drawn = [];
  for (const box of document.querySelectorAll("[data-board-charts]")) {
    box.replaceChildren();
    for (const id of box.dataset.boardCharts.split(" ")) {
      const table = document.getElementById(id);
      const told = table && read(table);
      if (!told || !told.rows.length) continue;
      box.hidden = false;
      place(box, told);
    }
  }
}

drawAll();
dark.addEventListener("change", () => drawn.forEach((one) => one.draw()));
document.addEventListener("htmx:after:swap", drawAll);
