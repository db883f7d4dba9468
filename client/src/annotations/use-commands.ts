import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  AnnotationPatch,
  ParagraphId,
} from "@apostil/shared/model";
import { useMemo } from "react";
import { useSession } from "../session/index.ts";
import { useMarking } from "./marking.tsx";

/** What a person does to annotations of this text. All of it shows at once and is sent when it can be. */
export type Commands = {
  /** Makes an annotation in a paragraph's room. */
  create(paragraph: ParagraphId, layer: string, fields: AnnotationFields): AnnotationId;
  patch(annotation: Annotation, patch: AnnotationPatch): void;
  remove(annotation: Annotation): void;
  /** Whether the server has not confirmed it yet. */
  isPending(annotation: Annotation): boolean;
};

export function useCommands(): Commands {
  const { outbox } = useSession();
  const { text } = useMarking();
  return useMemo(() => {
    const room = ({ paragraph, layer }: Pick<Annotation, "paragraph" | "layer">) =>
      `${text.id}/${paragraph}/${layer}`;
    return {
      create: (paragraph, layer, fields) => outbox.create(room({ paragraph, layer }), fields),
      patch: (annotation, patch) => outbox.patch(room(annotation), annotation.id, patch),
      remove: (annotation) => outbox.remove(room(annotation), annotation.id),
      isPending: (annotation) => outbox.isPending(annotation.id),
    };
  }, [outbox, text.id]);
}
