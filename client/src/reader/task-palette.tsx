import type { ThemeId } from "@apostil/shared/model";
import { useMemo } from "react";
import { TagPalette } from "../annotations/index.ts";
import { useActions } from "./actions.ts";
import { rectOf } from "./dom-range.ts";
import { type Task, useReading } from "./reading.ts";

export type TaskPaletteProps = { readonly counts: ReadonlyMap<ThemeId, number> };

/** The palette beside the words, or under the paragraph, that a tag is being chosen for. */
export function TaskPalette({ counts }: TaskPaletteProps) {
  const task = useReading((now) => (now.task?.kind === "tag" ? now.task : null));
  if (!task) return null;
  const [first] = task.picked;
  return <Palette key={`${task.paragraph} ${first?.start ?? ""}`} task={task} counts={counts} />;
}

function Palette({ task, counts }: TaskPaletteProps & { readonly task: Task }) {
  const { applyTag, stop } = useActions();
  const anchor = useMemo(() => {
    const words = task.picked[0] ?? { paragraph: task.paragraph, start: 0, end: Number.MAX_SAFE_INTEGER };
    return { current: { getBoundingClientRect: () => rectOf(words) ?? new DOMRect() } };
  }, [task]);
  return <TagPalette anchor={anchor} counts={counts} onApply={applyTag} onClose={stop} />;
}
