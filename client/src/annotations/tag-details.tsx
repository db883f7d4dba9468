import { type Annotation, type ParagraphId, quoteOf, targetIn, wordsOf } from "@apostil/shared/model";
import { format, words } from "../i18n/index.ts";
import { Avatar, Button } from "../ui/index.ts";
import { tag, targetOf } from "./fields.ts";
import { delegationOf, useMarking, useRights } from "./marking.tsx";
import styles from "./tag-details.module.css";
import type { TagGroup } from "./threads.ts";
import { useCommands } from "./use-commands.ts";

export type TagDetailsProps = {
  readonly paragraph: ParagraphId;
  readonly group: TagGroup;
  /** Whether this viewer is one of the taggers. */
  readonly mine: boolean;
};

/** Behind a tag: what the theme means, who applied it to which words, and one's own to take away. */
export function TagDetails({ paragraph, group, mine }: TagDetailsProps) {
  const { theme, layer, taggings } = group;
  const { text } = useMarking();
  const { create } = useCommands();
  const rights = useRights();
  return (
    <div className={styles["details"]}>
      <p className={styles["definition"]}>{theme.definition}</p>
      <ul>
        {taggings.map((tagging) => (
          <Tagging key={tagging.id} tagging={tagging} paragraph={paragraph} theme={theme.name} />
        ))}
      </ul>
      {!mine && rights("annotate", layer) ? (
        <Button onClick={() => create(paragraph, layer, tag(theme.id, targetOf([], text.revision)))}>
          {words.annotations.tagToo}
        </Button>
      ) : null}
    </div>
  );
}

type TaggingProps = {
  readonly tagging: Annotation;
  readonly paragraph: ParagraphId;
  readonly theme: string;
};

function Tagging({ tagging, paragraph, theme }: TaggingProps) {
  const { delegations } = useMarking();
  const { remove, isPending } = useCommands();
  const rights = useRights();
  const { creator } = tagging;
  const delegation = delegationOf(delegations, creator.delegation);
  const target = targetIn(tagging, paragraph);
  const quote = target && quoteOf(target);
  const memo = wordsOf(tagging);
  const when = isPending(tagging) ? words.annotations.sending : format.moment(tagging.created);
  return (
    <li className={styles["tagging"]}>
      <Avatar name={creator.name} colour={delegation.colour} decorative />
      <div>
        <b>{creator.name}</b> <span>{words.annotations.by(delegation.name, when)}</span>
        <p className={styles["quote"]}>{quote ? quote.exact : words.annotations.wholeParagraph}</p>
        {memo ? <p>{memo}</p> : null}
      </div>
      {rights("removeAnnotation", tagging.layer, creator.id) ? (
        <Button
          look="quiet"
          aria-label={words.annotations.removeTagOf(theme)}
          onClick={() => remove(tagging)}
        >
          {words.annotations.removeTag}
        </Button>
      ) : null}
    </li>
  );
}
