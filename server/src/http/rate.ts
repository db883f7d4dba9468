import { Problem } from "@apostil/shared/model";
import type { MiddlewareHandler } from "hono";
import type { Env, Parts } from "./parts.ts";

/** Changes that one member may make in a second, for as long as they like: an outbox of many days is sent in this pace. */
export const CHANGES_PER_S = 200;
/** Changes that one member may make at once after a rest. */
export const CHANGES_AT_ONCE = 1_000;
/** Members remembered before those who rest are forgotten. */
const MAX_REMEMBERED = 10_000;

type Bucket = { left: number; since: number };

/** So that one program in a loop does not take the disk from everybody else. Reading is not counted. */
export function limitChanges({ clock }: Pick<Parts, "clock">): MiddlewareHandler<Env> {
  const buckets = new Map<string, Bucket>();
  return async (c, next) => {
    const viewer = c.get("viewer");
    if (viewer && c.req.method !== "GET" && c.req.method !== "HEAD") {
      if (buckets.size > MAX_REMEMBERED) forgetResting(buckets, clock());
      const before = buckets.get(viewer.member.id) ?? { left: CHANGES_AT_ONCE, since: clock() };
      const bucket = refilled(before, clock());
      if (bucket.left < 1) throw new Problem("tooMany");
      buckets.set(viewer.member.id, { ...bucket, left: bucket.left - 1 });
    }
    await next();
  };
}

const refilled = ({ left, since }: Bucket, now: number): Bucket => ({
  left: Math.min(CHANGES_AT_ONCE, left + (Math.max(0, now - since) / 1_000) * CHANGES_PER_S),
  since: now,
});

function forgetResting(buckets: Map<string, Bucket>, now: number): void {
  for (const [member, bucket] of buckets)
    if (refilled(bucket, now).left >= CHANGES_AT_ONCE) buckets.delete(member);
}
