/** Where in the window the person is and came from: a short trail of pages, each with the control it was left by. */
import type { WindowPage } from "../preload/contract/command.ts";
import type { Place } from "./face.ts";

/** The OpenClaw page is a part of the settings: no menu leads to it. */
export type ScreenName = WindowPage | "openclaw";

/** A control, by what does not change while its page is away: its name, its kind, and how many of them come before it. */
export type Door = { readonly name: string; readonly tag: string; readonly at: number };

export type Screen = {
  readonly is: ScreenName;
  readonly place?: Place | undefined;
  /** What it was left by: the focus goes back there. Null: it has not been left. */
  readonly door: Door | null;
};

/** Never empty; the last one is seen. */
export type Trail = readonly Screen[];

const home: Screen = { is: "home", door: null };
export const atHome: Trail = [home];

export const seenOf = (trail: Trail): Screen => trail.at(-1) ?? home;

/** Goes on from what is seen; a page that is on the trail already is gone back to instead, opened anew. */
export function goOn(trail: Trail, to: Omit<Screen, "door">, door: Door | null): Trail {
  const before = trail.findIndex(({ is }) => is === to.is);
  const kept =
    before === -1 ? [...trail.slice(0, -1), { ...seenOf(trail), door }] : trail.slice(0, before);
  return [...kept, { ...to, door: null }];
}

/** Straight to a page: behind it lies Home, as it was left. */
export const goTo = ([first = home]: Trail, page: WindowPage): Trail =>
  page === "home" ? atHome : [first, { is: page, door: null }];

/** One step back; Home is where it ends. */
export const goBack = (trail: Trail): Trail => (trail.length > 1 ? trail.slice(0, -1) : trail);

const controls = "a[href], button, input, select, summary";
const nameOf = (control: Element): string => control.ariaLabel ?? control.textContent;

/** @param page all that is shown. */
export function doorOf(page: ParentNode, control: Element | null): Door | null {
  const at = [...page.querySelectorAll(controls)].indexOf(control as Element);
  return control && at >= 0 ? { name: nameOf(control), tag: control.tagName, at } : null;
}

/** The same control after its page was drawn anew: by its name, or, in another language, by its place. */
export function controlOf(page: ParentNode, { at, name, tag }: Door): HTMLElement | null {
  const all = [...page.querySelectorAll<HTMLElement>(controls)];
  const here = all[at];
  if (here && nameOf(here) === name) return here;
  const named = all.find((each) => each.tagName === tag && nameOf(each) === name);
  return named ?? (here?.tagName === tag ? here : null);
}
