/** Electron's Notification, recorded instead of shown. */
import type * as Electron from "electron";
import { host } from "./host.ts";
import { strictEmitter } from "./strict.ts";

type Options = Pick<
  Electron.NotificationConstructorOptions,
  "actions" | "body" | "groupId" | "id" | "silent" | "title"
>;

let lastId = 0;

export class Notification extends strictEmitter("Notification") {
  static isSupported(): boolean {
    return true;
  }

  readonly id: string;
  readonly groupId: string;
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly actions: Electron.NotificationAction[];
  /** The stand-in's own: it stands on the screen, or in the system's list. */
  _isStanding = false;

  constructor(options: Options = {}) {
    super();
    this.id = options.id ?? `stand-in-${++lastId}`;
    this.groupId = options.groupId ?? "";
    this.title = options.title ?? "";
    this.body = options.body ?? "";
    this.silent = options.silent ?? false;
    this.actions = options.actions ?? [];
  }

  show(): void {
    if (!host.notifications.includes(this)) host.notifications.push(this);
    this._isStanding = true;
    this.emit("show", {});
    host.changed();
  }

  close(): void {
    if (!this._isStanding) return;
    this._isStanding = false;
    this.emit("close", {});
    host.changed();
  }
}
