import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesWhere, ROOT } from "./tree.ts";

const documents = filesWhere((path) => path.endsWith(".md"));
/** Examples in code are no links. */
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
const textOf = (path: string): string => documents.find((document) => document.path === path)?.text ?? "";

type Manifest = Readonly<Record<"dependencies" | "devDependencies" | "optionalDependencies", unknown>>;
const manifests = filesWhere((path) => /(^|\/)package\.json$/.test(path)).map(
  ({ path, text }) => ({ path, manifest: JSON.parse(text) as Partial<Manifest> }) as const,
);

const dependenciesOf = ({
  dependencies,
  devDependencies,
  optionalDependencies,
}: Partial<Manifest>): string[] =>
  [dependencies, devDependencies, optionalDependencies].flatMap((named) => Object.keys(named ?? {}));

describe("dependencies", () => {
  const names = new Set(manifests.flatMap(({ manifest }) => dependenciesOf(manifest)));
  const foreign = [...names].filter((name) => !name.startsWith("@apostil/")).sort();
  const explained = new Set(
    [...textOf("ARCHITECTURE.md").matchAll(/^- ((?:`[^`]+`(?:, | and )?)+)/gm)].flatMap(([, list = ""]) =>
      [...list.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    ),
  );

  it("have each their line in ARCHITECTURE.md", () => {
    expect(foreign.length).toBeGreaterThan(20);
    expect(foreign.filter((name) => !explained.has(name))).toEqual([]);
  });

  it("come from the catalog, in one exact version", () => {
    const catalog =
      filesWhere((path) => path === "pnpm-workspace.yaml")[0]?.text.split("\ncatalog:\n")[1] ?? "";
    const versions = catalog.split("\n").filter((line) => line.trim() !== "");
    expect(versions.length).toBeGreaterThan(20);
    expect(versions.filter((line) => !/^ {2}"?[@\w/.-]+"?: \d+\.\d+\.\d+\S*$/.test(line))).toEqual([]);
  });
});

describe("documents", () => {
  it("the README opens with the two commands", () => {
    const opening = textOf("README.md").slice(0, 600);
    expect(opening).toContain("npx -y pnpm@12.21.0 start");
    expect(opening).toContain("npx -y pnpm@12.21.0 test");
  });

  it("point only at what is there", () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...withoutCode(text).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
});
