import { describeQuote, findQuote } from "@apostil/shared/anchoring";
import {
  type Annotation,
  type AnnotationFields,
  type AnnotationPatch,
  APOSTIL,
  type Ask,
  type Body,
  type Creator,
  type Member,
  type MemberId,
  may,
  type ParagraphTarget,
  Problem,
  type Selector,
  type Target,
  type Text,
  type ThemeId,
  themeOf,
  wireLayer,
  wordsOf,
} from "@apostil/shared/model";
import type { Room } from "@apostil/shared/protocol";
import type { AnnotationRow } from "../store/store.ts";
import type { AnnotationCommand } from "./engine.ts";
import { postedDigest } from "./posted.ts";

/**
 * The rules of the one door for annotations, as a pure function: from a command and what is known to the row that is to
 * be written, or a Problem. Who speaks is known from the session, never from the command.
 */

export type Situation = {
  readonly room: Room;
  readonly text: Text;
  readonly themes: ReadonlySet<ThemeId>;
  /** `null` for the server itself. */
  readonly member: Member | null;
  /** The row of the command's id; `null` when the room never had one. */
  readonly row: AnnotationRow | null;
  /** The row that `replyTo` or `accepts` names. */
  readonly other: AnnotationRow | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export type Decision =
  /** As it was asked for before: nothing to write. */
  | { readonly kind: "unchanged"; readonly annotation: Annotation }
  | {
      readonly kind: "write";
      readonly created: boolean;
      readonly annotation: Annotation;
      readonly posted: string;
    }
  | { readonly kind: "remove"; readonly posted: string };

/** @throws Problem notAllowed, notFound, gone, taken, invalid, quoteNotFound, quoteAmbiguous */
export function decide(command: AnnotationCommand, situation: Situation): Decision {
  allow(situation, { do: "annotate", layer: situation.room.layer });
  switch (command.kind) {
    case "create":
      return create(command, situation);
    case "patch":
      return patch(existing(situation), command.patch, situation);
    case "remove": {
      const { annotation, posted } = existing(situation);
      askOf(situation, "removeAnnotation", annotation);
      return { kind: "remove", posted };
    }
  }
}

function allow({ member }: Situation, ask: Ask): void {
  if (member && !may(member, ask)) throw new Problem("notAllowed");
}

/** No member has this id. */
const NOBODY = "" as MemberId;

const askOf = (
  situation: Situation,
  ask: "editAnnotation" | "removeAnnotation" | "resolveAnnotation" | "rejectSuggestion",
  { creator, importedBy }: Annotation,
): void =>
  allow(situation, {
    do: ask,
    layer: situation.room.layer,
    // What an import claims of its creator makes it no member's own.
    creator: importedBy === undefined ? creator.id : NOBODY,
  });

function existing({ row }: Situation): AnnotationRow & { readonly annotation: Annotation } {
  if (!row) throw new Problem("notFound", "There is no annotation with this id in this room.");
  const { annotation } = row;
  if (!annotation) throw new Problem("gone", "This annotation was removed.");
  return { ...row, annotation };
}

// ── Create ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function create(command: AnnotationCommand & { readonly kind: "create" }, situation: Situation): Decision {
  const { fields, id, suggested = false } = command;
  const creator = creatorOf(situation);
  const posted = postedDigest(fields);
  const { row } = situation;
  if (row) {
    if (!row.annotation) throw new Problem("gone", "An annotation with this id was removed.");
    if (row.creator === creator.id && row.posted === posted)
      return { kind: "unchanged", annotation: row.annotation };
    throw new Problem("taken", "Another annotation of this room has this id.");
  }
  const accepted = fields.accepts === undefined ? null : suggestion(situation);
  const body = accepted ? [...accepted.body, ...memosOf(fields.body)] : fields.body;
  checkBody({ ...fields, body }, situation);
  const time = new Date(situation.now).toISOString();
  const annotation: Annotation = {
    id,
    motivation: fields.motivation,
    body,
    target: accepted ? accepted.target : resolveTarget(fields.target, situation),
    ...(fields.replyTo === undefined ? {} : { replyTo: threadOf(situation) }),
    ...(fields.accepts === undefined ? {} : { accepts: fields.accepts }),
    creator,
    created: time,
    modified: time,
    status: suggested ? "suggested" : "open",
    paragraph: situation.room.paragraph,
    layer: wireLayer(situation.room.layer),
    edition: situation.text.edition,
    revision: situation.text.revision,
  };
  return { kind: "write", created: true, annotation, posted };
}

const creatorOf = ({ member }: Situation): Creator =>
  member ? { id: member.id, name: member.name, delegation: member.delegation } : APOSTIL;

const memosOf = (body: readonly Body[]): Body[] => body.filter(({ type }) => type === "TextualBody");

function suggestion({ other }: Situation): Annotation {
  const annotation = other?.annotation;
  if (annotation?.status !== "suggested")
    throw new Problem("invalid", "`accepts` must name an open suggestion of this room.");
  return annotation;
}

