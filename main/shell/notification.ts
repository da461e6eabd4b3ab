/** Shows a notification where the system can. */
import { Notification } from "electron";

/** One that nobody holds may be collected before it is clicked. */
const standing = new Set<Notification>();

/** @returns the way to take it back. */
export function postNotification(title: string, body: string, onClick: () => void): () => void {
  if (!Notification.isSupported()) return () => {};
  const notification = new Notification({ title, body, silent: true });
  notification.on("click", onClick);
  notification.once("close", () => standing.delete(notification));
  standing.add(notification);
  notification.show();
  return () => notification.close();
}
