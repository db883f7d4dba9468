import { type Store, StoreError, type StoreErrorCode } from "./store.ts";

/** One end of a channel between threads: what this file needs of a `MessagePort` of `node:worker_threads`. */
export interface StorePort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  /** Either side closed it, or the other thread ended. */
  on(event: "close", listener: () => void): unknown;
  off(event: "message", listener: (message: unknown) => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

type Method = keyof Store;

/** Every method of the port, once; the compiler says which one is missing or too many. */
const METHODS = Object.keys({
  generation: true,
  allotWriterId: true,
  dataVersion: true,
  audit: true,
  close: true,
  loadRoom: true,
  updatesAfter: true,
  roomSequences: true,
  commit: true,
  fold: true,
  checkpoint: true,
  history: true,
  pastHistory: true,
  dropHistory: true,
  annotations: true,
  annotationRow: true,
  roomsOfText: true,
  roomFacts: true,
  readMarks: true,
  markRead: true,
  addText: true,
  text: true,
  texts: true,
  textSource: true,
  codebook: true,
  setCodebook: true,
  members: true,
  member: true,
  delegations: true,
  addDelegation: true,
  addMember: true,
  changeMember: true,
  removeMember: true,
  addSession: true,
  session: true,
  endSession: true,
  addInvitation: true,
  invitations: true,
  invitation: true,
  removeInvitation: true,
  acceptInvitation: true,
} satisfies Record<Method, true>) as Method[];

type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] };
/** Errors cross as plain data: a clone of an Error loses its class and its code. */
type Failure = { readonly name: string; readonly code: StoreErrorCode | null; readonly message: string };
type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** Answers the calls of a {@link remoteStore} at the other end of `port`, which must carry nothing else. */
export function serveStore(store: Store, port: StorePort): void {
  port.on("message", (message) => {
    const { id, method, args } = message as Call;
    const work = store[method] as (...args: readonly unknown[]) => Promise<unknown>;
    work(...args).then(
      (value) => port.postMessage({ id, value } satisfies Answer),
      (cause: unknown) => port.postMessage({ id, failure: failureOf(cause) } satisfies Answer),
    );
  });
}

/**
 * The store that another thread serves with {@link serveStore}. Calls are sent in the order that they are made in.
 * Closing it closes that store; calls without an answer by then are rejected, as they are when the port dies. Whether
 * such a call was done is not known.
 */
export function remoteStore(port: StorePort): Store {
  const calls = new Calls(port);
  const method = (name: Method) => (name === "close" ? () => calls.close() : calls.caller(name));
  // Complete by METHODS above; each has the arguments and the result of its namesake at the other end.
  return Object.fromEntries(METHODS.map((name) => [name, method(name)])) as unknown as Store;
}

type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void };

/** The calls under way over one port. */
class Calls {
  readonly #port: StorePort;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #state: "open" | "closing" | "closed" = "open";
  #closing: Promise<void> | null = null;

  constructor(port: StorePort) {
    this.#port = port;
    port.on("message", this.#answered);
    port.on("close", this.#ended);
  }

  caller(method: Method) {
    return (...args: readonly unknown[]): Promise<unknown> =>
      this.#state === "open" ? this.#send(method, args) : Promise.reject(closedError());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closing";
    try {
      await this.#send("close", []);
    } catch (cause) {
      // A port that died meanwhile took the store at its end with it, which is what was asked for.
      if (this.#state === "closing") throw cause;
    } finally {
      this.#ended();
    }
  }

  #send(method: Method, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      // First: arguments that can't be cloned throw here, and leave nothing behind.
      this.#port.postMessage({ id, method, args } satisfies Call);
      this.#pending.set(id, { resolve, reject });
    });
  }

  readonly #answered = (message: unknown): void => {
    const answer = message as Answer;
    const call = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ("failure" in answer) call?.reject(errorOf(answer.failure));
    else call?.resolve(answer.value);
  };

  readonly #ended = (): void => {
    this.#state = "closed";
    this.#port.off("message", this.#answered);
    this.#port.off("close", this.#ended);
    for (const call of this.#pending.values()) call.reject(closedError());
    this.#pending.clear();
  };
}

const closedError = (): StoreError =>
  new StoreError("unavailable", "The store is closed, or the thread that served it has ended.");

const failureOf = (cause: unknown): Failure => ({
  name: cause instanceof Error ? cause.name : "Error",
  code: cause instanceof StoreError ? cause.code : null,
  message: cause instanceof Error ? cause.message : String(cause),
});

function errorOf({ name, code, message }: Failure): Error {
  if (code) return new StoreError(code, message);
  const error = new Error(message);
  error.name = name;
  return error;
}
