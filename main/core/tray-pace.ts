/** When a menu that was handed over ahead is replaced: at once for what matters, within a minute for figures that only grow older. */
import type { TrayItem, TrayModel } from "./tray.ts";

/**
 * Nobody tells us that such a menu is open: the D-Bus menu of Linux has no event for it (electron/electron#28837). Replacing it gives
 * every row a new number, and a click on a row of the old one is lost (Chromium's components/dbus/menu). So a busy hour, in which the
 * spend row would change with every request, must not replace it all the time; that row says itself of when it is.
 */
const latestMs = 60_000;

export type MenuPace = {
  draw(model: TrayModel): void;
  /** Hands it over again although nothing has changed. */
  again(): void;
  /** Nothing is handed over any more. */
  stop(): void;
};

/**
 * @param hand gives the menu to the system.
 * @param later runs something once after so many milliseconds; returns the way to stop it.
 */
export function createMenuPace(
  hand: (menu: readonly TrayItem[]) => void,
  later: (run: () => void, afterMs: number) => () => void,
): MenuPace {
  let handed: TrayModel | null = null;
  let wanted: TrayModel | null = null;
  let waiting: (() => void) | null = null;

  function stopWaiting(): void {
    waiting?.();
    waiting = null;
  }

  function handOver(): void {
    stopWaiting();
    if (wanted === null) return;
    handed = wanted;
    hand(wanted.menu);
  }

  function handOverLate(): void {
    waiting = null;
    if (handed !== null && wanted !== null && !isSame(handed.menu, wanted.menu)) handOver();
  }

  return {
    draw(model) {
      wanted = model;
      if (handed === null || !canWait(handed, model)) handOver();
      else if (!isSame(handed.menu, model.menu)) waiting ??= later(handOverLate, latestMs);
    },
    again: handOver,
    stop() {
      wanted = null;
      stopWaiting();
    },
  };
}

/** True when nothing but the age of the figures differs: the spend, what is left, and the time of a proof that still holds. */
function canWait(handed: TrayModel, wanted: TrayModel): boolean {
  const figures = ["spend", "allowance"];
  const isProven = handed.icon === "verified" && wanted.icon === "verified";
  const ages = isProven ? ["status", ...figures] : figures;
  const timeless = ({ menu }: TrayModel): readonly TrayItem[] =>
    menu.map((item) =>
      item.type === "normal" && ages.includes(item.id) ? { ...item, label: "" } : item,
    );
  return isSame(timeless(handed), timeless(wanted));
}

const isSame = (before: readonly TrayItem[], after: readonly TrayItem[]): boolean =>
  JSON.stringify(before) === JSON.stringify(after);
