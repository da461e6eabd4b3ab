/** What the router says of itself: an event and plain values, never a body, a header value, or a path with its query. */
export type RouterLog = Readonly<
  Record<
    "info" | "warn" | "error",
    (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void
  >
>;

/** A defect's name and place: its message could quote what must not be logged. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return `${error.name} ${error.stack?.split("\n")[1]?.trim() ?? ""}`;
}
