/** Where Electron cannot be had, a person finds the tray on a page of its own and can click it. */
import { expect, test } from "./fixture.ts";

test("the tray page shows the menu, and a click there is a click in the tray", async ({
  start,
}) => {
  const sluice = await start({ ELECTRON_HOST_DESK: "1" });
  test.skip(sluice.kind === "electron", "Electron has a real tray.");
  const page = await sluice.firstWindow();
  await page.evaluate(async () => {
    await window.sluice.send({ type: "settings.save", language: "en" });
    await window.sluice.send({ type: "route.set", route: "cloudflare" });
  });
  const desk = page
    .context()
    .pages()
    .find((each) => each.url() === "about:blank");
  if (!desk) throw new Error("There is no tray page.");
  const toggle = desk.getByRole("menuitemcheckbox", { name: "Route through Cloudflare" });
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  const asked = await page.evaluate(
    () => new Promise((resolve) => window.sluice.watch(({ route }) => resolve(route.asked))),
  );
  expect(asked).toBe("direct");
  await desk.getByRole("button", { name: "Quit" }).click();
  expect(await sluice.ended).toBe(0);
});
