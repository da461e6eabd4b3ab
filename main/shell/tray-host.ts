/** Whether anything on this desktop shows tray icons: without that, a hidden window could not be found again. */
import { execFile } from "node:child_process";

const watcher = "org.kde.StatusNotifierWatcher";

/** Two programs that can ask the session bus; desktops have at least one of them. */
const questions: readonly (readonly [command: string, args: readonly string[]])[] = [
  [
    "gdbus",
    [
      "call",
      "--session",
      "--dest=org.freedesktop.DBus",
      "--object-path=/org/freedesktop/DBus",
      "--method=org.freedesktop.DBus.NameHasOwner",
      watcher,
    ],
  ],
  [
    "dbus-send",
    [
      "--session",
      "--print-reply",
      "--dest=org.freedesktop.DBus",
      "/org/freedesktop/DBus",
      "org.freedesktop.DBus.NameHasOwner",
      `string:${watcher}`,
    ],
  ],
];
const patienceMs = 2_000;

/** macOS and Windows always have a place for the icon; Linux only with a StatusNotifier host. When nobody can tell, there is none. */
export async function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== "linux") return true;
  for (const [command, args] of questions) {
    const answer = await ask(command, args);
    if (answer !== null) return answer.includes("true");
  }
  return false;
}

/** Null when the program is not there or the bus does not answer. */
function ask(command: string, args: readonly string[]): Promise<string | null> {
  const { env } = process;
  // Named, the bus is asked; unnamed, some systems would start one for the asking.
  const bus = env.DBUS_SESSION_BUS_ADDRESS ?? `unix:path=${env.XDG_RUNTIME_DIR ?? ""}/bus`;
  return new Promise((resolve) => {
    execFile(
      command,
      [...args],
      { timeout: patienceMs, env: { ...env, DBUS_SESSION_BUS_ADDRESS: bus } },
      (error, output) => resolve(error ? null : output),
    );
  });
}
