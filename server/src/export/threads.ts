import { type Annotation, type AnnotationId, APOSTIL, themeOf, wordsOf } from "@apostil/shared/model";

/** An annotation with everything that was said below it, in order of creation. */
export type Thread = { readonly root: Annotation; readonly replies: readonly Annotation[] };

/** What people made: no suggestions of key words, neither open nor rejected. */
export const byPeople = (annotations: readonly Annotation[]): Annotation[] =>
  annotations.filter(
    ({ creator, status }) => creator.id !== APOSTIL.id && status !== "suggested" && status !== "rejected",
  );

/** The tags among them; what a coder wrote beside one, or was answered, is a thread as well. */
export const tagsOf = (annotations: readonly Annotation[]): Annotation[] =>
  annotations.filter((annotation) => themeOf(annotation) !== null);

/**
 * Comments, highlights, and tags that somebody wrote something to. A reply whose thread was removed, or whose chain of
 * answers leads nowhere (an import may claim that), begins a thread of its own: words are never dropped.
 */
export function threadsOf(annotations: readonly Annotation[]): Thread[] {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const replies = new Map<AnnotationId, Annotation[]>();
  const roots: Annotation[] = [];
  for (const annotation of annotations) {
    const root = rootOf(annotation, byId);
    if (root === annotation) roots.push(annotation);
    else replies.set(root.id, [...(replies.get(root.id) ?? []), annotation]);
  }
  return roots
    .map((root) => ({ root, replies: replies.get(root.id) ?? [] }))
    .filter((thread) => themeOf(thread.root) === null || hasWords(thread));
}

function rootOf(annotation: Annotation, byId: ReadonlyMap<AnnotationId, Annotation>): Annotation {
  const seen = new Set([annotation.id]);
  let root = annotation;
  while (root.replyTo) {
    const parent = byId.get(root.replyTo);
    if (!parent) return root;
    if (seen.has(parent.id)) return annotation;
    seen.add(parent.id);
    root = parent;
  }
  return root;
}

const hasWords = ({ root, replies }: Thread): boolean => wordsOf(root).trim() !== "" || replies.length > 0;
