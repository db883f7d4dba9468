import { Problem } from "@apostil/shared/model";
import type { z } from "@hono/zod-openapi";

type Issue = z.core.$ZodIssue;

/** What says that the shape was read, and a value in it is beyond its bounds. */
const WRONG_VALUE: ReadonlySet<Issue["code"]> = new Set([
  "too_big",
  "too_small",
  "not_multiple_of",
  "custom",
]);

/** The hook of every route: what does not fit its schema is 400 when the shape is another, 422 when only a value is. */
export function refuseMisfit(
  result: { readonly success: true } | { readonly success: false; readonly error: z.core.$ZodError },
): void {
  if (result.success) return;
  const { issues } = result.error;
  const [first] = issues;
  const detail = first ? `${pathOf(first)}${first.message}` : "";
  throw new Problem(issues.every(isWrongValue) ? "invalid" : "notUnderstood", detail);
}

const isWrongValue = (issue: Issue): boolean =>
  issue.code === "invalid_union"
    ? issue.errors.some((branch) => branch.length > 0 && branch.every(isWrongValue))
    : WRONG_VALUE.has(issue.code);

const pathOf = ({ path }: Issue): string => (path.length > 0 ? `${path.map(String).join(".")}: ` : "");
