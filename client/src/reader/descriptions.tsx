import { type Annotation, themeOf } from "@apostil/shared/model";
import { useMarking } from "../annotations/index.ts";
import { words } from "../i18n/index.ts";
import { describedBy } from "./paragraph-words.tsx";

/** What the marked words are, for screen readers: the words point here, so that the text itself stays the text. */
export function Descriptions({ annotations }: { readonly annotations: readonly Annotation[] }) {
  const { themes } = useMarking();
  const { describe } = words.reader;
  const say = (annotation: Annotation): string | null => {
    if (annotation.motivation === "commenting") return describe.comment(annotation.creator.name);
    if (annotation.motivation === "highlighting") return describe.highlight(annotation.creator.name);
    const theme = themes.find(({ id }) => id === themeOf(annotation));
    return theme ? describe.tag(theme.name) : null;
  };
  if (annotations.length === 0) return null;
  return (
    <div hidden>
      {annotations.map((annotation) => (
        <span key={`${annotation.layer} ${annotation.id}`} id={describedBy(annotation.id)}>
          {say(annotation)}
        </span>
      ))}
    </div>
  );
}
