import { PROBLEMS } from "@apostil/shared/model";
import { z } from "@hono/zod-openapi";
import { PROBLEM_TYPE } from "./errors.ts";

type Answer = { description: string; content?: Record<string, { schema: z.ZodType }> };

/** Typed loosely on purpose: what handlers give is typed by `shared/`, and these schemas describe it. */
export type Answers = Record<number, Answer>;

const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().openapi({ enum: Object.keys(PROBLEMS) }),
  })
  .openapi("Problem");

const MEANING: Readonly<Record<number, string>> = {
  400: "Not understood: no JSON, or of another shape",
  401: "Not signed in",
  403: "Not allowed to this member here, or sent by the page of another site",
  404: "Not there",
  409: "The id is used for something else",
  410: "Was removed, or has been used up",
  413: "Larger than the limit",
  422: "Understood, but something in it is wrong",
  429: "Too many requests",
  503: "Could not be saved just now",
};

/** A JSON answer for the description of the interface. */
export const json = (schema: z.ZodType, description: string): Answer => ({
  description,
  content: { "application/json": { schema } },
});

export const nothing = (description: string): Answer => ({ description });

/** The refusals of a route, besides those that any may give. */
export function problems(...statuses: readonly number[]): Answers {
  const answer = (status: number): Answer => ({
    description: MEANING[status] ?? "",
    content: { [PROBLEM_TYPE]: { schema: ProblemSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, answer(status)]));
}

/** A body that must be JSON of this shape. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
