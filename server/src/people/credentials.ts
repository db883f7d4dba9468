/** The cookie that holds a browser's session token. */
export const SESSION_COOKIE = "apostil_session";

/** Longest token that is looked at, in characters: ours have 43. */
const MAX_TOKEN_LENGTH = 256;

/** Headers as Node gives them, or an answer of `Headers.get`. */
type Credentials = {
  readonly authorization: string | null | undefined;
  readonly cookie: string | null | undefined;
};

/** The token that a request carries. `Authorization: Bearer` wins over the cookie, since it was said on purpose. */
export function tokenOf({ authorization, cookie }: Credentials): string | null {
  const token = authorization ? bearerOf(authorization) : cookieOf(cookie ?? "");
  return token && token.length <= MAX_TOKEN_LENGTH ? token : null;
}

const bearerOf = (authorization: string): string | null =>
  /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(authorization)?.[1] ?? null;

function cookieOf(cookies: string): string | null {
  for (const pair of cookies.split(";")) {
    const [name, value] = pair.split("=", 2);
    if (name?.trim() === SESSION_COOKIE) return value?.trim() || null;
  }
  return null;
}

/**
 * Whether a page of another site sent this. Browsers name the page's origin in requests that change something and when
 * they open a socket; programs that are no browsers send none, and have no cookie that could be misused.
 * @param host the `Host` header
 * @param origins further addresses that this server is known by
 */
export function isForeignOrigin(
  origin: string | null | undefined,
  host: string | null | undefined,
  origins: readonly string[],
): boolean {
  if (origin === null || origin === undefined) return false;
  if (origins.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (host ?? "").toLowerCase() || host === "";
}
