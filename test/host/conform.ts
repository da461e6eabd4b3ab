/** Holds the stand-in to Electron's own types: it may have less, but nothing else, and a promise exactly where Electron has one. */
import type * as Electron from "electron";
import type * as StandIn from "./electron.ts";

/** Members with "_" are the stand-in's own. */
type Invented<Ours, Theirs> = Exclude<
  { [Key in keyof Ours]-?: Key extends `_${string}` ? never : Key }[keyof Ours],
  keyof Theirs
>;
type ReturnOf<Member> = Member extends (...args: never[]) => infer Result ? Result : never;
type IsPromise<Value> = Value extends Promise<unknown> ? true : false;
type Unlike<Ours, Theirs> = {
  [Key in keyof Ours & keyof Theirs]-?: Ours[Key] extends (...args: never[]) => unknown
    ? IsPromise<ReturnOf<Ours[Key]>> extends IsPromise<ReturnOf<Theirs[Key]>>
      ? never
      : Key
    : never;
}[keyof Ours & keyof Theirs];
/** A call Electron accepts, with so many arguments, must be one the stand-in accepts. */
type TooDemanding<Ours, Theirs> = {
  [Key in keyof Ours & keyof Theirs]-?: Ours[Key] extends (...args: infer Mine) => unknown
    ? Theirs[Key] extends (...args: infer Yours) => unknown
      ? Mine["length"] & Yours["length"] extends never
        ? Key
        : never
      : Key
    : never;
}[keyof Ours & keyof Theirs];

type Nothing<Wrong extends never> = Wrong;
type Faults<Ours, Theirs> =
  | Invented<Ours, Theirs>
  | Unlike<Ours, Theirs>
  | TooDemanding<Ours, Theirs>;

/** Compiles only while every list is empty; a fault is named in the error. */
export type Conforming = [
  Nothing<Faults<typeof StandIn.app, Electron.App>>,
  Nothing<Faults<typeof StandIn.app.commandLine, Electron.CommandLine>>,
  Nothing<Faults<StandIn.BrowserWindow, Electron.BrowserWindow>>,
  Nothing<Faults<StandIn.BrowserWindow["webContents"], Electron.WebContents>>,
  Nothing<Faults<StandIn.BrowserWindow["webContents"]["mainFrame"], Electron.WebFrameMain>>,
  Nothing<Faults<typeof StandIn.globalShortcut, Electron.GlobalShortcut>>,
  Nothing<Faults<typeof StandIn.ipcMain, Electron.IpcMain>>,
  Nothing<Faults<StandIn.Menu, Electron.Menu>>,
  // Electron's `click` is typed as any function at all.
  Nothing<Exclude<Faults<StandIn.MenuItem, Electron.MenuItem>, "click">>,
  Nothing<Faults<typeof StandIn.nativeImage, typeof Electron.nativeImage>>,
  Nothing<Faults<ReturnType<typeof StandIn.nativeImage.createEmpty>, Electron.NativeImage>>,
  Nothing<Faults<typeof StandIn.nativeTheme, Electron.NativeTheme>>,
  Nothing<Faults<StandIn.Notification, Electron.Notification>>,
  Nothing<Faults<typeof StandIn.powerMonitor, Electron.PowerMonitor>>,
  Nothing<Faults<typeof StandIn.protocol, Electron.Protocol>>,
  Nothing<Faults<typeof StandIn.screen, Electron.Screen>>,
  Nothing<Faults<typeof StandIn.session.defaultSession.protocol, Electron.Protocol>>,
  Nothing<Faults<typeof StandIn.session, typeof Electron.session>>,
  Nothing<Faults<typeof StandIn.session.defaultSession, Electron.Session>>,
  Nothing<Faults<typeof StandIn.session.defaultSession.webRequest, Electron.WebRequest>>,
  Nothing<Faults<typeof StandIn.shell, Electron.Shell>>,
  Nothing<Faults<StandIn.Tray, Electron.Tray>>,
];
