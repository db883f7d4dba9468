import { isCode, isTest } from "./tree.ts";

/**
 * What no line of the project may say. Each rule carries a line that breaks it and one that doesn't, so that a rule
 * which could not fail is found out. Patterns and samples are put together from pieces: this file keeps the rules too.
 */
export type Rule = {
  readonly name: string;
  /** Which files it reads. */
  readonly reads: (path: string) => boolean;
  readonly forbids: RegExp;
  readonly wrong: string;
  readonly right: string;
};

const pieces = (...parts: readonly string[]): string => parts.join("");
const pattern = (...parts: readonly string[]): RegExp => new RegExp(pieces(...parts));

const anything = (): boolean => true;
const isInterface = (path: string): boolean => path.startsWith("client/src/") && !isTest(path);
const isCodeOrStyle = (path: string): boolean => isCode(path) || path.endsWith(".css");

export const RULES: readonly Rule[] = [
  {
    name: "leaves nothing open",
    reads: isCodeOrStyle,
    forbids: pattern("\\b(TO", "DO|FIX", "ME)\\b"),
    wrong: pieces("// TO", "DO: later"),
    right: "// Later messages wait for this one.",
  },
  {
    name: "switches no check off",
    reads: isCode,
    forbids: pattern("@ts-", "(ignore|nocheck)"),
    wrong: pieces("// @ts-", "ignore"),
    right: "// The tsconfig ignores this.",
  },
  {
    name: "says why the linter is wrong where it is",
    reads: isCodeOrStyle,
    forbids: pattern("biome-", "ignore(?!(-\\w+)* \\S+: \\S)"),
    wrong: pieces("// biome-", "ignore lint/a11y/useX:"),
    right: pieces("// biome-", "ignore lint/a11y/useX: the label is the heading above"),
  },
  {
    name: "knows no type that is anything",
    reads: isCode,
    forbids: pattern("^(?!\\s*(\\*|//|/\\*)).*(:|<|,|\\bas) ?an", "y(\\[|\\]|>|,|;|\\)| =|$)"),
    wrong: pieces("const x = y as an", "y;"),
    right: "const x = y as unknown; // for any other one",
  },
  {
    name: "runs every test",
    reads: isTest,
    forbids: pattern("\\b(it|test|describe)\\.(on", "ly|to", "do|ski", "p)\\(?"),
    wrong: pieces("test.on", 'ly("one", () => {});'),
    right: 'test("the only one", () => {});',
  },
  {
    name: "waits for what happens, never for the clock",
    reads: isTest,
    forbids: pattern("waitFor", "Timeout\\(|\\bsle", "ep\\("),
    wrong: pieces("await page.waitFor", "Timeout(500);"),
    right: "await expect(saved).toBeVisible();",
  },
  {
    name: "names no folder of a machine",
    reads: anything,
    forbids: pattern("(^|[\\s\"'`(=:])/(wo", "rk|ro", "ot|ho", "me|tm", "p|Us", "ers)/"),
    wrong: pieces('const data = "/ho', 'me/me/data";'),
    right: 'const data = "./data";',
  },
  {
    name: "names no address of a private network",
    reads: anything,
    forbids: /\/\/(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+\b/,
    wrong: pieces("http://192.1", "68.0.7/"),
    right: "http://127.0.0.1:4310/",
  },
  {
    name: "names no place to download packages from",
    reads: anything,
    forbids: pattern("https?://[^\\s\"')]*(regis", "try|nex", "us|artifac", "tory)"),
    wrong: pieces("https://regis", "try.example/react"),
    right: "https://example.org/",
  },
  {
    name: "keeps addresses out of the lock file",
    reads: (path) => path === "pnpm-lock.yaml",
    forbids: /https?:/,
    wrong: "tarball: https://example.org/react.tgz",
    right: "resolution: {integrity: sha512-x}",
  },
  {
    name: "takes its colours from tokens.css",
    reads: (path) => isInterface(path) && path.endsWith(".css") && !path.endsWith("/tokens.css"),
    forbids: /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|lab|lch)a?\(/i,
    wrong: "color: #fff;",
    right: "color: var(--ink);",
  },
  {
    name: "takes its words from the catalogue",
    reads: (path) => isInterface(path) && path.endsWith(".tsx"),
    forbids: /\b(aria-(label|description|roledescription)|title|placeholder|alt)="[^"]*[A-Za-z]/,
    wrong: '<button aria-label="Close">',
    right: "<button aria-label={words.close}>",
  },
];
