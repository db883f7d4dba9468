import { MAX_STRUCTS } from "@apostil/server/engine/limits.ts";
import * as Y from "yjs";
import { Bytes, deletion, item, KIND, type Place, TYPE, update, written } from "./bytes.ts";
import type { Target } from "./target.ts";

/**
 * The attack list: each entry makes its bytes by itself, aimed at a room. `refused` where its sender must be closed;
 * everything else may be taken as long as nobody's words change and nobody waits.
 */
export type Attack = {
  readonly name: string;
  readonly refused: boolean;
  /** Several are sent one after the other. */
  readonly updates: (target: Target) => readonly Uint8Array[];
};

const attack = (name: string, updates: (target: Target) => Uint8Array | readonly Uint8Array[]): Attack => ({
  ...{ name, refused: true },
  updates: (target) => {
    const made = updates(target);
    return made instanceof Uint8Array ? [made] : made;
  },
});
const harmless = (each: Attack): Attack => ({ ...each, refused: false });

const range = (count: number): number[] => [...Array(count).keys()];

/** One item of the attacker's, and then its content. */
const one = (target: Target, kind: number, place: Place, content: (bytes: Bytes) => void): Uint8Array =>
  update(target.me, 0, 1, (bytes) => content(item(bytes, kind, place)));

const inNote: Place = { root: "note" };

const BYTES: readonly Attack[] = [
  attack("an update that is cut off", ({ honest }) => honest.slice(0, honest.length >> 1)),
  attack("an update with something behind it", ({ honest }) => new Bytes().raw(honest).n(7, 7).done()),
  attack("nothing at all", () => new Uint8Array()),
  attack("random bytes", ({ random }) => Uint8Array.from(range(1_000), () => random.below(256))),
  attack("bytes of the second format", ({ honest }) => Y.convertUpdateFormatV1ToV2(honest)),
  attack("a frame beyond the limit", ({ me }) =>
    update(me, 0, 1, (b) => item(b, KIND.deleted, inNote).n(1).raw(new Uint8Array(1_100_000))),
  ),
];

const NUMBERS: readonly Attack[] = [
  ...[2 ** 25, 2 ** 31, 2 ** 53 - 1].flatMap((n) => [
    attack(`${n} announced structs`, ({ me }) => new Bytes().n(1, n, me, 0).byte(0).n(1).done()),
    attack(`${n} announced clients`, ({ me }) => new Bytes().n(n, 1, me, 0).byte(0).n(1).done()),
    attack(`${n} announced values`, (t) => one(t, KIND.any, { root: "note", sub: "level" }, (b) => b.n(n))),
    attack(`a run of length ${n}`, ({ me }) => update(me, 0, 1, (b) => b.byte(KIND.gc).n(n))),
    attack(`deleted content of length ${n}`, (t) => one(t, KIND.deleted, inNote, (b) => b.n(n))),
    attack(`a clock of ${n}`, ({ me }) => update(me, n, 1, (b) => b.byte(KIND.gc).n(1))),
    attack(`a deletion of length ${n}`, ({ victim }) => deletion([victim, [[0, n]]])),
    attack(`a Skip of length ${n}`, ({ me }) =>
      update(me, 0, 2, (b) => b.byte(KIND.skip).n(n).byte(KIND.gc).n(1)),
    ),
  ]),
  attack("a number beyond all numbers", () => Uint8Array.from(range(20), () => 255)),
  attack("a client section twice", (t) => {
    const whole = one(t, KIND.string, { origin: t.words }, (b) => b.text("x"));
    const section = whole.subarray(1, whole.length - 1);
    return new Bytes().n(2).raw(section).raw(section).n(0).done();
  }),
  attack("an empty client section", ({ me }) => new Bytes().n(1, 0, me, 0, 0).done()),
  attack("a collected run over a gap", ({ me }) => update(me, 100, 1, (b) => b.byte(KIND.gc).n(5))),
  attack("a collected run of nothing", ({ me }) => update(me, 0, 1, (b) => b.byte(KIND.gc).n(0))),
  attack("an empty string", (t) => one(t, KIND.string, { origin: t.words }, (b) => b.text(""))),
  attack("no values", (t) => one(t, KIND.any, { parent: t.paragraph, sub: "level" }, (b) => b.n(0))),
  attack("deleted content of no length", (t) => one(t, KIND.deleted, { origin: t.words }, (b) => b.n(0))),
  attack("a deletion of no length", ({ victim }) => deletion([victim, [[0, 0]]])),
];

