import { createHash } from "node:crypto";
import { describeQuote } from "@apostil/shared/anchoring";
import {
  type Annotation,
  type AnnotationId,
  type Body,
  type Creator,
  type Layer,
  type ParagraphId,
  type Target,
  type Text,
  type ThemeId,
  themeOf,
  uuidv7,
  wireLayer,
} from "@apostil/shared/model";
import { type RoomKey, roomKey } from "@apostil/shared/protocol";
import type { RoomContent } from "../engine/engine.ts";
import { CAST, type Who } from "./cast.ts";
import { noteBytes } from "./note-bytes.ts";
import { NOTES } from "./notes.ts";
import { type DemoTag, TAGS } from "./tags.ts";
import { type DemoReply, type DemoThread, THREADS } from "./threads.ts";

type Place = {
  readonly text: Text;
  /** Milliseconds since 1970: what minutes are counted back from. */
  readonly now: number;
};

const MINUTE_MS = 60_000;
/** Between the tags of two coders who found the same. */
const CODER_MINUTES = 15;
const SHARED: Layer = { kind: "shared" };

/** Rooms in which key words may have made suggestions that the demo accepts. */
export const taggedRooms = (text: Text): RoomKey[] => [
  ...new Set(TAGS.map((tag) => keyOf(text, tag.on, SHARED))),
];

/**
 * Everything of the demo by room: annotations in order of creation, and the note.
 * @param suggestions open suggestions of {@link taggedRooms}
 * @throws Error when the text lacks a paragraph or words that the demo speaks of
 */
export function demoRooms(place: Place, suggestions: readonly Annotation[]): Map<RoomKey, RoomContent> {
  const made = [
    ...THREADS.flatMap((thread) => threadAnnotations(thread, place)),
    ...TAGS.flatMap((tag) => tagAnnotations(tag, place, suggestions)),
  ];
  const notes = new Map(
    NOTES.map(({ on, of, blocks }) => [
      keyOf(place.text, on, layerOf(of?.who, of?.layer)),
      noteBytes(blocks),
    ]),
  );
  const byRoom = Map.groupBy(made, ({ room }) => room);
  return new Map(
    [...new Set([...byRoom.keys(), ...notes.keys()])].map((room) => [
      room,
      { annotations: inOrder(byRoom.get(room) ?? []), note: notes.get(room) ?? null },
    ]),
  );
}

type Made = { readonly room: RoomKey; readonly annotation: Annotation };

const inOrder = (made: readonly Made[]): Annotation[] =>
  made
    .map(({ annotation }) => annotation)
    .sort((one, other) => one.created.localeCompare(other.created) || one.id.localeCompare(other.id));

const keyOf = (text: Text, on: string, layer: Layer): RoomKey =>
  roomKey({ text: text.id, paragraph: on as ParagraphId, layer });

function layerOf(who: Who | undefined, layer: "delegation" | "private" | undefined): Layer {
  if (who === undefined || layer === undefined) return SHARED;
  const { id, delegation } = CAST[who];
  if (layer === "private") return { kind: "private", member: id };
  if (delegation === null) throw new Error(`${who} belongs to no delegation`);
  return { kind: "delegation", slug: delegation };
}

// ── One annotation ───────────────────────────────────────────────────────────────────────────────────────────────────

type Said = {
  readonly on: string;
  readonly by: Who;
  readonly ago: number;
  readonly layer: Layer;
  readonly motivation: Annotation["motivation"];
  readonly body: readonly Body[];
  readonly target: Target;
  readonly replyTo?: AnnotationId;
  readonly accepts?: AnnotationId;
  /** Minutes before the start. */
  readonly resolved?: number | undefined;
};

function annotate({ on, by, ago, layer, resolved, ...fields }: Said, { text, now }: Place): Made {
  const created = now - ago * MINUTE_MS;
  const annotation: Annotation = {
    ...fields,
    id: idOf(created, `${on} ${by} ${ago} ${JSON.stringify(fields)}`),
    creator: creatorOf(by),
    created: new Date(created).toISOString(),
    modified: new Date(resolved === undefined ? created : now - resolved * MINUTE_MS).toISOString(),
    status: resolved === undefined ? "open" : "resolved",
    paragraph: on as ParagraphId,
    layer: wireLayer(layer),
    edition: text.edition,
    revision: text.revision,
  };
  return { room: keyOf(text, on, layer), annotation };
}

const idOf = (created: number, seed: string): AnnotationId =>
  uuidv7(created, createHash("sha256").update(seed).digest());

const creatorOf = (who: Who): Creator => {
  const { id, name, delegation } = CAST[who];
  return { id, name, delegation };
};

const comment = (value: string, purpose: string): Body => ({ type: "TextualBody", value, purpose });

/** @throws Error when the words do not stand in the paragraph */
function targetOf(text: Text, on: string, quote: string | undefined): Target {
  const paragraph = text.paragraphs.find(({ id }) => id === on);
  if (!paragraph) throw new Error(`The text of the demo has no paragraph ${on}`);
  if (quote === undefined) return {};
  const start = paragraph.text.indexOf(quote);
  if (start < 0) throw new Error(`“${quote}” does not stand in ${on}`);
  return { selector: describeQuote(paragraph.text, start, start + quote.length) };
}

function threadAnnotations(thread: DemoThread, place: Place): Made[] {
  const { on, by, ago, quote, words, replies = [], resolved } = thread;
  const layer = layerOf(by, thread.layer);
  const root = annotate(
    {
      on,
      by,
      ago,
      layer,
      resolved,
      motivation: words === undefined ? "highlighting" : "commenting",
      body: words === undefined ? [] : [comment(words, "commenting")],
      target: targetOf(place.text, on, quote),
    },
    place,
  );
  return [root, ...replies.map((reply) => replyTo(root.annotation, reply, layer, place))];
}

const replyTo = (root: Annotation, { by, ago, words }: DemoReply, layer: Layer, place: Place): Made =>
  annotate(
    {
      on: root.paragraph,
      by,
      ago,
      layer,
      motivation: "replying",
      body: [comment(words, "replying")],
      target: {},
      replyTo: root.id,
    },
    place,
  );

function tagAnnotations(tag: DemoTag, place: Place, suggestions: readonly Annotation[]): Made[] {
  const accepted = tag.quote === undefined ? suggestionFor(tag, suggestions) : undefined;
  const theme: Body = { type: "SpecificResource", source: tag.theme as ThemeId, purpose: "tagging" };
  return tag.by.map((by, index) =>
    annotate(
      {
        on: tag.on,
        by,
        ago: tag.ago - index * CODER_MINUTES,
        layer: SHARED,
        motivation: "tagging",
        body: tag.memo === undefined ? [theme] : [theme, comment(tag.memo, "describing")],
        target:
          accepted && !("length" in accepted.target)
            ? accepted.target
            : targetOf(place.text, tag.on, tag.quote),
        ...(accepted ? { accepts: accepted.id } : {}),
      },
      place,
    ),
  );
}

const suggestionFor = ({ on, theme }: DemoTag, suggestions: readonly Annotation[]): Annotation | undefined =>
  suggestions.find((one) => one.status === "suggested" && one.paragraph === on && themeOf(one) === theme);
