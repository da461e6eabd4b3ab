/** Where Electron cannot be had, a person finds the tray on a page of its own and can click it. */
import type { Page } from "playwright/test";
import { expect, type Start, test } from "./fixture.ts";
import { send, stateOf } from "./tray-hand.ts";

async function startWithDesk(start: Start, platform?: string) {
  const sluice = await start({
    ELECTRON_HOST_DESK: "1",
    ...(platform && { ELECTRON_HOST_PLATFORM: platform }),
  });
  test.skip(sluice.kind === "electron", "Electron has a real tray.");
  const page = await sluice.firstWindow();
  await send(page, { type: "settings.save", language: "en" });
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "cloudflare" });
  const desk = page
    .context()
    .pages()
    .find((each) => each.url() === "about:blank");
  if (!desk) throw new Error("There is no tray page.");
  return { sluice, page, desk };
}

const isDrawn = (desk: Page) =>
  desk
    .getByRole("img", { name: "Sluice" })
    .evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0));

test("the tray page shows the menu, and a click there is a click in the tray", async ({
  start,
}) => {
  const { desk, page, sluice } = await startWithDesk(start);
  const toggle = desk.getByRole("menuitemcheckbox", { name: "Route through Cloudflare" });
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  expect((await stateOf(page)).route.asked).toBe("direct");
  await desk.getByRole("menuitem", { name: /^Quit/ }).click();
  expect(await sluice.ended).toBe(0);
});

test("the icon stands on a light and a dark bar, with its tooltip, and submenus are open", async ({
  start,
}) => {
  const { desk, page } = await startWithDesk(start);
  await expect.poll(() => isDrawn(desk)).toEqual([true, true]);
  await expect(desk.getByText("Tooltip: Sluice, practice: — today.")).toBeVisible();
  const models = desk.getByRole("group", { name: /^Model: / }).getByRole("menuitemradio");
  await expect(models.first()).toBeVisible();
  expect(await models.and(desk.locator("[aria-checked=true]")).count()).toBe(1);
  await desk.getByRole("menuitem", { name: "1 hour" }).click();
  await desk.getByRole("menuitem", { name: "Resume" }).click();
  await expect.poll(async () => (await stateOf(page)).route.asked).toBe("cloudflare");
});

test("where the system pops the menu up, it opens with the right button and closes with a choice", async ({
  start,
}) => {
  const { desk, page } = await startWithDesk(start, "darwin");
  await expect(desk.getByRole("menu")).toHaveCount(0);
  await desk.getByRole("img", { name: "Sluice" }).first().click({ button: "right" });
  await expect(desk.getByText("⌘,")).toBeVisible();
  await desk.getByRole("menuitemcheckbox", { name: "Route through Cloudflare" }).click();
  await expect(desk.getByRole("menu")).toHaveCount(0);
  await expect.poll(async () => (await stateOf(page)).route.asked).toBe("direct");
});
