import { afterEach, expect, it } from "vitest";
import { startServer, type TestServer } from "../support/start-server.ts";
import { Crowd } from "./crowd.ts";
import { heal, plant, startFaulty } from "./faulty-server.ts";
import { killAt } from "./kills.ts";
import { judge } from "./ledger.ts";

/** A few starts each, on a loaded machine. */
const LIMIT_MS = 120_000;

let server: TestServer | null = null;
afterEach(() => server?.dispose());

it("keeps every promise when the power goes around a commit, or while it starts", {
  timeout: LIMIT_MS,
}, async () => {
  const outcome = await killAt([
    { kind: "kill before commit", commit: 1 },
    { kind: "kill after commit", commit: 1 },
    { kind: "at random", after: 0 },
    { kind: "kill before commit", commit: 3 },
  ]);
  expect(outcome.broken).toEqual([]);
  expect(outcome.promised).toBeGreaterThan(0);
});

it("catches a store that answers before it has written", { timeout: LIMIT_MS }, async () => {
  server = await startServer();
  const crowd = await Crowd.at(server, 1);
  const kept = crowd.write();
  await crowd.settled();
  plant(server, "commit nothing");
  const lost = crowd.write();
  await crowd.settled();
  const { promised } = crowd;
  // Nobody may come back with it and heal the loss.
  crowd.leave();
  await server.kill();
  heal(server);
  await startFaulty(server);
  const there = await crowd.newcomer();
  expect(there.words).toEqual([kept]);
  expect(judge(promised, [there]).lost).toEqual([lost]);
});
