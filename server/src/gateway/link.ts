import type { Duplex } from "node:stream";
import {
  CLOSE_CODES,
  closeFrame,
  FRAME,
  type Frame,
  helloFrame,
  MAX_CHANNELS,
  MAX_FRAME_BYTES,
  MAX_PART_BYTES,
  MAX_PARTED_MESSAGES,
  Parts,
  pulseFrame,
  readCredit,
  readFrames,
  summaryFrame,
  textOf,
} from "@apostil/shared/protocol";
import type { WebSocket } from "ws";
import type { Viewer } from "../people/people.ts";
import { Channel } from "./channel.ts";
import { socketFrame } from "./frame-writer.ts";
import type { Heartbeat, Watched } from "./heartbeat.ts";
import type { Hub } from "./hub.ts";
import { MAX_FRAMES, WINDOW_MS } from "./limits.ts";
import { OutQueue, type Wire } from "./out-queue.ts";
import { Rate } from "./rate.ts";
import type { Visitor } from "./session.ts";
import { bytesOf, closeSocket } from "./socket.ts";
import { LinkSummary } from "./summaries.ts";

export type LinkParts = {
  readonly socket: WebSocket;
  /** The socket under it. */
  readonly duplex: Duplex;
  readonly hub: Hub;
  readonly heartbeat: Heartbeat;
  readonly generation: string;
  /** How long it may take nothing before it is closed, in milliseconds. */
  readonly slowMs: number;
};

/** `/link`: all rooms of a page on one socket. Frames of one turn leave in one message. */
export class Link implements Wire {
  readonly #socket: WebSocket;
  readonly #duplex: Duplex;
  readonly #visitor: Visitor;
  readonly #hub: Hub;
  readonly #watched: Watched;
  readonly #channels = new Map<number, Channel>();
  readonly #rate = new Rate(MAX_FRAMES, WINDOW_MS);
  /** A message may be as large as a frame, with its own head. */
  readonly #parts = new Parts({ bytes: MAX_FRAME_BYTES + 16, messages: MAX_PARTED_MESSAGES });
  readonly #out: OutQueue;
  /** The link itself, for summaries. */
  readonly #own: Channel;
  readonly #summary: LinkSummary;

  constructor({ socket, duplex, hub, heartbeat, generation, slowMs }: LinkParts, viewer: Viewer) {
    this.#socket = socket;
    this.#duplex = duplex;
    this.#hub = hub;
    this.#out = new OutQueue({
      wire: this,
      progress: () => this.#hub.resume(this.#visitor),
      isAwaited: () => this.#visitor.waiting.size > 0,
      tooSlow: () => this.#end(CLOSE_CODES.tooSlow, "Too slow"),
      slowMs,
    });
    this.#own = new Channel(0, this.#out);
    this.#summary = new LinkSummary(hub.summaries, (json) => this.#tell(json));
    this.#visitor = hub.arrive(
      viewer,
      () => this.#dismiss(),
      () => this.#summary.reconsider(this.#visitor.viewer),
    );
    this.#addFrame(helloFrame(generation));
    this.#watched = heartbeat.watch(socket, () => this.#addFrame(pulseFrame));
    socket.on("message", (data, isBinary) => this.#receive(isBinary ? bytesOf(data) : null));
    socket.on("close", () => this.#closed());
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  buffered(): number {
    return this.#duplex.writableLength;
  }

  send(message: Buffer, done?: () => void): void {
    this.#duplex.write(socketFrame(message), done);
    this.#watched.spoke = true;
  }

  #closed(): void {
    this.#out.close();
    this.#summary.close();
    for (const { session } of this.#channels.values()) if (session) this.#hub.leave(session);
    this.#hub.depart(this.#visitor);
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

  #take({ channel: number, kind, payload }: Frame): void {
    const channel = this.#channels.get(number);
    switch (kind) {
      case FRAME.open:
        return this.#open(number, textOf(payload));
      case FRAME.data:
        // frames behind a refusal are still on their way: no fault of the client
        if (channel?.session) this.#hub.receive(channel.session, payload);
        return;
      case FRAME.part:
        return this.#takePart(channel, payload);
      case FRAME.credit:
        return this.#takeCredit(channel, payload);
      case FRAME.close:
        this.#forget(number);
        if (channel?.session) this.#hub.leave(channel.session);
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
      return this.#addFrame(closeFrame(channel, CLOSE_CODES.tooMany, "Too many rooms on one link"));
    const opened = new Channel(channel, this.#out);
    this.#channels.set(channel, opened);
    opened.session = this.#hub.join(opened, name, this.#visitor);
  }

  #takePart(channel: Channel | undefined, payload: Uint8Array): void {
    const session = channel?.session;
    if (!channel || !session || session.state.kind === "closed") return;
    try {
      const message = this.#parts.take(channel.number, payload);
      if (message) this.#hub.receive(session, message);
    } catch (error) {
      if (error instanceof RangeError) this.#hub.tooLarge(session);
      else this.#end(CLOSE_CODES.malformed, "These bytes are no part of a message");
    }
  }

  #takeCredit(channel: Channel | undefined, payload: Uint8Array): void {
    try {
      channel?.credit(readCredit(payload));
    } catch {
      return this.#end(CLOSE_CODES.malformed, "These bytes are no credit");
    }
    this.#out.credited();
  }

  #forget(number: number): void {
    this.#channels.delete(number);
    this.#parts.drop(number);
  }

  /** A summary waits for a client that does not read; what it lacks then, it gets as a whole. */
  #tell(json: string): boolean {
    if (this.#own.isBusy()) return false;
    const frame = summaryFrame(json);
    if (frame.payload.length <= MAX_PART_BYTES) this.#addFrame(frame);
    else {
      this.#own.send(frame.payload);
      this.#own.credit(frame.payload.length);
    }
    return true;
  }

  #addFrame({ channel, kind, payload }: Frame): void {
    this.#out.add(channel, kind, payload);
  }

  /** The rooms hear why before the link ends. */
  #dismiss(): void {
    this.#out.flush();
    this.#end(CLOSE_CODES.notSignedIn, "This session has ended");
  }

  #end(code: number, reason: string): void {
    closeSocket(this.#socket, code, reason);
  }
}
