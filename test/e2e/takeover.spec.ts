/** A window that lets somebody else read or carry requests does not do it unseen: Sluice tells it outside the window, and takes it back at a press. */
import { expect, test } from "./fixture.ts";
import { send, stateOf } from "./tray-hand.ts";

test("a proxy the window sets is told while the window has the focus, and is put back", async ({
  page,
  sluice,
}) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what it shows.");
  const seen = () => sluice.evaluate(({ person }) => person.seesNotifications());
  await send(page, { type: "settings.save", language: "en", notifications: false });
  await send(page, { type: "openclaw.link", kind: "own" });
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await send(page, { type: "settings.save", proxy: "http://10.9.8.7:3128" });
  await expect
    .poll(async () => (await seen()).map(({ title }) => title))
    .toEqual(["Requests go through a proxy"]);
  await sluice.evaluate(({ person }) => person.clicksNotification("Put it back"));
  await expect.poll(async () => (await stateOf(page)).settings.proxy).toBe("system");
  expect(await seen()).toEqual([]);
});
