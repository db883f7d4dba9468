import { createContext, type ReactNode, useContext } from "react";
import { createPortal } from "react-dom";

/** The place in the top bar that a screen may fill; `null` where there is no bar. */
const BarPlace = createContext<HTMLElement | null>(null);

/** The shell says where the place is. */
export const BarPlaceProvider = BarPlace.Provider;

/** Shows its children in the top bar, before the account: who is here, for instance. Nothing where there is no bar. */
export function InBar({ children }: { readonly children: ReactNode }): ReactNode {
  const place = useContext(BarPlace);
  return place ? createPortal(children, place) : null;
}
