import type { Me } from "@apostil/shared/protocol";
import { Suspense, useCallback, useEffect, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { words } from "../i18n/index.ts";
import {
  api,
  isAway,
  LocalRooms,
  openSession,
  pageMemory,
  type Session,
  SessionProvider,
} from "../session/index.ts";
import { Skeleton, useRequest } from "../ui/index.ts";
import { textOf } from "./addresses.ts";
import styles from "./app.module.css";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Broken, NotFound, StartFailed } from "./messages.tsx";
import { Codebook, Join, Library, People, Reader, Welcome } from "./parts.ts";
import { Shell } from "./shell.tsx";

/** Who is signed in; while the server is away, who was: the link asks again once it is back. */
async function whoIsHere(): Promise<Me | null> {
  try {
    return await api.me();
  } catch (error) {
    const last = isAway(error) ? pageMemory.member() : null;
    if (!last) throw error;
    return last;
  }
}

/** Asks who is signed in, and shows what that person may see. */
export function App() {
  const { now, again } = useRequest(whoIsHere);
  switch (now.state) {
    case "loading":
      return <Starting />;
    case "failed":
      return <StartFailed error={now.error} again={again} />;
    case "ready":
      return (
        <Suspense fallback={<Starting />}>
          <Visit first={now.value} />
        </Suspense>
      );
  }
}

/** A stay on this page: it may begin signed out, and change hands by an invitation or by signing out. */
function Visit({ first }: { readonly first: Me | null }) {
  const [me, setMe] = useState(first);
  const [left, setLeft] = useState(false);
  const [path, setLocation] = useLocation();
  useEffect(() => pageMemory.setMember(me), [me]);
  const leave = useCallback(() => {
    setMe(null);
    setLeft(true);
    setLocation("/");
  }, [setLocation]);
  const enter = async (joined: Me) => {
    setLocation(await firstScreen(), { replace: true });
    setMe(joined);
  };
  if (path === "/join") return <Join me={me} onJoined={(joined) => void enter(joined)} />;
  if (me === null) return <Welcome left={left} />;
  return <SignedIn key={me.member.id} me={me} onSignedOut={leave} />;
}

/** Straight to the text where there is only one; to the library where there is a choice. */
async function firstScreen(): Promise<string> {
  const texts = await api.texts().catch(() => []);
  const [only] = texts;
  return only && texts.length === 1 ? `/t/${only.id}` : "/";
}

function SignedIn({ me, onSignedOut }: { readonly me: Me; readonly onSignedOut: () => void }) {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    let opened: Session | null = null;
    let isLeft = false;
    void LocalRooms.open(me.generation, me.member.id).then((local) => {
      if (isLeft) return local?.close();
      pageMemory.use(local?.known ?? null);
      opened = openSession(me, { local });
      setSession(opened);
    });
    return () => {
      isLeft = true;
      pageMemory.use(null);
      opened?.close();
    };
  }, [me]);
  if (!session) return <Starting />;
  return (
    <SessionProvider session={session}>
      <Shell onSignedOut={onSignedOut}>
        <Screens />
      </Shell>
    </SessionProvider>
  );
}

function Screens() {
  const [path] = useLocation();
  const text = textOf(path);
  return (
    <ErrorBoundary screen={path} fallback={<Broken />}>
      <Suspense fallback={<Starting />}>
        {text !== null ? (
          <Reader key={text} textId={text} />
        ) : (
          <Switch>
            <Route path="/" component={Library} />
            <Route path="/people" component={People} />
            <Route path="/codebook" component={Codebook} />
            <Route component={NotFound} />
          </Switch>
        )}
      </Suspense>
    </ErrorBoundary>
  );
}

function Starting() {
  return (
    <main className={styles["starting"]}>
      <Skeleton label={words.common.loading} lines={5} />
    </main>
  );
}
