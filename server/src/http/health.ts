import type { Hono } from "hono";
import type { Metrics } from "./metrics.ts";
import type { Env, Parts } from "./parts.ts";

/** How long the store may take to answer before we say that we are not ready, in milliseconds: a slow disk takes 2 s. */
const READY_MS = 3_000;

/** For whoever runs the server: alive, ready (the store answers), and figures. */
export function healthRoutes(app: Hono<Env>, { store }: Pick<Parts, "store">, metrics: Metrics): void {
  app.get("/healthz", (c) => c.text("ok\n"));
  app.get("/readyz", async (c) => {
    const isReady = await Promise.race([answers(store), later(READY_MS)]);
    return isReady ? c.text("ready\n") : c.text("the store does not answer\n", 503);
  });
  app.get("/metrics", async (c) =>
    c.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
}

const answers = (store: Parts["store"]): Promise<boolean> =>
  store.generation().then(
    () => true,
    () => false,
  );

const later = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, false).unref();
  });
