import type { BrowserFigures } from "./browser.ts";
import { KINDS, type Kind, NAMES } from "./servers.ts";
import type { Figures, Row, Scale } from "./workloads.ts";

export type Results = {
  readonly machine: string;
  readonly date: string;
  readonly scale: Scale;
  readonly rows: Partial<Record<Row, Partial<Record<Kind, Figures>>>>;
  readonly browser?: BrowserFigures;
};

type Line = {
  readonly row: Row;
  readonly figure: string;
  readonly name: (scale: Scale) => string;
  readonly digits: number;
  /** Whether the floor is a measure for it. */
  readonly ratio?: true;
};

const LINES: readonly Line[] = [
  {
    ...{ row: "steady", figure: "cpu", digits: 4, ratio: true },
    name: ({ people }) => `server CPU-s per 1,000 deliveries, ${people} people`,
  },
  { row: "steady", figure: "p50", digits: 1, name: () => "the same, latency p50, ms" },
  { row: "steady", figure: "p99", digits: 1, name: () => "the same, latency p99, ms" },
  {
    ...{ row: "tenfold", figure: "cpu", digits: 4, ratio: true },
    name: ({ fewer }) => `CPU-s per 1,000 deliveries at ten times the rate, ${fewer} people`,
  },
  { row: "tenfold", figure: "p50", digits: 1, name: () => "the same, latency p50, ms" },
  { row: "tenfold", figure: "p99", digits: 1, name: () => "the same, latency p99, ms" },
  {
    ...{ row: "rejoin", figure: "cpu", digits: 3, ratio: true },
    name: ({ fewer, rooms }) =>
      `everyone rejoins after a restart (${fewer} × ${rooms}), CPU-ms per room join`,
  },
  {
    ...{ row: "rejoin", figure: "seconds", digits: 2, ratio: true },
    name: () => "the same, seconds until all are in sync",
  },
  {
    ...{ row: "steady", figure: "memory", digits: 0 },
    name: ({ people, rooms }) => `server memory, ${people} people × ${rooms} rooms, MB`,
  },
  {
    ...{ row: "cold", figure: "p50", digits: 2 },
    name: ({ cold }) => `cold rooms (${cold.toLocaleString("en")}, 1,000 edits each), open p50, ms`,
  },
  { row: "cold", figure: "kB", digits: 1, name: () => "the same, kB of memory per open room" },
  { row: "disk", figure: "bytes", digits: 0, name: () => "bytes on disk per 1,000 edits, settled" },
  { row: "disk", figure: "compacted", digits: 0, name: () => "the same once the history was let go" },
  {
    ...{ row: "lost", figure: "lost", digits: 0 },
    name: () => "edits lost when the server is killed the moment others have seen them (of 4,500)",
  },
];

const shown = (value: number, digits: number): string =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

function cell({ row, figure, digits, ratio }: Line, kind: Kind, rows: Results["rows"]): string {
  const figures = rows[row]?.[kind];
  if (!figures) return "–";
  if (figures["failed"] !== undefined) return "fails";
  const value = figures[figure];
  if (typeof value !== "number") return value ?? "–";
  const floor = rows[row]?.floor?.[figure];
  const of =
    ratio && kind !== "floor" && typeof floor === "number" ? ` (${(value / floor).toFixed(2)} ×)` : "";
  return `${shown(value, digits)}${of}`;
}

function render(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((line) => line[at]?.length ?? 0)));
  const row = (line: readonly string[]): string =>
    `| ${line.map((word, at) => word.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [row(head), row(widths.map((width) => "-".repeat(width))), ...lines.map(row)].join("\n");
}

/** The table of the servers; in brackets, how many times the floor. */
export function serverTable({ rows, scale, machine, date }: Results): string {
  const lines = LINES.filter(({ row }) => rows[row]).map((line) => [
    line.name(scale),
    ...KINDS.map((kind) => cell(line, kind, rows)),
  ]);
  if (lines.length === 0) return "";
  return `Measured on ${date}: ${machine}.\n\n${render(["", ...KINDS.map((kind) => NAMES[kind])], lines)}`;
}

/** The table of the browser. */
export function browserTable({ browser }: Results): string {
  if (!browser) return "";
  const texts = Object.keys(browser);
  const figures = Object.keys(browser[texts[0] ?? ""] ?? {});
  return render(
    ["in the browser", ...texts],
    figures.map((figure) => [
      figure,
      ...texts.map((text) => shown(browser[text]?.[figure] ?? Number.NaN, 0)),
    ]),
  );
}
