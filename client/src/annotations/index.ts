/** Comments, tags and highlights: what the page shows of a paragraph's annotations, and how people make them. */
export { Cards, type Writing } from "./cards.tsx";
export { comment, highlight, type Picked, tag, targetOf } from "./fields.ts";
export { LayerMark } from "./layer-mark.tsx";
export {
  delegationOf,
  type Marking,
  MarkingProvider,
  useMarking,
  useRights,
  viewOf,
} from "./marking.tsx";
export { AddTag, TagChips } from "./tag-chips.tsx";
export { TagPalette } from "./tag-palette.tsx";
export {
  type Arranged,
  arrange,
  isMarked,
  peopleIn,
  type Suggestion,
  type TagGroup,
  type Thread,
  type Words,
  wordsIn,
} from "./threads.ts";
export { useCommands } from "./use-commands.ts";