/** Threads are flat: a reply to a reply belongs to the comment that began it. */
function threadOf({ other }: Situation): Annotation["id"] {
  const annotation = other?.annotation;
  if (!annotation)
    throw new Problem("invalid", "`replyTo` must name an annotation of this room that is still there.");
  if (annotation.status === "suggested" || annotation.status === "rejected")
    throw new Problem("invalid", "A suggestion is accepted or rejected, not answered.");
  return annotation.replyTo ?? annotation.id;
}

function checkBody(
  fields: Pick<AnnotationFields, "motivation" | "body" | "replyTo">,
  { themes }: Situation,
): void {
  const { motivation, body, replyTo } = fields;
  const named = body.flatMap((part) => (part.type === "SpecificResource" ? [part.source] : []));
  if ((motivation === "replying") !== (replyTo !== undefined))
    throw new Problem("invalid", "A reply, and only a reply, has `replyTo`.");
  if (motivation === "tagging" ? named.length !== 1 : named.length > 0)
    throw new Problem("invalid", "A tagging, and only a tagging, names one theme in its body.");
  const unknown = named.find((theme) => !themes.has(theme));
  if (unknown !== undefined) throw new Problem("invalid", `The codebook has no theme \`${unknown}\`.`);
  const needsWords = motivation === "commenting" || motivation === "replying";
  if (needsWords && wordsOf({ body }).trim() === "") throw new Problem("invalid", "A comment needs words.");
}

// ── Change ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function patch(
  row: AnnotationRow & { readonly annotation: Annotation },
  change: AnnotationPatch,
  situation: Situation,
): Decision {
  const before = row.annotation;
  const edits = change.body !== undefined || change.target !== undefined;
  if (edits) askOf(situation, "editAnnotation", before);
  if (change.status !== undefined) checkStatus(before, change.status, situation);
  const body = change.body ?? before.body;
  if (change.body) checkBody({ ...before, body }, situation);
  if (change.body && before.accepts !== undefined && themeOf({ ...before, body }) !== themeOf(before))
    throw new Problem(
      "invalid",
      "The theme of an accepted suggestion stays; remove the tag and make another.",
    );
  const after: Annotation = {
    ...before,
    body,
    target: change.target === undefined ? before.target : resolveTarget(change.target, situation),
    status: change.status ?? before.status,
    modified: new Date(situation.now).toISOString(),
  };
  if (JSON.stringify({ ...after, modified: before.modified }) === JSON.stringify(before))
    return { kind: "unchanged", annotation: before };
  return { kind: "write", created: false, annotation: after, posted: row.posted };
}

function checkStatus(before: Annotation, status: Annotation["status"], situation: Situation): void {
  if (status === before.status) return;
  const isSuggestion = before.status === "suggested" || before.status === "rejected";
  if (isSuggestion !== (status === "suggested" || status === "rejected"))
    throw new Problem(
      "invalid",
      isSuggestion
        ? "A suggestion is rejected here; accept it by a tagging of your own with `accepts`."
        : "An annotation can be open or resolved.",
    );
  askOf(situation, isSuggestion ? "rejectSuggestion" : "resolveAnnotation", before);
}

// ── Targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The target with all its selectors, as found in the text's own characters. */
function resolveTarget(target: AnnotationFields["target"], situation: Situation): Annotation["target"] {
  if (!("length" in target)) {
    checkRevision(target, situation.text);
    return resolveIn(situation.room.paragraph, target, situation.text);
  }
  const [first] = target;
  if (first?.paragraph !== situation.room.paragraph)
    throw new Problem("invalid", "A list of targets begins with the paragraph of its room.");
  return target.map(
    (part): ParagraphTarget => ({
      paragraph: part.paragraph,
      ...resolveIn(part.paragraph, part, situation.text),
    }),
  );
}

function checkRevision(
  { revision, edition }: { readonly revision?: number; readonly edition?: string },
  text: Text,
): void {
  if (edition !== undefined && edition !== text.edition)
    throw new Problem("invalid", `This text has no edition \`${edition}\`.`);
  if (revision !== undefined && revision !== text.revision)
    throw new Problem("invalid", `This text has no revision ${revision}.`);
}

function resolveIn(paragraph: Room["paragraph"], { selector }: Target, text: Text): Target {
  const found = text.paragraphs.find(({ id }) => id === paragraph);
  if (!found) throw new Problem("notFound", `This text has no paragraph \`${paragraph}\`.`);
  if (selector === undefined || selector.length === 0) return {};
  return { selector: resolveSelectors(found.text, selector) };
}

function resolveSelectors(text: string, selectors: readonly Selector[]): readonly Selector[] {
  const found = findQuote(text, selectors);
  if (found.kind === "missing") throw new Problem("quoteNotFound");
  if (found.kind === "ambiguous") throw new Problem("quoteAmbiguous");
  return describeQuote(text, found.start, found.end);
}
