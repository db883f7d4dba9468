import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  Creator,
  MemberId,
  ParagraphId,
} from "@apostil/shared/model";
import type { Me } from "@apostil/shared/protocol";

/** For tests: people and annotations with nothing special about them. */
export const KARI: Creator = { id: "kari" as MemberId, name: "Kari", delegation: "norway" };

export const ME: Me = {
  member: { ...KARI, role: "editor" },
  delegation: { slug: "norway", name: "Norway", colour: "#8a3f8f" },
  layers: [],
  generation: "g1",
};

export function comment(value: string): AnnotationFields {
  return {
    motivation: "commenting",
    body: [{ type: "TextualBody", value, purpose: "commenting" }],
    target: {},
  };
}

export function annotation(id: string, fields: Partial<Annotation> = {}): Annotation {
  return {
    ...{ id: id as AnnotationId, motivation: "commenting", body: [], target: {} },
    ...{ creator: KARI, created: "2026-01-01T00:00:00.000Z", modified: "2026-01-01T00:00:00.000Z" },
    ...{ status: "open", paragraph: "op1" as ParagraphId, layer: "shared", edition: "en", revision: 1 },
    ...fields,
  };
}
