import { type Frame, MAX_LINK_MESSAGE_BYTES } from "@apostil/shared/protocol";

/** Bytes of a frame besides its payload, at most: channel and length as varUint, and the kind. */
const FRAME_HEAD_BYTES = 17;

/**
 * Frames in as few physical messages as the limit allows, in their order. A frame above the limit stands alone.
 * @param most bytes of one physical message
 */
export function gather(frames: readonly Frame[], most = MAX_LINK_MESSAGE_BYTES): Frame[][] {
  const messages: Frame[][] = [];
  let room = 0;
  for (const frame of frames) {
    const size = frame.payload.length + FRAME_HEAD_BYTES;
    const last = messages.at(-1);
    if (last && size <= room) last.push(frame);
    else {
      messages.push([frame]);
      room = most - 1; // the version byte
    }
    room -= size;
  }
  return messages;
}