const MANY: readonly Attack[] = [
  attack("50,000 root names", ({ me }) =>
    update(me, 0, 20_000, (b) => {
      for (const n of range(20_000)) item(b, KIND.string, { root: `root ${n}` }).text("x");
    }),
  ),
  attack("a hundred updates with missing dependencies", (t) =>
    range(100).map((n) =>
      update(t.me, 0, 1, (b) => item(b, KIND.string, { origin: [t.me + 1 + n, 5] }).text("x")),
    ),
  ),
  harmless(
    attack("a missing dependency inside a duplicate", ({ victim, me }) =>
      update(victim, 0, 1, (b) => item(b, KIND.string, { origin: [me, 500] }).text("x")),
    ),
  ),
  attack("a deletion of what does not exist", ({ me }) => deletion([me, [[0, 10]]])),
  attack("150,000 deletions", ({ victim }) => deletion([victim, range(150_000).map((n) => [n * 2, 1])])),
  attack("a million deletions", ({ victim }) => deletion([victim, range(1_000_000).map((n) => [n * 2, 1])])),
  attack("20,000 deletions of the same", ({ victim, end }) =>
    deletion([victim, range(20_000).map(() => [0, end] as const)]),
  ),
  attack("deletions of a client twice", ({ victim }) => deletion([victim, [[0, 1]]], [victim, [[0, 1]]])),
  attack("a deletion of everything", ({ everything }) => deletion(...everything)),
  attack("5,000 insertions that share one origin", (t) =>
    update(t.me, 0, 5_001, (b) => {
      item(b, KIND.string, { origin: t.words }).text("x".repeat(6_000));
      for (const n of range(5_000))
        item(b, KIND.string, { origin: t.words, right: [t.me, 5_500 - n] }).text("y");
    }),
  ),
  attack("the same, in rising order", (t) =>
    update(t.me, 0, 5_001, (b) => {
      item(b, KIND.string, { origin: t.words }).text("x".repeat(6_000));
      for (const n of range(5_000)) item(b, KIND.string, { origin: t.words, right: [t.me, n + 1] }).text("y");
    }),
  ),
  attack("5,000 values of one attribute, none after another", (t) =>
    update(t.me, 0, 5_000, (b) => {
      for (const n of range(5_000))
        item(b, KIND.any, { parent: t.paragraph, sub: "level" })
          .n(1)
          .any(n % 3);
    }),
  ),
  attack("10,000 nested types", (t) =>
    update(t.me, 0, 10_000, (b) => {
      for (const n of range(10_000))
        item(b, KIND.type, n === 0 ? inNote : { parent: [t.me, n - 1] })
          .n(TYPE.element)
          .text("blockquote");
    }),
  ),
  attack("50,000 client ids", (t) => {
    const bytes = new Bytes().n(50_000);
    for (const n of range(50_000)) item(bytes.n(1, t.me + 50_000 - n, 0), KIND.type, inNote).n(TYPE.xmlText);
    return bytes.n(0).done();
  }),
  attack("20,000 formatting marks at one place", (t) =>
    update(t.me, 0, 20_000, (b) => {
      for (const n of range(20_000))
        item(b, KIND.format, { origin: n === 0 ? t.words : [t.me, n - 1] })
          .text("bold")
          .text(n % 2 ? "null" : "{}");
    }),
  ),
  attack("formatting marks of 10,000 names", (t) =>
    update(t.me, 0, 10_000, (b) => {
      for (const n of range(10_000))
        item(b, KIND.format, { origin: n === 0 ? t.words : [t.me, n - 1] })
          .text(`bold--${String(n).padStart(8, "0")}`)
          .text("{}");
    }),
  ),
  harmless(
    attack("as many formatting marks at one place as one update may bring", (t) =>
      update(t.me, 0, MAX_STRUCTS, (b) => {
        for (const n of range(MAX_STRUCTS))
          item(b, KIND.format, { origin: n === 0 ? t.words : [t.me, n - 1] })
            .text("bold")
            .text("null");
      }),
    ),
  ),
  attack("more structs than any paste has", (t) =>
    update(t.me, 0, 30_000, (b) => {
      for (const _ of range(30_000)) item(b, KIND.type, inNote).n(TYPE.xmlText);
    }),
  ),
];

