import type { Me } from "@apostil/shared/protocol";
import type { KnownAnswers } from "./known-answers.ts";

/** Who was signed in last on this browser: all that a page needs to find the database when the server is away. */
const LAST_MEMBER = "apostil/me";

/** Questions whose last answer makes a page readable without the server. */
const REMEMBERED = /^\/api\/(?:texts(?:\/[^/?]+(?:\/summary)?)?|codebook|people)$/;

/** What this page knows from earlier answers of the server. */
export class PageMemory {
  #known: KnownAnswers | null = null;

  /** From now on answers are kept in this member's database; `null` for nowhere. */
  use(known: KnownAnswers | null): void {
    this.#known = known;
  }

  /** The server answered this question. */
  keep(path: string, answer: unknown): void {
    if (REMEMBERED.test(path)) void this.#known?.keep(path, answer);
  }

  /** @returns `undefined` where no answer is known */
  find(path: string): Promise<unknown> {
    return REMEMBERED.test(path) && this.#known ? this.#known.find(path) : Promise.resolve(undefined);
  }

  /** Who is signed in now; `null` when the server says nobody, or somebody signs out. */
  setMember(me: Me | null): void {
    try {
      if (me) localStorage.setItem(LAST_MEMBER, JSON.stringify(me));
      else localStorage.removeItem(LAST_MEMBER);
    } catch {
      // Pages that may keep nothing start with the server alone.
    }
  }

  /** Who was signed in last. */
  member(): Me | null {
    try {
      return JSON.parse(localStorage.getItem(LAST_MEMBER) ?? "null") as Me | null;
    } catch {
      return null;
    }
  }
}

/** The one of this page. */
export const pageMemory = new PageMemory();
