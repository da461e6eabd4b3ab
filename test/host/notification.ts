/** Electron's Notification, recorded instead of shown. */
import { host } from "./host.ts";
import { strictEmitter } from "./strict.ts";

export class Notification extends strictEmitter("Notification") {
  static isSupported(): boolean {
    return true;
  }

  readonly title: string;
  readonly body: string;

  constructor(
    options: { readonly title?: string; readonly body?: string; readonly silent?: boolean } = {},
  ) {
    super();
    this.title = options.title ?? "";
    this.body = options.body ?? "";
  }

  show(): void {
    host.notifications.push(this);
    this.emit("show");
    host.changed();
  }

  close(): void {
    this.emit("close");
  }
}
