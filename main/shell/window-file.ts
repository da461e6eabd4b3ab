/** Where ordinary windows were left, kept between starts in a small file of its own; one that cannot be read is none. */
import path from "node:path";
import type { WindowForm } from "../core/window-form.ts";
import type { Rect } from "../core/window-place.ts";
import { readFileBounded, writeFileAtomic } from "../kit/atomic-file.ts";

export type WindowFile = {
  get(form: WindowForm): Rect | null;
  /** Written down a moment later: a hand on the window's edge moves it sixty times a second. */
  keep(form: WindowForm, bounds: Rect): void;
  /** Writes what is not written yet. */
  flush(): void;
};

const longest = 4_096;
const settleMs = 500;

/** @param folder Sluice's own, which exists. */
export async function openWindowFile(folder: string): Promise<WindowFile> {
  const file = path.join(folder, "window.json");
  const read = await readFileBounded(file, longest);
  const kept = new Map(read.ok ? boundsIn(read.bytes) : []);
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    // A full disk costs a window its place, and nothing more.
    void writeFileAtomic(file, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
  }

  return {
    get: (form) => kept.get(form) ?? null,
    keep(form, { height, width, x, y }) {
      const bounds = { x, y, width, height };
      if (JSON.stringify(kept.get(form)) === JSON.stringify(bounds)) return;
      kept.set(form, bounds);
      clearTimeout(timer);
      timer = setTimeout(flush, settleMs);
      timer.unref();
    },
    flush,
  };
}

const forms = ["window", "firstRun"] as const satisfies readonly WindowForm[];

function boundsIn(bytes: Uint8Array): [WindowForm, Rect][] {
  let all: Partial<Record<WindowForm, Partial<Rect>>>;
  try {
    all = { ...(JSON.parse(new TextDecoder().decode(bytes)) as object) };
  } catch {
    return [];
  }
  return forms.flatMap((form) => {
    const { height, width, x, y } = all[form] ?? {};
    return isPlace(x) && isPlace(y) && isPlace(width) && isPlace(height)
      ? [[form, { x, y, width, height }] as [WindowForm, Rect]]
      : [];
  });
}

/** No screen is further away than that. */
const isPlace = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 100_000;
