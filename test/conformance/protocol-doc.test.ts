import { readFileSync } from "node:fs";
import * as protocol from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";

const DOCUMENT = new URL("../../shared/src/protocol/PROTOCOL.md", import.meta.url);

/** The fenced TypeScript of the document, one string per fence. */
const examples = [...readFileSync(DOCUMENT, "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = ""]) => code,
);

/** Bytes as hexadecimal pairs, anything else as JSON. */
const show = (value: unknown): string =>
  value instanceof Uint8Array
    ? Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join(" ")
    : JSON.stringify(value);

const IMPORT = /^import \{([^}]*)\} from "([^"]*)";$/gm;

/** Names that an example imports; it may import from the protocol only. */
function importsOf(code: string): string[] {
  const imports = [...code.matchAll(IMPORT)];
  expect(imports.map(([, , from]) => from)).toEqual(["@apostil/shared/protocol"]);
  return imports.flatMap(([, names = ""]) => names.match(/\w+/g) ?? []);
}

function evaluate(expression: string, names: readonly string[]): unknown {
  const values = names.map((name) => (protocol as Record<string, unknown>)[name]);
  return new Function(...names, `return (${expression});`)(...values);
}

describe("the examples of PROTOCOL.md", () => {
  it("are there", () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples.map((code, at) => ({ at: at + 1, code })))("say what comes out: $at", ({ code }) => {
    const names = importsOf(code);
    for (const name of names) expect(protocol).toHaveProperty(name);
    const lines = code.replace(IMPORT, "").split("\n");
    for (const line of lines.filter((each) => each !== "")) {
      const [, expression = "", expected] = /^(.*?);? \/\/ → (.*)$/.exec(line) ?? [];
      expect(`${expression} // → ${show(evaluate(expression, names))}`).toBe(
        `${expression} // → ${expected}`,
      );
    }
  });
});
