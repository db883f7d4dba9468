import {
  CLOSE_CODES,
  closeFrame,
  dataFrame,
  FRAME,
  type Frame,
  helloFrame,
  MAX_CHANNELS,
  openFrame,
  pulseFrame,
  readFrames,
  summaryFrame,
  textOf,
  writeFrames,
} from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import type { Viewer } from "../people/people.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Hub } from "./hub.ts";
import { MAX_FRAMES, MAX_LINK_WAITING_BYTES, MAX_SUMMARY_WAITING_BYTES, WINDOW_MS } from "./limits.ts";
import { Rate } from "./rate.ts";
import type { Line, RoomSession, Visitor } from "./session.ts";
import { bytesOf, closeSocket } from "./socket.ts";
import { LinkSummary } from "./summaries.ts";

/** `/link`: all rooms of a page on one socket. Frames of one turn leave in one message. */
export class Link {
  readonly #socket: WebSocket;
  readonly #visitor: Visitor;
  readonly #hub: Hub;
  readonly #heartbeat: Heartbeat;
  readonly #channels = new Map<number, RoomSession>();
  readonly #rate = new Rate(MAX_FRAMES, WINDOW_MS);
  readonly #summary: LinkSummary;
  #waiting: Frame[] = [];

  constructor(socket: WebSocket, viewer: Viewer, generation: string, hub: Hub, heartbeat: Heartbeat) {
    this.#socket = socket;
    this.#hub = hub;
    this.#summary = new LinkSummary(hub.summaries, (json) => this.#tell(json));
    this.#visitor = hub.arrive(
      viewer,
      () => this.#dismiss(),
      () => this.#summary.reconsider(this.#visitor.viewer),
    );
    this.#heartbeat = heartbeat;
    this.#send(helloFrame(generation));
    heartbeat.watch(socket, () => this.#send(pulseFrame));
    socket.on("message", (data, isBinary) => this.#receive(isBinary ? bytesOf(data) : null));
    socket.on("close", () => {
      this.#summary.close();
      for (const session of this.#channels.values()) hub.leave(session);
      hub.depart(this.#visitor);
    });
  }

  #receive(bytes: Uint8Array | null): void {
    let frames: Frame[];
    try {
      frames = bytes ? readFrames(bytes) : [];
    } catch {
      return this.#end(CLOSE_CODES.malformed, "These bytes are no frames of the link");
    }
    if (!bytes) return this.#end(CLOSE_CODES.malformed, "Messages are binary");
    if (!this.#rate.allows(frames.length, Date.now()))
      return this.#end(CLOSE_CODES.tooMany, "Too many frames");
    for (const frame of frames) this.#take(frame);
  }

  #take({ channel, kind, payload }: Frame): void {
    const session = this.#channels.get(channel);
    switch (kind) {
      case FRAME.open:
        return this.#open(channel, textOf(payload));
      case FRAME.data:
        // frames behind a refusal are still on their way: no fault of the client
        if (session) this.#hub.receive(session, payload);
        return;
      case FRAME.close:
        this.#channels.delete(channel);
        if (session) this.#hub.leave(session);
        return;
      case FRAME.watch:
        if (!this.#summary.watch(this.#visitor.viewer, textOf(payload)))
          this.#end(CLOSE_CODES.tooMany, "Too many texts watched");
        return;
      case FRAME.summary:
      case FRAME.pulse:
      case FRAME.hello:
        return;
    }
  }

  #open(channel: number, name: string): void {
    if (channel === 0 || this.#channels.has(channel))
      return this.#end(CLOSE_CODES.malformed, "A channel is opened once, and 0 never");
    if (this.#channels.size >= MAX_CHANNELS)
      return this.#send(closeFrame(channel, CLOSE_CODES.tooMany, "Too many rooms on one link"));
    const line: Line = {
      tellsSaved: true,
      opened: () => this.#send(openFrame(channel)),
      send: (message) => this.#send(dataFrame(channel, message)),
      close: (code, reason) => {
        this.#channels.delete(channel);
        this.#send(closeFrame(channel, code, reason));
      },
    };
    this.#channels.set(channel, this.#hub.join(line, name, this.#visitor));
  }

  /** A summary waits for a client that does not read; what it lacks then, it gets as a whole. */
  #tell(json: string): boolean {
    if (this.#socket.bufferedAmount > MAX_SUMMARY_WAITING_BYTES) return false;
    this.#send(summaryFrame(json));
    return true;
  }

  #send(frame: Frame): void {
    this.#waiting.push(frame);
    if (this.#waiting.length === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const frames = this.#waiting;
    this.#waiting = [];
    if (frames.length === 0) return;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_LINK_WAITING_BYTES)
      return this.#end(CLOSE_CODES.tooSlow, "Too slow");
    this.#socket.send(writeFrames(frames));
    this.#heartbeat.sent(this.#socket);
  }

  /** The rooms hear why before the link ends. */
  #dismiss(): void {
    this.#flush();
    this.#end(CLOSE_CODES.notSignedIn, "This session has ended");
  }

  #end(code: number, reason: string): void {
    closeSocket(this.#socket, code, reason);
  }
}
