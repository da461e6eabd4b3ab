/** Shows a notification where the system can. */
import { Notification } from "electron";

/** @returns the way to take it back. */
export function postNotification(title: string, body: string, onClick: () => void): () => void {
  if (!Notification.isSupported()) return () => {};
  const notification = new Notification({ title, body, silent: true });
  notification.on("click", onClick);
  notification.show();
  return () => notification.close();
}
