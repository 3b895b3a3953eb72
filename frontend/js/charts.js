// Draws the statistics from the tables in the page. The table says everything, so whoever does not
// see a chart misses nothing: the drawings are hidden from screen readers.
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

const LINE = 30;
const OUTCOME_COLOURS = ["--good", "--part", "--none", "--calm"];
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = { animation: false };

/** The rows of a table that have a number: name, people, and shares where they are told. */
function rowsOf(table) {
  return [...table.querySelectorAll("tbody tr[data-people]")].map((row) => ({
    name: row.querySelector("th").textContent.trim(),
    people: Number(row.dataset.people),
    shares: [...row.querySelectorAll("[data-share]")].map((cell) => Number(cell.dataset.share)),
  }));
}

function look() {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  return { token, size: parseFloat(style.fontSize) * 0.8, family: getComputedStyle(document.body).fontFamily };
}

/** What both charts have in common: lines of text on the left, bars to the right, as in the table. */
function frame(rows, { token, size, family }, top) {
  const text = { color: token("--ink-soft"), fontSize: size, fontFamily: family };
  return {
    ...still,
    textStyle: { fontFamily: family },
    grid: { left: 0, right: size * 4, top, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.name),
      axisLabel: { ...text, width: size * 8, overflow: "truncate" },
      axisLine: { lineStyle: { color: token("--line") } },
      axisTick: { show: false },
    },
  };
}

function people(rows, name, colours) {
  const { token, size, family } = colours;
  return {
    ...frame(rows, colours, 4),
    series: [
      {
        name,
        type: "bar",
        barMaxWidth: 18,
        data: rows.map((row) => row.people),
        itemStyle: { color: token("--calm"), borderRadius: [0, 4, 4, 0] },
        label: {
          show: true,
          position: "right",
          color: token("--ink"),
          fontSize: size,
          fontFamily: family,
          formatter: ({ value }) => value.toLocaleString("zh-CN"),
        },
      },
    ],
  };
}

/** Shares are told in steps: less than 5 is drawn as 2.5, more than 95 as 97.5. */
function drawn(share) {
  return share === 0 ? 2.5 : share === 100 ? 97.5 : share;
}

function outcomes(rows, names, colours) {
  const { token, size, family } = colours;
  return {
    ...frame(rows, colours, size * 2.4),
    legend: {
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 10,
      selectedMode: false,
      textStyle: { color: token("--ink-soft"), fontSize: size, fontFamily: family },
    },
    series: names.map((name, place) => ({
      name,
      type: "bar",
      stack: "all",
      barMaxWidth: 18,
      data: rows.map((row) => {
        const whole = row.shares.reduce((sum, share) => sum + drawn(share), 0);
        return (drawn(row.shares[place]) * 100) / whole;
      }),
      itemStyle: { color: token(OUTCOME_COLOURS[place]), borderColor: token("--surface"), borderWidth: 1 },
    })),
  };
}

/** Put a chart into a place of its own and return how to draw it again. */
function place(box, rows, option) {
  const holder = document.createElement("div");
  holder.className = "chart";
  holder.setAttribute("aria-hidden", "true");
  holder.style.height = `${rows.length * LINE + 50}px`;
  box.append(holder);
  const chart = init(holder, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(look()), true);
  draw();
  dark.addEventListener("change", draw);
  new ResizeObserver(() => chart.resize()).observe(holder);
}

for (const box of document.querySelectorAll("[data-charts]")) {
  const table = document.getElementById(box.dataset.charts);
  const rows = table ? rowsOf(table) : [];
  if (rows.length < 2) continue;
  box.hidden = false;
  place(box, rows, (colours) => people(rows, box.dataset.people, colours));
  const told = rows.filter((row) => row.shares.length);
  const heads = [...table.querySelectorAll("thead th")].slice(2, 6).map((head) => head.textContent.trim());
  if (told.length) place(box, told, (colours) => outcomes(told, heads, colours));
}
