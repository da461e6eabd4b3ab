/** The menu bar of the window, where there is one: nothing in it reloads or inspects. Its zoom is had by keys everywhere else. */
import { app, Menu } from "electron";
import { zoomedBy, zoomStepOf } from "../core/zoom.ts";

/** macOS gives copy and paste to a window only through a menu; elsewhere a menu bar would only be in the way. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === "darwin"
      ? Menu.buildFromTemplate([
          { role: "appMenu" },
          // Close, and nothing else.
          { role: "fileMenu" },
          { role: "editMenu" },
          // Named in English, as Electron names the others.
          {
            label: "View",
            submenu: [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }],
          },
          { role: "windowMenu" },
        ])
      : null,
  );
  app.on("web-contents-created", (_event, contents) => {
    contents.on("before-input-event", (event, input) => {
      const step = zoomStepOf(platform, input);
      if (step === null) return;
      event.preventDefault();
      contents.setZoomFactor(zoomedBy(step, contents.getZoomFactor()));
    });
  });
}