const level = (t: Target): Place => ({ parent: t.paragraph, sub: "level" });

const CONTENT: readonly Attack[] = [
  attack("a value of 100,000 levels", (t) =>
    one(t, KIND.any, level(t), (b) => {
      b.n(1);
      for (const _ of range(100_000)) b.byte(117).n(1);
      b.byte(126);
    }),
  ),
  attack("a BigInt", (t) => one(t, KIND.any, level(t), (b) => b.n(1).any(10n))),
  attack("an undefined attribute", (t) => one(t, KIND.any, level(t), (b) => b.n(1).any(undefined))),
  attack("a prototype", (t) =>
    one(t, KIND.any, level(t), (b) => b.n(1).byte(118).n(1).text("__proto__").any({ admin: true })),
  ),
  attack("an object as an attribute", (t) => one(t, KIND.any, level(t), (b) => b.n(1).any({ deep: [{}] }))),
  attack("a prototype in a mark", (t) =>
    one(t, KIND.format, { origin: t.words }, (b) => b.text("link").text('{"__proto__":{"admin":true}}')),
  ),
  attack("an attribute that no node has", (t) =>
    one(t, KIND.any, { parent: t.paragraph, sub: "onclick" }, (b) => b.n(1).any("x")),
  ),
  attack("an attribute's name of 100 kB", (t) =>
    one(t, KIND.any, { parent: t.paragraph, sub: "x".repeat(100_000) }, (b) => b.n(1).any(1)),
  ),
  attack("a mark that no note has", (t) =>
    one(t, KIND.format, { origin: t.words }, (b) => b.text("onclick").text("{}")),
  ),
  ...["javascript:alert(1)", "data:text/html,x", " https://un.org", "file:///etc/passwd"].map((href) =>
    attack(`a link to ${href}`, (t) =>
      one(t, KIND.format, { origin: t.words }, (b) => b.text("link").text(JSON.stringify({ href }))),
    ),
  ),
  attack("a link of 100 kB", (t) =>
    one(t, KIND.format, { origin: t.words }, (b) =>
      b.text("link").text(JSON.stringify({ href: `https://un.org/${"x".repeat(100_000)}` })),
    ),
  ),
  attack("subdocuments", (t) =>
    update(t.me, 0, 10_000, (b) => {
      for (const n of range(10_000)) item(b, KIND.doc, inNote).text(`doc ${n}`).any({});
    }),
  ),
  attack("bytes as content", (t) => one(t, KIND.binary, inNote, (b) => b.n(3).byte(1, 2, 3))),
  attack("JSON as content", (t) => one(t, KIND.json, inNote, (b) => b.n(1).text('{"a":1}'))),
  attack("an embed", (t) => one(t, KIND.embed, { origin: t.words }, (b) => b.text('{"image":"x"}'))),
  attack("an unknown kind of content", (t) => one(t, 11, inNote, (b) => b.n(1))),
  attack("an unknown kind of type", (t) => one(t, KIND.type, inNote, (b) => b.n(17))),
  ...(["array", "map", "text", "fragment"] as const).map((type) =>
    attack(`a type ${type} in the note`, (t) => one(t, KIND.type, inNote, (b) => b.n(TYPE[type]))),
  ),
  attack("a hook", (t) => one(t, KIND.type, inNote, (b) => b.n(TYPE.hook).text("paragraph"))),
  attack("a script", (t) => one(t, KIND.type, inNote, (b) => b.n(TYPE.element).text("script"))),
  attack("half of a pair of surrogates", (t) =>
    one(t, KIND.string, { origin: t.words }, (b) => b.n(3).byte(0xed, 0xa0, 0xbd)),
  ),
];

