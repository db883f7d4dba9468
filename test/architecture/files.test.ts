import { describe, expect, it } from "vitest";
import { RULES, type Rule } from "./rules.ts";
import { filesWhere, isCode, type SourceFile } from "./tree.ts";

/** Nobody reads a longer file at one sitting. */
const MOST_LINES = 500;
/** What nine of ten files keep to. */
const USUAL_LINES = 300;

const isBinary = (path: string): boolean => /\.(png|woff2?|ico|pdf|docx)$/.test(path);
const files = filesWhere((path) => !isBinary(path));
const code = files.filter(({ path }) => isCode(path) || path.endsWith(".css"));
const linesOf = ({ text }: SourceFile): number => text.split("\n").length - 1;

/** `path:line: words` for each line that breaks the rule. */
const offences = (rule: Rule, { path, text }: SourceFile): string[] =>
  text
    .split("\n")
    .flatMap((line, at) => (rule.forbids.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : []));

describe("a file", () => {
  it("is short enough to read", () => {
    expect(code.length).toBeGreaterThan(20);
    const long = code.filter((file) => linesOf(file) > MOST_LINES).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("is shorter still, nine times of ten", () => {
    const usual = code.filter((file) => linesOf(file) <= USUAL_LINES);
    expect(usual.length / code.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(RULES)("$name", (rule) => {
    const read = files.filter(({ path }) => rule.reads(path));
    expect(read.flatMap((file) => offences(rule, file))).toEqual([]);
  });

  it.each(RULES)("that breaks it is found: $name", (rule) => {
    expect(rule.forbids.test(rule.wrong)).toBe(true);
    expect(rule.forbids.test(rule.right)).toBe(false);
  });
});
