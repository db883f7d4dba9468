import type { AnnotationId, ParagraphId } from "@apostil/shared/model";
import { Check, Plus, X } from "lucide-react";
import { words } from "../i18n/index.ts";
import { useMe } from "../session/index.ts";
import { colourStyle, cx, Kbd, Popover, Tooltip, VisuallyHidden } from "../ui/index.ts";
import { accept } from "./fields.ts";
import { LayerMark } from "./layer-mark.tsx";
import { useRights } from "./marking.tsx";
import styles from "./tag-chips.module.css";
import { TagDetails } from "./tagging.ts";
import { pointing } from "./thread-card.tsx";
import { peopleIn, type Suggestion, type TagGroup } from "./threads.ts";
import { useCommands } from "./use-commands.ts";

type Point = (ids: readonly AnnotationId[] | null) => void;

export type TagChipsProps = {
  readonly paragraph: ParagraphId;
  readonly tags: readonly TagGroup[];
  readonly suggestions: readonly Suggestion[];
  readonly lit: readonly AnnotationId[];
  readonly onPoint: Point;
};

/** The themes of a paragraph with how many people say so, and those that key words suggest. */
export function TagChips({ paragraph, tags, suggestions, lit, onPoint }: TagChipsProps) {
  return (
    <>
      {tags.map((group) => (
        <TagChip
          key={`${group.theme.id} ${group.layer}`}
          paragraph={paragraph}
          group={group}
          on={group.taggings.some(({ id }) => lit.includes(id))}
          onPoint={onPoint}
        />
      ))}
      {suggestions.map((suggestion) => (
        <SuggestionChip key={suggestion.annotation.id} suggestion={suggestion} onPoint={onPoint} />
      ))}
    </>
  );
}

type ChipProps = {
  readonly paragraph: ParagraphId;
  readonly group: TagGroup;
  readonly on: boolean;
  readonly onPoint: Point;
};

function TagChip({ paragraph, group, on, onPoint }: ChipProps) {
  const { member } = useMe();
  const { theme, layer, taggings } = group;
  const people = peopleIn(taggings);
  const mine = taggings.some(({ creator }) => creator.id === member.id);
  const ids = taggings.map(({ id }) => id);
  const trigger = (
    <button
      type="button"
      className={cx(styles["tag"], mine && styles["mine"], on && styles["on"])}
      style={colourStyle(theme.colour)}
      aria-pressed={mine}
      {...pointing(ids, onPoint)}
    >
      <i aria-hidden="true" />
      <VisuallyHidden>{words.annotations.tagged(theme.name, people, mine)}</VisuallyHidden>
      <span aria-hidden="true">{theme.name}</span>
      <small aria-hidden="true">{people}</small>
      <LayerMark layer={layer} short />
    </button>
  );
  return (
    <Popover label={words.annotations.whoTagged(theme.name)} trigger={trigger}>
      <TagDetails paragraph={paragraph} group={group} mine={mine} />
    </Popover>
  );
}

function SuggestionChip({
  suggestion,
  onPoint,
}: {
  readonly suggestion: Suggestion;
  readonly onPoint: Point;
}) {
  const { theme, annotation } = suggestion;
  const rights = useRights();
  const { create, patch } = useCommands();
  const mayAccept = rights("annotate", annotation.layer);
  const mayReject = rights("rejectSuggestion", annotation.layer, annotation.creator.id);
  return (
    <span
      className={cx(styles["tag"], styles["suggest"])}
      style={colourStyle(theme.colour)}
      title={words.annotations.suggested}
      {...pointing([annotation.id], onPoint)}
    >
      <i aria-hidden="true" />
      {words.annotations.suggestion(theme.name)}
      {mayAccept ? (
        <Tooltip label={words.annotations.accept(theme.name)}>
          <button
            type="button"
            aria-label={words.annotations.accept(theme.name)}
            onClick={() => create(annotation.paragraph, annotation.layer, accept(annotation, theme.id))}
          >
            <Check size={14} strokeWidth={2.25} aria-hidden="true" />
          </button>
        </Tooltip>
      ) : null}
      {mayReject ? (
        <Tooltip label={words.annotations.reject(theme.name)}>
          <button
            type="button"
            aria-label={words.annotations.reject(theme.name)}
            onClick={() => patch(annotation, { status: "rejected" })}
          >
            <X size={14} strokeWidth={2.25} aria-hidden="true" />
          </button>
        </Tooltip>
      ) : null}
    </span>
  );
}

/** Opens the palette for a whole paragraph. */
export function AddTag({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <button type="button" className={cx(styles["tag"], styles["add"])} onClick={onAdd}>
      <Plus size={12} strokeWidth={2.5} aria-hidden="true" />
      {words.reader.addTag}
      <Kbd>{words.reader.keys.tag}</Kbd>
    </button>
  );
}
