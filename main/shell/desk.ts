/** The desk the window stands on: displays, pointer and tray icon as the system tells them now. */
import os from "node:os";
import { type BrowserWindow, type Rectangle, screen } from "electron";
import type { Size } from "../core/window-form.ts";
import {
  contains,
  gapOf,
  isDictated,
  isIconSeen,
  placeKept,
  placeOf,
  type Rect,
} from "../core/window-place.ts";

export type Desk = {
  isIconSeen(): boolean;
  isPointerOnIcon(): boolean;
  /** Puts a popover beside the icon. */
  place(window: BrowserWindow, size: Size): void;
  /** Puts an ordinary window back where the person left it. */
  placeBack(window: BrowserWindow, kept: Rect): void;
  /** From then on tells whether the size is the window manager's doing: nobody's hand is as fast as its answer to being shown. */
  followSize(window: BrowserWindow): () => boolean;
  /** Calls back when a display has come, gone or changed. */
  watch(listener: () => void): void;
};

/** A window manager answers within a few frames; a busy one takes longer. */
const answersWithinMs = 1_000;

/** @param iconBounds where the tray icon is; empty when nobody knows. */
export function createDesk(platform: string, iconBounds: () => Rectangle): Desk {
  const gap = gapOf(platform, os.release());
  return {
    isIconSeen: () => isIconSeen(iconBounds(), screen.getAllDisplays()),
    isPointerOnIcon() {
      const icon = iconBounds();
      // Linux has neither icon nor, on Wayland, a pointer to ask for.
      return icon.width > 0 && contains(icon, screen.getCursorScreenPoint());
    },
    place(window, size) {
      const bounds = placeOf({
        icon: iconBounds(),
        displays: screen.getAllDisplays(),
        pointer: screen.getCursorScreenPoint(),
        size,
        gap,
        platform,
      });
      if (bounds === null) return;
      window.setBounds(bounds);
      // Windows scales the first size by the display the window comes from, the second by the one it has come to.
      window.setBounds(bounds);
    },
    placeBack(window, kept) {
      const bounds = placeKept(kept, screen.getAllDisplays());
      if (bounds !== null) window.setBounds(bounds);
    },
    followSize(window) {
      let isTheirs = false;
      let asked = window.getBounds();
      let shownAt = -Infinity;
      window.on("show", () => {
        asked = window.getBounds();
        shownAt = performance.now();
      });
      window.on("resize", () => {
        const isAnswer = performance.now() - shownAt < answersWithinMs;
        if (isAnswer && isDictated(asked, window.getBounds())) isTheirs = true;
      });
      return () => platform === "linux" && isTheirs;
    },
    watch(listener) {
      screen.on("display-added", listener);
      screen.on("display-removed", listener);
      screen.on("display-metrics-changed", listener);
    },
  };
}