const PLACES: readonly Attack[] = [
  attack("words right in the note", (t) => one(t, KIND.string, inNote, (b) => b.text("hidden"))),
  attack("a text right in the note", (t) => one(t, KIND.type, inNote, (b) => b.n(TYPE.xmlText))),
  attack("a value right in the note", (t) => one(t, KIND.any, inNote, (b) => b.n(1).any(1))),
  attack("words beside a node", (t) => one(t, KIND.string, { origin: t.paragraph }, (b) => b.text("hidden"))),
  attack("a node among words", (t) =>
    one(t, KIND.type, { origin: t.words }, (b) => b.n(TYPE.element).text("paragraph")),
  ),
  attack("a mark outside of a text", (t) =>
    one(t, KIND.format, { parent: t.paragraph }, (b) => b.text("bold").text("{}")),
  ),
  attack("a type inside an attribute", (t) =>
    one(t, KIND.type, level(t), (b) => b.n(TYPE.element).text("paragraph")),
  ),
  attack("words as an attribute", (t) => one(t, KIND.string, level(t), (b) => b.text("hidden"))),
  attack("an attribute of a text", (t) =>
    one(t, KIND.any, { parent: t.text, sub: "level" }, (b) => b.n(1).any(1)),
  ),
  attack("an attribute of the note", (t) =>
    one(t, KIND.any, { root: "note", sub: "level" }, (b) => b.n(1).any(1)),
  ),
  attack("neighbours in two different parents", (t) =>
    one(t, KIND.type, { origin: t.words, right: t.paragraph }, (b) => b.n(TYPE.element).text("paragraph")),
  ),
  harmless(
    attack("a child of words", (t) =>
      one(t, KIND.type, { parent: t.words }, (b) => b.n(TYPE.element).text("paragraph")),
    ),
  ),
  attack("the note used as a map", (t) => written(t.me, t.state, (doc) => doc.getMap("note").set("x", 1))),
  attack("the note used as a text", (t) =>
    written(t.me, new Bytes().n(0, 0).done(), (doc) => doc.getText("note").insert(0, "x")),
  ),
  attack("the annotations used as a list", (t) =>
    one(t, KIND.any, { root: "annotations" }, (b) => b.n(1).any("x")),
  ),
  attack("an annotation", (t) => written(t.me, t.state, (doc) => doc.getMap("annotations").set("x", {}))),
  attack("another root", (t) => written(t.me, t.state, (doc) => doc.getText("other").insert(0, "x"))),
];

const IDS: readonly Attack[] = [
  attack("an item that is its own origin", (t) =>
    one(t, KIND.string, { origin: [t.me, 0] }, (b) => b.text("x")),
  ),
  attack("two clients' items that wait for each other", (t) =>
    new Bytes()
      .n(2)
      .raw(
        item(new Bytes().n(1, t.me + 1, 0), KIND.string, { origin: [t.me, 0] })
          .text("x")
          .done(),
      )
      .raw(
        item(new Bytes().n(1, t.me, 0), KIND.string, { origin: [t.me + 1, 0] })
          .text("x")
          .done(),
      )
      .n(0)
      .done(),
  ),
  harmless(
    attack("another's client id with other words", (t) =>
      update(t.victim, 0, 1, (b) => item(b, KIND.string, { origin: t.words }).text("x")),
    ),
  ),
  attack("another's client id from where it ended", (t) =>
    update(t.victim, t.end, 1, (b) => item(b, KIND.string, { origin: t.words }).text("forged")),
  ),
  attack("another's client id with a far higher clock", (t) =>
    update(t.victim, t.end + 1_000_000, 1, (b) => item(b, KIND.string, { origin: t.words }).text("x")),
  ),
  attack("the server's client id", (t) =>
    update(2 ** 40 + 1_000, 0, 1, (b) => item(b, KIND.string, { origin: t.words }).text("x")),
  ),
];

/** State vectors of a sync step 1. */
export type VectorAttack = { readonly name: string; readonly vector: () => Uint8Array };

export const VECTORS: readonly VectorAttack[] = [
  {
    name: "a giant state vector",
    vector: () => {
      const bytes = new Bytes().n(150_000);
      for (const n of range(150_000)) bytes.n(n, 1);
      return bytes.done();
    },
  },
  { name: "a state vector that announces more", vector: () => new Bytes().n(2 ** 50, 1, 1).done() },
  { name: "a state vector with a client twice", vector: () => new Bytes().n(2, 7, 1, 7, 2).done() },
  { name: "a state vector of random bytes", vector: () => Uint8Array.from([255, 255, 255, 3, 1]) },
];

export const ATTACKS: readonly Attack[] = [...BYTES, ...NUMBERS, ...MANY, ...CONTENT, ...PLACES, ...IDS];
