import { later } from "../ui/index.ts";
import { useReading } from "./reading.ts";

const Bar = later(() => import("./words-bar.tsx").then(({ WordsBar }) => WordsBar));

/** What one can do with selected words; fetched before anybody selects the first. */
export function WordsBar() {
  const selecting = useReading((now) => now.selected !== null);
  return selecting ? <Bar /> : null;
}
