/** Esc, from the inside out: what is open closes first, what was typed is not lost by one press, and only then a page is left. */
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";
import { fieldOf, halfFilledForm } from "./half-filled.ts";

type Fold = { readonly close: () => void; readonly place: () => Element | null };

/** What is open, in the order it was opened. */
const folds: Fold[] = [];

/** While `isOpen`, Esc closes it before anything around it. */
export function useFold(
  isOpen: boolean,
  close: () => void,
  place: RefObject<Element | null>,
): void {
  const newest = useRef(close);
  newest.current = close;
  useEffect(() => {
    if (!isOpen) return;
    const fold = { close: () => newest.current(), place: () => place.current };
    folds.push(fold);
    return () => {
      folds.splice(folds.indexOf(fold), 1);
    };
  }, [isOpen, place]);
}

/** The one the person is in; else the one opened last. */
const innermost = (): Fold | null =>
  folds.findLast((fold) => fold.place()?.contains(document.activeElement)) ?? folds.at(-1) ?? null;

/** The form one press of Esc has left as it was; the next press gives it up. */
let held: HTMLFormElement | null = null;
const listeners = new Set<() => void>();

function hold(form: HTMLFormElement | null): void {
  if (held === form) return;
  held = form;
  for (const listener of listeners) listener();
}

const letGo = (): void => hold(null);
addEventListener("keydown", ({ key }) => key !== "Escape" && letGo(), true);
addEventListener("pointerdown", letGo, true);

/** One press of Esc. @param leave what there is to do when nothing is open. */
export function stepOut(leave: () => void): void {
  const fold = innermost();
  const form = halfFilledForm(fold?.place() ?? null);
  if (form && form !== held) {
    if (!form.contains(document.activeElement)) fieldOf(form)?.focus();
    hold(form);
    return;
  }
  letGo();
  if (fold) fold.close();
  else leave();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** One press of Esc was not enough: something is not saved. */
export const useHeld = (): boolean => useSyncExternalStore(subscribe, () => held !== null);
