import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  AnnotationPatch,
  Codebook,
  Member,
  MemberId,
  ProblemCode,
  Role,
  Text,
  TextId,
  TextSummary,
} from "@apostil/shared/model";
import type {
  Invitation,
  InvitationPreview,
  Join,
  MadeInvitation,
  Me,
  NewInvitation,
  People,
  ProblemDetails,
  ReadUpTo,
  RoomName,
  SummaryMessage,
} from "@apostil/shared/protocol";
import { type PageMemory, pageMemory } from "./local/page-memory.ts";

/** Why a request came to nothing: a code of the server's, or `offline` when it was not reached. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | "offline";
  readonly detail: string;
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  constructor(code: ProblemCode | "offline", detail: string, status: number) {
    super(detail);
    this.name = "ApiProblem";
    this.code = code;
    this.detail = detail;
    this.status = status;
  }
}

export type ApiOptions = {
  readonly fetch?: typeof fetch;
  /** `https://host`; empty for the page's own. */
  readonly base?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Earlier answers, given when the server can't be reached. */
  readonly memory?: Pick<PageMemory, "keep" | "find">;
};

type Call = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly json?: unknown;
  readonly body?: { readonly content: Blob; readonly type: string };
};

/** For statuses whose answer carries no problem of ours: a proxy's, mostly. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: "notUnderstood",
  401: "notSignedIn",
  403: "notAllowed",
  404: "notFound",
  409: "taken",
  410: "gone",
  413: "tooLarge",
  415: "wrongType",
  422: "invalid",
  429: "tooMany",
};

/** The server's HTTP interface. Every failure throws {@link ApiProblem}. */
export type Api = ReturnType<typeof createApi>;

export function createApi(options: ApiOptions = {}) {
  const call = <Answer>(path: string, request?: Call) =>
    request || !options.memory
      ? send<Answer>(options, path, request)
      : ask<Answer>(options, options.memory, path);
  return {
    /** Who is signed in; `null` for nobody. */
    me: (): Promise<Me | null> => orNobody(call<Me>("/api/me")),
    signOut: (): Promise<void> => call("/api/session", { method: "DELETE" }),
    /** What an invitation invites to; uses nothing up. */
    joinLook: (token: string): Promise<InvitationPreview> =>
      call("/api/join/look", { method: "POST", json: { token } }),
    join: (join: Join): Promise<Me> => call("/api/join", { method: "POST", json: join }),

    people: (): Promise<People> => call("/api/people"),
    /** `delegation`: a slug, or `null` for none. */
    changeMember: (
      id: MemberId,
      change: { readonly role?: Role; readonly delegation?: string | null },
    ): Promise<Member> => call(`/api/people/${part(id)}`, { method: "PATCH", json: change }),
    removeMember: (id: MemberId): Promise<void> => call(`/api/people/${part(id)}`, { method: "DELETE" }),
    invitations: (): Promise<readonly Invitation[]> => call("/api/invitations"),
    invite: (invitation: NewInvitation): Promise<MadeInvitation> =>
      call("/api/invitations", { method: "POST", json: invitation }),
    revokeInvitation: (id: string): Promise<void> =>
      call(`/api/invitations/${part(id)}`, { method: "DELETE" }),

    codebook: (): Promise<Codebook> => call("/api/codebook"),
    texts: (): Promise<readonly TextSummary[]> => call("/api/texts"),
    text: (id: TextId): Promise<Text> => call(`/api/texts/${part(id)}`),
    /** What stands in the layers that one reads, as numbers. */
    summary: (id: TextId): Promise<SummaryMessage> => call(`/api/texts/${part(id)}/summary`),
    /** Says up to where one has read. */
    markRead: (id: TextId, read: ReadUpTo): Promise<void> =>
      call(`/api/texts/${part(id)}/read`, { method: "PUT", json: read }),
    importText: (file: File): Promise<Text> =>
      call(`/api/texts?name=${part(file.name)}`, {
        method: "POST",
        body: { content: file, type: file.type || "application/octet-stream" },
      }),
    /** Where a browser downloads the annotated text. */
    exportUrl: (text: TextId, format: string, layers: readonly string[]): string => {
      const query = new URLSearchParams({ format });
      for (const layer of layers) query.append("layer", layer);
      return `${options.base ?? ""}/api/texts/${part(text)}/export?${query}`;
    },

    createAnnotation: (room: RoomName, id: AnnotationId, fields: AnnotationFields): Promise<Annotation> =>
      call(annotations(room), { method: "POST", json: { id, ...fields } }),
    patchAnnotation: (room: RoomName, id: AnnotationId, patch: AnnotationPatch): Promise<Annotation> =>
      call(`${annotations(room)}/${part(id)}`, { method: "PATCH", json: patch }),
    removeAnnotation: (room: RoomName, id: AnnotationId): Promise<void> =>
      call(`${annotations(room)}/${part(id)}`, { method: "DELETE" }),
  };
}

/** The interface of the server that this page came from. */
export const api: Api = createApi({ memory: pageMemory });

const part = encodeURIComponent;
const annotations = (room: RoomName): string => `/api/rooms/${room}/annotations`;

async function orNobody(me: Promise<Me>): Promise<Me | null> {
  try {
    return await me;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "notSignedIn") return null;
    throw error;
  }
}

/** Whether the server could not be asked: what it would say may be what it said before. */
export const isAway = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status === 0 || error.status >= 500);

/** Asks, and remembers; when the server is away, says what it said last. */
async function ask<Answer>(
  options: ApiOptions,
  memory: Pick<PageMemory, "keep" | "find">,
  path: string,
): Promise<Answer> {
  try {
    const answer = await send<Answer>(options, path);
    memory.keep(path, answer);
    return answer;
  } catch (error) {
    const known = isAway(error) ? await memory.find(path) : undefined;
    if (known === undefined) throw error;
    return known as Answer;
  }
}

async function send<Answer>(options: ApiOptions, path: string, request: Call = {}): Promise<Answer> {
  const response = await reach(options, path, request);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new ApiProblem("offline", "The answer broke off.", 0);
  }
}

async function reach(options: ApiOptions, path: string, request: Call): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("accept", "application/json");
  if (request.json !== undefined) headers.set("content-type", "application/json");
  if (request.body) headers.set("content-type", request.body.type);
  const content = request.json === undefined ? (request.body?.content ?? null) : JSON.stringify(request.json);
  try {
    const ask = options.fetch ?? globalThis.fetch;
    return await ask(`${options.base ?? ""}${path}`, {
      method: request.method ?? "GET",
      credentials: "same-origin",
      headers,
      body: content,
    });
  } catch {
    throw new ApiProblem("offline", "The server cannot be reached.", 0);
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDetails>;
  const code = problem.code ?? CODE_OF_STATUS[response.status] ?? "notSaved";
  return new ApiProblem(code, problem.detail ?? response.statusText, response.status);
}
