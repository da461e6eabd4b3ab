/** Around every page the words that lead to the others: beside it in a wide window, under it in a narrow one, where Home has a footer of its own. */
import type { ReactNode } from "react";
import type { WindowPage } from "../../preload/contract/command.ts";
import { useFace } from "../face.ts";
import { useMedia, wide } from "../media.ts";
import type { ScreenName } from "../trail.ts";

const beside = [
  "home",
  "usage",
  "requests",
  "checks",
  "gateway",
  "settings",
] as const satisfies readonly WindowPage[];
/** The way back leads Home. */
const under = beside.slice(1);

export function Frame(props: {
  readonly page: ScreenName;
  /** Straight to a page, whatever was seen before. */
  readonly turn: (page: WindowPage) => void;
  readonly children: ReactNode;
}): ReactNode {
  const isWide = useMedia(wide);
  const { page, turn } = props;
  return (
    <div className="frame" data-page={page}>
      {isWide && <Words className="side" pages={beside} page={page} turn={turn} />}
      {props.children}
      {!isWide && page !== "home" && (
        <Words className="foot foot-row words" pages={under} page={page} turn={turn} />
      )}
    </div>
  );
}

function Words(props: {
  readonly className: string;
  readonly pages: readonly WindowPage[];
  readonly page: ScreenName;
  readonly turn: (page: WindowPage) => void;
}): ReactNode {
  const { words } = useFace();
  // OpenClaw's page is a part of the settings.
  const current = (page: WindowPage) => {
    if (page === props.page) return "page";
    return page === "settings" && props.page === "openclaw" ? "true" : undefined;
  };
  return (
    <nav className={props.className} aria-label={words.pages.name}>
      {props.pages.map((page) => (
        <button
          key={page}
          type="button"
          className="page-word"
          aria-current={current(page)}
          onClick={() => props.turn(page)}
        >
          {words.pages[page]}
        </button>
      ))}
    </nav>
  );
}
