import { describe, expect, it } from "vitest";
import { type Ask, atLeast, isRole, type Layer, type MemberId, may, ROLES, type Role } from "./index.ts";

const ME = "maren" as MemberId;
const OTHER = "amal" as MemberId;

/** Every sort of layer as seen by a member of Norway, in the order of the tables below. */
const LAYERS: readonly (readonly [string, Layer])[] = [
  ["shared", { kind: "shared" }],
  ["my delegation", { kind: "delegation", slug: "norway" }],
  ["another delegation", { kind: "delegation", slug: "egypt" }],
  ["my private", { kind: "private", member: ME }],
  ["another's private", { kind: "private", member: OTHER }],
  ["final", { kind: "final" }],
  ["my round", { kind: "round", round: 1, member: ME }],
  ["another's round", { kind: "round", round: 1, member: OTHER }],
];

type LayerAct = "read" | "annotate" | "writeNote";
type OwnAct = "editAnnotation" | "removeAnnotation" | "resolveAnnotation" | "rejectSuggestion";
type WorkspaceAct = Exclude<Ask["do"], LayerAct | OwnAct>;

// Each row: what a reader, commenter, editor and coordinator may do, one column a layer: y yes, . no.
const IN_LAYERS: Readonly<Record<LayerAct, Readonly<Record<Role, string>>>> = {
  read: { reader: "yy.y.yy.", commenter: "yy.y.yy.", editor: "yy.y.yy.", coordinator: "yy.y.yy." },
  annotate: { reader: "...y..y.", commenter: "yy.y.yy.", editor: "yy.y.yy.", coordinator: "yy.y.yy." },
  writeNote: { reader: "...y....", commenter: "...y....", editor: "yy.y....", coordinator: "yy.y...." },
};
const ON_MINE: Readonly<Record<OwnAct, Readonly<Record<Role, string>>>> = {
  editAnnotation: IN_LAYERS.annotate,
  removeAnnotation: IN_LAYERS.annotate,
  resolveAnnotation: IN_LAYERS.annotate,
  rejectSuggestion: IN_LAYERS.annotate,
};
const NOTHING = "........";
const ON_ANOTHERS: Readonly<Record<OwnAct, Readonly<Record<Role, string>>>> = {
  editAnnotation: { reader: NOTHING, commenter: NOTHING, editor: NOTHING, coordinator: NOTHING },
  removeAnnotation: {
    reader: "...y..y.",
    commenter: "...y..y.",
    editor: "...y..y.",
    coordinator: "yy.y.yy.",
  },
  resolveAnnotation: {
    reader: "...y..y.",
    commenter: "...y..y.",
    editor: "yy.y.yy.",
    coordinator: "yy.y.yy.",
  },
  rejectSuggestion: {
    reader: "...y..y.",
    commenter: "...y..y.",
    editor: "yy.y.yy.",
    coordinator: "yy.y.yy.",
  },
};
const IN_WORKSPACE: Readonly<Record<WorkspaceAct, readonly Role[]>> = {
  readTexts: ROLES,
  readPeople: ROLES,
  importText: ["editor", "coordinator"],
  invite: ["coordinator"],
  manageMembers: ["coordinator"],
  editCodebook: ["coordinator"],
  importAnnotated: ["coordinator"],
};

const me = (role: Role, delegation: string | null = "norway") => ({ id: ME, role, delegation });
const row = (asks: (layer: Layer) => Ask, role: Role): string =>
  LAYERS.map(([, layer]) => (may(me(role), asks(layer)) ? "y" : ".")).join("");
const acts = <Act extends string>(table: Readonly<Record<Act, unknown>>): Act[] =>
  Object.keys(table) as Act[];

describe("may", () => {
  for (const role of ROLES) {
    describe(`a ${role}`, () => {
      it.each(acts(IN_LAYERS))("%s", (act) => {
        expect(row((layer) => ({ do: act, layer }), role)).toBe(IN_LAYERS[act][role]);
      });
      it.each(acts(ON_MINE))("%s on one's own", (act) => {
        expect(row((layer) => ({ do: act, layer, creator: ME }), role)).toBe(ON_MINE[act][role]);
      });
      it.each(acts(ON_ANOTHERS))("%s on another's", (act) => {
        expect(row((layer) => ({ do: act, layer, creator: OTHER }), role)).toBe(ON_ANOTHERS[act][role]);
      });
      it.each(acts(IN_WORKSPACE))("%s", (act) => {
        expect(may(me(role), { do: act })).toBe(IN_WORKSPACE[act].includes(role));
      });
    });
  }

  it("opens no delegation's layer to someone who belongs to none", () => {
    for (const role of ROLES)
      for (const act of acts(IN_LAYERS))
        expect(may(me(role, null), { do: act, layer: { kind: "delegation", slug: "norway" } })).toBe(false);
  });

  it("never lets anyone change what they may not read", () => {
    for (const role of ROLES)
      for (const [, layer] of LAYERS)
        for (const act of [...acts(IN_LAYERS), ...acts(ON_MINE)])
          if (!may(me(role), { do: "read", layer }))
            expect(may(me(role), { do: act, layer, creator: ME } as Ask)).toBe(false);
  });
});

describe("roles", () => {
  it("stand in an order", () => {
    ROLES.forEach((role, at) => {
      ROLES.forEach((least, below) => {
        expect(atLeast(role, least)).toBe(at >= below);
      });
    });
  });

  it("are these four", () => {
    for (const role of ROLES) expect(isRole(role)).toBe(true);
    for (const wrong of ["", "admin", "Reader", null, 3, undefined]) expect(isRole(wrong)).toBe(false);
  });
});
