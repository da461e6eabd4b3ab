/** The menu bar of the window, where there is one: nothing in it reloads or inspects. */
import { Menu } from "electron";

/** macOS gives copy and paste to a window only through a menu; elsewhere a menu bar would only be in the way. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === "darwin"
      ? Menu.buildFromTemplate([
          { role: "appMenu" },
          // Close, and nothing else.
          { role: "fileMenu" },
          { role: "editMenu" },
          { role: "windowMenu" },
        ])
      : null,
  );
}
