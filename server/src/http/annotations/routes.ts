import { randomBytes } from "node:crypto";
import {
  type Annotation,
  type AnnotationFields,
  type AnnotationId,
  type AnnotationPatch,
  asAnnotationId,
  Problem,
  uuidv7,
} from "@apostil/shared/model";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Answers, json, jsonBody, nothing, problems } from "../answers.ts";
import type { Env, Parts } from "../parts.ts";
import { inRoom, viewerOf } from "../rights.ts";
import { AnnotationPatchSchema, AnnotationSchema, NewAnnotationSchema } from "../schemas.ts";

const COLLECTION = "/api/rooms/{text}/{paragraph}/{layer}/annotations";
const ROOM = "/api/rooms/:text/:paragraph/:layer/*";

const room = { text: z.string(), paragraph: z.string(), layer: z.string() };
const params = z.object(room);
const oneParams = z.object({ ...room, id: z.string() });

/** What the middleware of the room, or the engine, may answer to any of these. */
const usual = problems(401, 403, 404);

const listRoute = createRoute({
  method: "get",
  path: COLLECTION,
  summary: "Annotations of a paragraph in one layer",
  request: { params },
  responses: { 200: json(z.array(AnnotationSchema), "In order of creation"), ...usual } as Answers,
});

const makeRoute = createRoute({
  method: "post",
  path: COLLECTION,
  summary: "Annotate",
  description: "Repeat it with the same id and fields as often as needed: it is made once.",
  request: { params, body: jsonBody(NewAnnotationSchema) },
  responses: {
    200: json(AnnotationSchema, "Made before, by the same request"),
    201: json(AnnotationSchema, "Made, and on disk"),
    ...usual,
    ...problems(400, 409, 410, 413, 422, 429, 503),
  } as Answers,
});

const readRoute = createRoute({
  method: "get",
  path: `${COLLECTION}/{id}`,
  summary: "One annotation",
  request: { params: oneParams },
  responses: { 200: json(AnnotationSchema, "The annotation"), ...usual, ...problems(410) } as Answers,
});

const patchRoute = createRoute({
  method: "patch",
  path: `${COLLECTION}/{id}`,
  summary: "Change, resolve, reopen or reject",
  request: {
    params: oneParams,
    body: {
      required: true,
      content: {
        "application/merge-patch+json": { schema: AnnotationPatchSchema },
        "application/json": { schema: AnnotationPatchSchema },
      },
    },
  },
  responses: {
    200: json(AnnotationSchema, "As it is now, on disk"),
    ...usual,
    ...problems(400, 410, 413, 422, 429, 503),
  } as Answers,
});

const removeRoute = createRoute({
  method: "delete",
  path: `${COLLECTION}/{id}`,
  summary: "Remove; the id stays used",
  request: { params: oneParams },
  responses: { 204: nothing("Removed"), ...usual, ...problems(410, 429, 503) } as Answers,
});

/** The one door for annotations. Rights to the room are asked before anything is read; the engine asks the others. */
export function annotationRoutes(app: OpenAPIHono<Env>, parts: Parts): void {
  const { store, engine, clock } = parts;
  app.use(ROOM, inRoom(parts));

  app.openapi(listRoute, async (c) => {
    const annotations: readonly Annotation[] = await store.annotations([c.get("room").key]);
    return c.json(annotations);
  });

  app.openapi(makeRoute, async (c) => {
    const { id: given, ...said } = c.req.valid("json");
    const id = given === undefined ? uuidv7(clock(), randomBytes(10)) : annotationId(given);
    const command = { kind: "create", id, fields: fieldsOf(said) } as const;
    const { created, annotation } = await engine.annotate(viewerOf(c).actor, c.get("room").key, command);
    if (!annotation) throw new Problem("gone");
    return c.json(annotation, created ? 201 : 200, created ? { location: `${c.req.path}/${id}` } : {});
  });

  app.openapi(readRoute, async (c) => {
    const row = await store.annotationRow(c.get("room").key, annotationId(c.req.valid("param").id));
    if (!row) throw noAnnotation();
    if (!row.annotation) throw new Problem("gone");
    return c.json(row.annotation);
  });

  app.openapi(patchRoute, async (c) => {
    const id = annotationId(c.req.valid("param").id);
    const patch = c.req.valid("json") as unknown as AnnotationPatch;
    const command = { kind: "patch", id, patch } as const;
    const { annotation } = await engine.annotate(viewerOf(c).actor, c.get("room").key, command);
    if (!annotation) throw new Problem("gone");
    return c.json(annotation);
  });

  app.openapi(removeRoute, async (c) => {
    const command = { kind: "remove", id: annotationId(c.req.valid("param").id) } as const;
    await engine.annotate(viewerOf(c).actor, c.get("room").key, command);
    return c.body(null, 204);
  });
}

/** Checked fields by their types in the model: words that name nothing are for the engine to refuse. */
const fieldsOf = (checked: Omit<z.output<typeof NewAnnotationSchema>, "id">): AnnotationFields =>
  // Optional fields are absent after the check, never `undefined`.
  checked as unknown as AnnotationFields;

function annotationId(word: string): AnnotationId {
  const id = asAnnotationId(word.toLowerCase());
  if (!id) throw noAnnotation();
  return id;
}

const noAnnotation = (): Problem => new Problem("notFound", "There is no such annotation here.");
