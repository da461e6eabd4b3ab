/** Whether anything on this desktop shows tray icons, now and whenever that changes: without that, only Sluice itself can be started to see it. */
import { askBus, watchName } from "./session-bus.ts";

const watcher = "org.kde.StatusNotifierWatcher";
const bus = "org.freedesktop.DBus";

/** macOS and Windows always have a place for the icon; Linux only with a StatusNotifier host. When nobody can tell, there is none. */
export async function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== "linux") return true;
  const answer = await askBus({
    gdbus: [
      ...[`--dest=${bus}`, "--object-path=/org/freedesktop/DBus"],
      ...[`--method=${bus}.NameHasOwner`, watcher],
    ],
    dbusSend: [
      `--dest=${bus}`,
      ...["/org/freedesktop/DBus", `${bus}.NameHasOwner`, `string:${watcher}`],
    ],
  });
  return answer?.includes("true") ?? false;
}

/** Calls back when a bar with icons has come, gone, or gone and come: icons handed to the former one are in no bar. */
export function watchTrayHost(platform: NodeJS.Platform, listener: () => void): () => void {
  return platform === "linux" ? watchName(watcher, listener) : () => {};
}
