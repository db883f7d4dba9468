import { describe, expect, it } from "vitest";
import { ARROWS, backDoorsOf, partOf, violationsOf } from "./arrows.ts";
import { hasUnreadableImport, specifiersOf, targetOf } from "./imports.ts";
import { filesWhere, isCode, isTest } from "./tree.ts";

const code = filesWhere((path) => isCode(path) && /^(shared|server|client|test)\//.test(path));
const product = code.filter(({ path }) => !isTest(path));

describe("the arrows of the house", () => {
  it("are kept by every import", () => {
    expect(code.length).toBeGreaterThan(20);
    expect(code.flatMap(violationsOf)).toEqual([]);
  });

  it("lead through the index of a part of the client", () => {
    expect(code.flatMap(backDoorsOf)).toEqual([]);
  });

  it("can be read: no import is made at run time", () => {
    const unreadable = product.filter(({ text }) => hasUnreadableImport(text)).map(({ path }) => path);
    expect(unreadable).toEqual([]);
  });

  it("name only parts of each other, and no ring", () => {
    const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
      (ARROWS[from] ?? []).some(
        (next) =>
          next === to || (ARROWS[next] && !seen.has(next) && reaches(next, to, new Set([...seen, next]))),
      );
    const inRings = Object.keys(ARROWS)
      .filter((part) => part !== "test/")
      .filter((part) => reaches(part, part, new Set([part])));
    expect(inRings).toEqual([]);
  });
});

/** Each of these is wrong: a check that lets one pass checks nothing. */
describe("planted violations are found", () => {
  it.each([
    ["the model knows nothing", "shared/src/model/x.ts", '"../protocol/index.ts"'],
    ["the protocol knows no parser", "shared/src/protocol/x.ts", '"../parsing/index.ts"'],
    ["shared knows no server", "shared/src/parsing/x.ts", '"@apostil/server/store/store.ts"'],
    ["a test of shared knows no server", "shared/src/parsing/x.test.ts", '"@apostil/server/main.ts"'],
    ["the store knows no engine", "server/src/store/x.ts", '"../engine/engine.ts"'],
    ["people know the port, no database", "server/src/people/x.ts", '"../store/sqlite/sqlite-store.ts"'],
    ["routes know the engine's port alone", "server/src/http/x.ts", '"../engine/room.ts"'],
    ["routes know no socket", "server/src/http/x.ts", '"../gateway/gateway.ts"'],
    ["the gateway writes nothing", "server/src/gateway/x.ts", '"../store/store.ts"'],
    ["the engine knows no route", "server/src/engine/x.ts", '"../http/app.ts"'],
    ["the server knows no client", "server/src/http/x.ts", '"@apostil/client/ui/index.ts"'],
    ["SQL stays in its folder", "server/src/people/x.ts", '"node:sqlite"'],
    ["routes stay in theirs", "server/src/texts/x.ts", '"hono"'],
    ["the client knows no server", "client/src/app/x.ts", '"@apostil/server/http/app.ts"'],
    ["the session draws nothing", "client/src/session/x.ts", '"../ui/index.ts"'],
    ["cards know no reader", "client/src/annotations/x.ts", '"../reader/index.ts"'],
    ["a feature knows no other one", "client/src/people/x.ts", '"../library/index.ts"'],
    ["only notes know the editor", "client/src/reader/x.ts", '"@tiptap/react"'],
    ["no product code knows its tests", "server/src/http/x.ts", '"../../../test/support/browser.ts"'],
  ])("%s", (_, path, source) => {
    expect(violationsOf({ path, text: `import { x } from ${source};\n` })).toHaveLength(1);
  });

  it("also where a part has no place in the house", () => {
    expect(violationsOf({ path: "server/src/elsewhere/x.ts", text: "" })).toHaveLength(1);
    expect(partOf("server/src/store/sqlite/x.ts")).toBe("server/src/store/sqlite/");
  });

  it("also where somebody comes in by the back door", () => {
    const file = { path: "client/src/app/x.ts", text: 'import { x } from "../people/list.ts";\n' };
    expect(backDoorsOf(file)).toHaveLength(1);
  });

  it("and what is right passes", () => {
    const text =
      'import { may } from "@apostil/shared/model";\nimport type { Store } from "../store/store.ts";\n';
    expect(violationsOf({ path: "server/src/people/x.ts", text })).toEqual([]);
    expect(
      violationsOf({ path: "server/src/cli/serve.ts", text: 'import { x } from "../http/app.ts";\n' }),
    ).toEqual([]);
  });
});

describe("the scanner of imports", () => {
  it("reads every form", () => {
    const text = [
      'import "./a.css";',
      'import x, { type Y } from "./b.ts";',
      "import {",
      "  one,",
      "  two,",
      '} from "./c.ts";',
      'import type { Z } from "./d.ts";',
      'export * from "./e.ts";',
      'export { f } from "./f.ts";',
      'const lazy = await import("./g.ts");',
      'const worker = new Worker(new URL("./h.ts", import.meta.url));',
      '// import { no } from "./comment.ts";',
      'const words = "from here";',
    ].join("\n");
    const found = specifiersOf(text).map((specifier) => specifier.replace(/^\.\/(\w)\..*$/, "$1"));
    expect(found.sort().join("")).toBe("abcdefgh");
  });

  it("finds as many as there are lines that end like one", () => {
    for (const { path, text } of product) {
      const lines = text.match(/^(?:import|\}|export).* from "[^"]+";$|^import "[^"]+";$/gm)?.length ?? 0;
      expect([path, specifiersOf(text).length >= lines]).toEqual([path, true]);
    }
  });

  it("knows where a name leads", () => {
    expect(targetOf("server/src/http/app.ts", "../store/store.ts")).toBe("server/src/store/store.ts");
    expect(targetOf("server/src/http/app.ts", "@apostil/shared/model")).toBe("shared/src/model/");
    expect(targetOf("client/src/notes/x.ts", "@tiptap/pm/state")).toBe("@tiptap/pm");
    expect(targetOf("server/src/http/app.ts", "hono/cookie")).toBe("hono");
  });

  it("sees a source that is made at run time", () => {
    expect(hasUnreadableImport('await import("./a.ts")')).toBe(false);
    expect(hasUnreadableImport("await import(name)")).toBe(true);
    expect(hasUnreadableImport(`await import(\`./\${name}.ts\`)`)).toBe(true);
  });
});
