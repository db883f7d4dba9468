import type { AnnotationFields, AnnotationId, ThemeId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import { describe, expect, it } from "vitest";
import { SERVER } from "../store/store.ts";
import type { AnnotationCommand } from "./engine.ts";
import { comment, House, nextId, ROOM } from "./test-house.ts";

const tag = (more: Partial<AnnotationFields> = {}): AnnotationFields => ({
  motivation: "tagging",
  body: [{ type: "SpecificResource", source: "gender" as ThemeId, purpose: "tagging" }],
  target: {},
  ...more,
});

const create = (fields: AnnotationFields, id = nextId()): AnnotationCommand => ({
  kind: "create",
  id,
  fields,
});

/** Asks as this person, and gives the annotation or the problem's code. */
async function ask(house: House, who: string, command: AnnotationCommand, room = ROOM) {
  const actor = who === "server" ? SERVER : await house.actor(who);
  return house.engine.annotate(actor, room, command).catch((problem: { code: string }) => problem.code);
}

async function made(house: House, who: string, fields: AnnotationFields, room = ROOM) {
  const result = await ask(house, who, create(fields), room);
  if (typeof result === "string" || !result.annotation) throw new Error(`Not made: ${String(result)}`);
  return result.annotation;
}

describe("a new annotation", () => {
  it("is stamped with who and when, whatever the client claims", async () => {
    const house = await House.open();
    const claim = { ...comment("Hm."), creator: { id: "maren" }, created: "1999-01-01T00:00:00Z" };
    const annotation = await made(house, "kofi", claim as AnnotationFields);
    expect(annotation.creator).toEqual({ id: "kofi", name: "Kofi Boateng", delegation: "ghana" });
    expect(annotation.created > "2020").toBe(true);
    expect(annotation).toMatchObject({
      status: "open",
      paragraph: "op1",
      layer: "shared",
      edition: "en",
      revision: 1,
    });
  });

  it("can be posted again, changed meanwhile or not; otherwise its id is taken; once removed it is gone", async () => {
    const house = await House.open();
    const command = create(comment("Hm."));
    expect(await ask(house, "kofi", command)).toMatchObject({ created: true });
    expect(await ask(house, "kofi", command)).toMatchObject({ created: false });
    await ask(house, "kofi", { kind: "patch", id: command.id, patch: { status: "resolved" } });
    expect(await ask(house, "kofi", command)).toMatchObject({
      created: false,
      annotation: { status: "resolved" },
    });
    expect(await ask(house, "maren", command)).toBe("taken");
    expect(await ask(house, "kofi", create(comment("Other."), command.id))).toBe("taken");
    await ask(house, "kofi", { kind: "remove", id: command.id });
    expect(await ask(house, "kofi", command)).toBe("gone");
    expect(await ask(house, "kofi", { kind: "remove", id: command.id })).toBe("gone");
  });

  it("finds its words, and fills in what the client left out", async () => {
    const house = await House.open();
    const exact = "integrate gender early";
    const annotation = await made(house, "kofi", {
      ...comment("Good."),
      target: { selector: [{ type: "TextQuoteSelector", exact }] },
    });
    expect(annotation.target).toEqual({
      selector: [
        {
          type: "TextQuoteSelector",
          exact,
          prefix: "States to integrate gender, and to ".slice(-32),
          suffix: ";",
        },
        { type: "TextPositionSelector", start: 50, end: 72 },
      ],
    });
  });

  it.each([
    ["words that are not there", "integrate youth", "quoteNotFound"],
    ["words that are there twice", "integrate gender", "quoteAmbiguous"],
  ])("is refused on %s", async (_, exact, code) => {
    const house = await House.open();
    const fields = { ...comment("?"), target: { selector: [{ type: "TextQuoteSelector", exact }] } } as const;
    expect(await ask(house, "kofi", create(fields))).toBe(code);
  });

  it.each<[string, AnnotationFields, string]>([
    ["a comment without words", comment("  "), "invalid"],
    ["a tagging without a theme", tag({ body: [] }), "invalid"],
    [
      "a theme that the codebook does not have",
      tag({ body: [{ type: "SpecificResource", source: "peace" as ThemeId, purpose: "tagging" }] }),
      "invalid",
    ],
    ["a comment that answers something", { ...comment("x"), replyTo: nextId() }, "invalid"],
    ["a reply to nothing", { ...comment("x"), motivation: "replying" }, "invalid"],
    [
      "a reply to what is not there",
      { ...comment("x"), motivation: "replying", replyTo: nextId() },
      "invalid",
    ],
    ["a later revision", { ...comment("x"), target: { revision: 2 } }, "invalid"],
    ["an acceptance of nothing", tag({ accepts: nextId() }), "invalid"],
  ])("is refused as %s", async (_, fields, code) => {
    const house = await House.open();
    expect(await ask(house, "kofi", create(fields))).toBe(code);
    expect(await house.store.annotations([ROOM])).toEqual([]);
  });

  it("may speak of words in several paragraphs, the room's first", async () => {
    const house = await House.open();
    const selector = [{ type: "TextQuoteSelector", exact: "Encourages all States" }] as const;
    const [op1, op2] = (await house.store.text("draft" as never))?.paragraphs ?? [];
    if (!op1 || !op2) throw new Error("The text has two paragraphs");
    const both = [
      { paragraph: op1.id, selector },
      { paragraph: op2.id, selector },
    ];
    const annotation = await made(house, "kofi", { ...comment("Both."), target: both });
    expect(annotation.target).toHaveLength(2);
    expect(await ask(house, "kofi", create({ ...comment("x"), target: both.toReversed() }))).toBe("invalid");
  });

  it("needs a paragraph that is there", async () => {
    const house = await House.open();
    expect(await ask(house, "kofi", create(comment("x")), "draft/op9/shared" as RoomKey)).toBe("notFound");
    expect(await ask(house, "kofi", create(comment("x")), "draft/_/shared" as RoomKey)).toBe("notFound");
  });
});

describe("threads", () => {
  it("are flat: a reply to a reply joins the thread", async () => {
    const house = await House.open();
    const root = await made(house, "kofi", comment("One."));
    const reply = await made(house, "maren", {
      ...comment("Two."),
      motivation: "replying",
      replyTo: root.id,
    });
    const again = await made(house, "amal", {
      ...comment("Three."),
      motivation: "replying",
      replyTo: reply.id,
    });
    expect(again.replyTo).toBe(root.id);
  });
});

describe("who may", () => {
  const cases: [string, string, (id: AnnotationId) => AnnotationCommand, boolean][] = [
    ["the author edits", "kofi", edit, true],
    ["nobody else edits", "cora", edit, false],
    ["the author removes", "kofi", remove, true],
    ["a coordinator removes", "cora", remove, true],
    ["an editor does not remove", "maren", remove, false],
    ["the author resolves", "kofi", resolve, true],
    ["an editor resolves", "maren", resolve, true],
    ["a reader does nothing", "rita", resolve, false],
  ];
  function edit(id: AnnotationId): AnnotationCommand {
    return { kind: "patch", id, patch: { body: [{ type: "TextualBody", value: "New." }] } };
  }
  function remove(id: AnnotationId): AnnotationCommand {
    return { kind: "remove", id };
  }
  function resolve(id: AnnotationId): AnnotationCommand {
    return { kind: "patch", id, patch: { status: "resolved" } };
  }

  it.each(cases)("%s", async (_, who, command, allowed) => {
    const house = await House.open();
    const { id } = await made(house, "kofi", comment("Hm."));
    const result = await ask(house, who, command(id));
    if (allowed) expect(result).not.toBeTypeOf("string");
    else expect(result).toBe("notAllowed");
  });

  it("no role opens another delegation's layer, nor another person's", async () => {
    const house = await House.open();
    for (const room of ["draft/op1/norway", "draft/op1/private:maren"] as RoomKey[]) {
      const own = await made(house, "maren", comment("Ours."), room);
      expect(own.layer).toBe(room.includes("private") ? "private" : "norway");
      for (const who of ["amal", "cora"])
        expect(await ask(house, who, create(comment("x")), room)).toBe("notAllowed");
    }
  });

  it("a reader may write in a layer of their own", async () => {
    const house = await House.open();
    expect(await ask(house, "rita", create(comment("x")))).toBe("notAllowed");
    expect(await ask(house, "rita", create(comment("x")), "draft/op1/private:rita" as RoomKey)).toMatchObject(
      {
        created: true,
      },
    );
  });

  it("a removed member, or one whose role has just changed, writes nothing any more", async () => {
    const house = await House.open();
    const before = await house.actor("kofi");
    await house.store.changeMember(before.member, { role: "editor" });
    await expect(house.engine.annotate(before, ROOM, create(comment("x")))).rejects.toMatchObject({
      code: "notAllowed",
    });
    const now = await house.actor("kofi");
    await house.store.removeMember(now.member);
    await expect(house.engine.annotate(now, ROOM, create(comment("x")))).rejects.toMatchObject({
      code: "notSignedIn",
    });
  });
});

describe("suggestions", () => {
  async function suggest(house: House) {
    const id = nextId();
    await house.engine.annotate(SERVER, ROOM, { kind: "create", id, fields: tag(), suggested: true });
    return id;
  }

  it("are Apostil's own, and stay when somebody accepts them by a tagging of their own", async () => {
    const house = await House.open();
    const id = await suggest(house);
    const memo = { type: "TextualBody", value: "Agreed language", purpose: "describing" } as const;
    const accepted = await made(house, "kofi", tag({ body: [memo], accepts: id }));
    expect(accepted).toMatchObject({ accepts: id, status: "open", creator: { id: "kofi" } });
    expect(accepted.body).toEqual([{ type: "SpecificResource", source: "gender", purpose: "tagging" }, memo]);
    await made(house, "amal", tag({ body: [], accepts: id }));
    const rows = await house.store.annotations([ROOM]);
    expect(rows.find((row) => row.id === id)).toMatchObject({
      status: "suggested",
      creator: { id: "apostil" },
    });
    expect(rows).toHaveLength(3);
  });

  it("are rejected for all by an editor, and by nobody below", async () => {
    const house = await House.open();
    const id = await suggest(house);
    const reject: AnnotationCommand = { kind: "patch", id, patch: { status: "rejected" } };
    expect(await ask(house, "kofi", reject)).toBe("notAllowed");
    expect(await ask(house, "maren", reject)).toMatchObject({ annotation: { status: "rejected" } });
    expect(await ask(house, "kofi", create(tag({ accepts: id })))).toBe("invalid");
    expect(await ask(house, "maren", { kind: "patch", id, patch: { status: "open" } })).toBe("invalid");
  });

  it("cannot be made by a person, nor can a mark become one", async () => {
    const house = await House.open();
    const own = await made(house, "kofi", tag());
    expect(await ask(house, "kofi", { kind: "patch", id: own.id, patch: { status: "suggested" } })).toBe(
      "invalid",
    );
  });
});
