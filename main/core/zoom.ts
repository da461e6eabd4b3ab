/** How large the window's text is drawn: steps up to twice its size, by the keys every browser has for it. */

export type ZoomStep = "in" | "out" | "reset";

const factors = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** With and without Shift, where a keyboard has the sign only with it. */
const keys: Readonly<Record<string, ZoomStep>> = {
  ...{ "+": "in", "=": "in" },
  ...{ "-": "out", _: "out" },
  "0": "reset",
};

/** Null for any other key; macOS has them in its menu bar. */
export function zoomStepOf(
  platform: string,
  key: {
    readonly type: string;
    readonly key: string;
    readonly control: boolean;
    readonly alt: boolean;
    readonly meta: boolean;
  },
): ZoomStep | null {
  if (platform === "darwin" || key.type !== "keyDown") return null;
  return key.control && !key.alt && !key.meta ? (keys[key.key] ?? null) : null;
}

/** The next of the factors; at their ends the same. */
export function zoomedBy(step: ZoomStep, factor: number): number {
  if (step === "reset") return 1;
  // A factor is kept as a power of another number: it may come back a hair beside itself.
  const hair = 0.001;
  const next =
    step === "in"
      ? factors.find((each) => each > factor + hair)
      : factors.findLast((each) => each < factor - hair);
  return next ?? factor;
}
