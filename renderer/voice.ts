/** One polite voice for the whole window: what changed by itself is told once, after things have come to rest. */

/** As long as one change follows another, nothing is told. */
const restMs = 400;
/** What is told again must be gone for a moment, or nobody hears it. */
const gapMs = 50;
/** Heard by then, it is in nobody's way. */
const staysMs = 10_000;

let told = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function put(text: string): void {
  told = text;
  for (const listener of listeners) listener();
}

function tell(text: string): void {
  put(text);
  timer = setTimeout(() => put(""), staysMs);
}

/** The newest takes the place of what has not been told yet. */
export function say(text: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (told === "") return tell(text);
    put("");
    timer = setTimeout(() => tell(text), gapMs);
  }, restMs);
}

export const voice = {
  told: (): string => told,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
