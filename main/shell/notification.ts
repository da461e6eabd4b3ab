/** Shows a notification where the system can, with buttons where it has them. */
import { Notification } from "electron";

/** One that nobody holds may be collected before it is clicked. */
const standing = new Set<Notification>();

export type Told = {
  readonly title: string;
  readonly body: string;
  /** Buttons; a system without them leaves the click. */
  readonly actions?: readonly { readonly text: string; run(): void }[];
  onClick(): void;
};

/** @returns the way to take it back. */
export function postNotification({ actions = [], body, onClick, title }: Told): () => void {
  if (!Notification.isSupported()) return () => {};
  const notification = new Notification({
    ...{ title, body, silent: true },
    // Together in the system's own list.
    groupId: "sluice",
    actions: actions.map(({ text }) => ({ type: "button", text })),
  });
  notification.on("click", onClick);
  notification.on("action", ({ actionIndex }) => actions[actionIndex]?.run());
  notification.once("close", () => standing.delete(notification));
  standing.add(notification);
  notification.show();
  return () => notification.close();
}
