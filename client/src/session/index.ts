export { type Api, ApiProblem, api, createApi, isAway } from "./api.ts";
export {
  SessionProvider,
  useKeeping,
  useMe,
  useOnline,
  useOutboxFailures,
  usePresence,
  useRoom,
  useSaveState,
  useSession,
  useSetAside,
  useSignedOut,
  useTextMarks,
} from "./hooks.ts";
export type { LinkState } from "./link.ts";
export type { Watched } from "./listeners.ts";
export { LocalRooms } from "./local/local-rooms.ts";
export { pageMemory } from "./local/page-memory.ts";
export type { OutboxFailure } from "./outbox.ts";
export type { Command } from "./overlay.ts";
export type { PersonHere } from "./presence.ts";
export type { RoomHandle, RoomState } from "./room-handle.ts";
export type { SaveState } from "./save-state.ts";
export { openSession, type Session, type SessionOptions } from "./session.ts";
export type { SetAsideReason, SetAsideWords } from "./set-aside.ts";
export { NO_MARKS, type ParagraphMarks, type TextView } from "./text-marks.ts";
