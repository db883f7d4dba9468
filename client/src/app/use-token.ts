import { useEffect, useState } from "react";
import { tokenOf } from "./addresses.ts";

/**
 * The token of the invitation link that was opened. It is taken out of the address at once, so that nobody copies it
 * from there, and Back does not lead to it.
 */
export function useToken(): string | null {
  const [token, setToken] = useState(() => tokenOf(location.hash));
  useEffect(() => {
    const take = () => {
      if (location.hash === "") return;
      setToken(tokenOf(location.hash));
      history.replaceState(history.state, "", location.pathname);
    };
    take();
    addEventListener("hashchange", take); // another link, pasted into the same tab
    return () => removeEventListener("hashchange", take);
  }, []);
  return token;
}
