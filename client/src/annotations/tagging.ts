import { later } from "../ui/index.ts";
import type { TagDetailsProps } from "./tag-details.tsx";

/** Behind a tag; comes when somebody opens the first one. */
export const TagDetails = later<TagDetailsProps>(() =>
  import("./tag-details.tsx").then(({ TagDetails }) => TagDetails),
);
