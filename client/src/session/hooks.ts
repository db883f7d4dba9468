import type { ParagraphId, TextId } from "@apostil/shared/model";
import type { Me, RoomName, SummaryMessage } from "@apostil/shared/protocol";
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Watched } from "./listeners.ts";
import type { OutboxFailure } from "./outbox.ts";
import type { PersonHere, Presence } from "./presence.ts";
import type { RoomHandle } from "./room-handle.ts";
import type { SaveState } from "./save-state.ts";
import type { Session } from "./session.ts";
import type { SetAsideWords } from "./set-aside.ts";
import { EMPTY_VIEW, TextMarks, type TextView } from "./text-marks.ts";

const SessionContext = createContext<Session | null>(null);

/** Gives the session to everything below it. */
export function SessionProvider(props: {
  readonly session: Session;
  readonly children: ReactNode;
}): ReactNode {
  return createElement(SessionContext, { value: props.session }, props.children);
}

/** @throws Error outside of a {@link SessionProvider} */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands outside of a SessionProvider");
  return session;
}

/** A value that is watched while the component is mounted. */
function useWatched<Value>({ subscribe, get }: Watched<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}

/** Who is signed in, with the rights of now; after the end of the session, who was. */
export function useMe(): Me {
  const session = useSession();
  return useWatched(session.who) ?? session.me;
}

/** Whether the server has said that nobody is signed in any more. */
export const useSignedOut = (): boolean => useWatched(useSession().who) === null;

/** _Saved_, _Saving…_ or _Offline, n changes kept here_. */
export const useSaveState = (): SaveState => useWatched(useSession().saveState);

/** Whether the server can be reached, as far as is known; true while the page starts. */
export function useOnline(): boolean {
  const { kind } = useWatched(useSession().link);
  return kind === "up" || kind === "starting";
}

/** Whether this browser keeps copies of what is written until the server has it. */
export const useKeeping = (): boolean => useWatched(useSession().keeping);

/** Words that the server did not take; `session.setAside` copies and dismisses them. */
export const useSetAside = (): readonly SetAsideWords[] => useWatched(useSession().setAside);

/** Annotations that the server refused; `session.outbox` retries and dismisses them. */
export const useOutboxFailures = (): readonly OutboxFailure[] => useWatched(useSession().outbox.failures);

const never = () => () => {};
const zero = () => 0;

/**
 * Opens a room while the component is mounted; `null` at the first rendering, and for no name.
 * Renders again when the room changes, not at each edit of the note. Editors: `key={room.epoch}`.
 */
export function useRoom(name: RoomName | null): RoomHandle | null {
  const { rooms } = useSession();
  const [room, setRoom] = useState<RoomHandle | null>(null);
  useEffect(() => {
    if (name === null) return;
    const used = rooms.use(name);
    setRoom(used);
    return () => {
      setRoom(null);
      used.release();
    };
  }, [rooms, name]);
  const current = room?.name === name ? room : null;
  useSyncExternalStore(current?.subscribe ?? never, current?.version ?? zero);
  return current;
}

const emptyView = () => EMPTY_VIEW;

/**
 * What stands in these layers (wire names) of a text. A paragraph's marks stay the same object until something in them
 * changes, so that a memoized part renders only then. `setNear` opens the rooms of the paragraphs that somebody reads.
 * @param first the summary that the page began with
 */
export function useTextMarks(
  text: TextId,
  layers: readonly string[],
  first: SummaryMessage | null,
): { readonly view: TextView; readonly setNear: (near: ReadonlySet<ParagraphId>) => void } {
  const { rooms, link, clock } = useSession();
  const [marks, setMarks] = useState<TextMarks | null>(null);
  const near = useRef<ReadonlySet<ParagraphId>>(new Set());
  // The list is made anew at each rendering; its contents decide.
  const layerKey = layers.join(" ");
  useEffect(() => {
    const made = new TextMarks({
      ...{ text, first, clock, source: link },
      layers: split(layerKey),
      use: (name) => rooms.use(name),
    });
    made.setNear(near.current);
    setMarks(made);
    return () => made.close();
  }, [rooms, link, clock, text, first, layerKey]);
  const setNear = useCallback(
    (wanted: ReadonlySet<ParagraphId>) => {
      near.current = wanted;
      marks?.setNear(wanted);
    },
    [marks],
  );
  // When other layers are wanted, what was there stays until they are open; another text's never does.
  const current = marks?.text === text ? marks : null;
  const view = useSyncExternalStore(current?.subscribe ?? never, current?.get ?? emptyView);
  return { view, setNear };
}

const split = <Word extends string>(key: string): Word[] => (key === "" ? [] : (key.split(" ") as Word[]));

const NOBODY: readonly PersonHere[] = [];
const nobody = () => NOBODY;

/**
 * Who else has the text open, and how to say where we are while we write in `layer`. One's own entry is not in it.
 */
export function usePresence(
  text: TextId,
  layer: string,
): { readonly people: readonly PersonHere[]; readonly setHere: (paragraph: ParagraphId | null) => void } {
  const session = useSession();
  const [presence, setPresence] = useState<Presence | null>(null);
  useEffect(() => {
    const used = session.presence(text);
    setPresence(used.presence);
    return () => {
      setPresence(null);
      used.release();
    };
  }, [session, text]);
  const people = useSyncExternalStore(presence?.subscribe ?? never, presence?.get ?? nobody);
  const setHere = useCallback(
    (paragraph: ParagraphId | null) => presence?.setHere({ layer, paragraph }),
    [presence, layer],
  );
  return { people, setHere };
}
