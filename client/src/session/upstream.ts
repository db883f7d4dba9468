import { type Frame, MAX_PART_BYTES, MAX_PARTED_MESSAGES, partFrame } from "@apostil/shared/protocol";

/** `at`: where the next part begins. */
type Large = { readonly channel: number; readonly message: Uint8Array; at: number };

/**
 * What a page has to send: small frames in their order, and large messages in parts that take turns, so that a pasted
 * report does not hold the other rooms. Messages of one channel keep their order.
 */
export class Upstream {
  #small: Frame[] = [];
  /** The first of each channel is under way, the others wait for it. */
  #large: Large[] = [];

  add(frame: Frame): void {
    this.#small.push(frame);
  }

  /** Also a small message behind a large one of its channel. */
  addLarge(channel: number, message: Uint8Array): void {
    this.#large.push({ channel, message, at: 0 });
  }

  /** Whether something of this channel waits that a message must stay behind. */
  isLarge(channel: number): boolean {
    return this.#large.some((large) => large.channel === channel);
  }

  hasSmall(): boolean {
    return this.#small.length > 0;
  }

  isEmpty(): boolean {
    return this.#small.length === 0 && this.#large.length === 0;
  }

  drop(channel: number): void {
    this.#large = this.#large.filter((large) => large.channel !== channel);
  }

  clear(): void {
    this.#small = [];
    this.#large = [];
  }

  /** What goes out now: all small frames, and parts of about `bytes`. */
  next(bytes: number): Frame[] {
    const frames = this.#small;
    this.#small = [];
    for (let left = bytes; left > 0 && this.#large.length > 0; ) left -= this.#turn(frames);
    return frames;
  }

  /** One part of each message under way. */
  #turn(frames: Frame[]): number {
    let bytes = 0;
    for (const large of this.#underWay()) {
      const frame = partFrame(large.channel, large.message, large.at);
      large.at += MAX_PART_BYTES;
      frames.push(frame);
      bytes += frame.payload.length;
    }
    this.#large = this.#large.filter(({ message, at }) => at === 0 || at < message.length);
    return bytes;
  }

  #underWay(): Large[] {
    const channels = new Set<number>();
    const first = this.#large.filter(({ channel }) => {
      const isFirst = !channels.has(channel);
      channels.add(channel);
      return isFirst;
    });
    return first.slice(0, MAX_PARTED_MESSAGES);
  }
}
