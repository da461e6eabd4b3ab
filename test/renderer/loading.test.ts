/** What the window reads when: the person's language before anything is shown, the other pages after Home, nothing else at all. */
import type { Page } from "playwright";
import { expect, test } from "vitest";
import type { FarEndWindow } from "./harness/main.tsx";
import { type Opening, useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const openWindow = useWindow();
const open = (opening: Opening = {}) => openWindow({ loads: true, ...opening });
/** What is asked for at these addresses comes only when it is let through. */
function holder(addresses: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const hold = async (page: Page): Promise<void> => {
    await page.route(addresses, async (route) => {
      await promise;
      await route.continue();
    });
  };
  return { hold, letThrough: resolve };
}
const frame = (page: Page) => page.evaluate(() => new Promise(requestAnimationFrame));
const publish = (page: Page, language: "en" | "da" | "fr") =>
  page.evaluate((next) => (globalThis as unknown as FarEndWindow).farEnd.publish(next), {
    ...verified,
    settings: { ...verified.settings, language },
  });
/** Which of our files were asked for, by name. */
const nameOf = (address: string): string | undefined =>
  /assets\/([a-z]+)-[\w-]+\.js$/.exec(address)?.[1];

test("only the language that is spoken is read, and the other pages after it", async () => {
  const read: (string | undefined)[] = [];
  const { page } = await open({
    language: "nl",
    before: async (opened) => {
      opened.on("request", (request) => read.push(nameOf(request.url())));
    },
  });
  await page.getByRole("switch", { name: "Via Cloudflare laten lopen" }).waitFor();
  await expect.poll(() => read).toContain("pages");
  const named = read.filter((name) => ["en", "fr", "nl", "da", "pages"].includes(name ?? ""));
  expect(named).toEqual(["nl", "pages"]);
});

test("the old words stay, all of them, until the new ones are there", async () => {
  const { page } = await open();
  const danish = holder("**/assets/da-*.js");
  await danish.hold(page);
  await publish(page, "da");
  await frame(page);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.locator("main").innerText()).toContain("Verified at 14:01");
  expect(await page.locator(".money").innerText()).toBe("$1.84");
  danish.letThrough();
  await page.getByRole("switch", { name: "Send gennem Cloudflare" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("da");
  expect((await page.locator(".money").innerText()).replace(/\s/g, " ")).toBe("1,84 $");
});

test("a language that is overtaken by another is never shown", async () => {
  const { page } = await open();
  const danish = holder("**/assets/da-*.js");
  await danish.hold(page);
  await publish(page, "da");
  await publish(page, "fr");
  await page.getByRole("switch", { name: "Passer par Cloudflare" }).waitFor();
  danish.letThrough();
  await page.waitForResponse("**/assets/da-*.js");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await page.locator("html").getAttribute("lang")).toBe("fr");
});

test("a page that is asked for before it was read waits at Home, with the focus where it was", async () => {
  const pages = holder("**/assets/pages-*.js");
  const { page } = await open({ before: pages.hold });
  await page.getByRole("button", { name: "Usage", exact: true }).click();
  await frame(page);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Usage");
  expect(await page.getByRole("switch").count()).toBe(1);
  pages.letThrough();
  await page.locator("h1:focus", { hasText: "Usage" }).waitFor();
});

test("before its language is there nothing is shown, and then all of it", async () => {
  const french = holder("**/assets/fr-*.js");
  let seen: string | null = null;
  const { page } = await open({
    language: "fr",
    before: async (opened) => {
      await french.hold(opened);
      opened.on("request", async (request) => {
        if (nameOf(request.url()) !== "fr") return;
        seen = (await opened.locator("body").innerText()).trim();
        french.letThrough();
      });
    },
  });
  expect(seen).toBe("");
  await page.getByRole("switch", { name: "Passer par Cloudflare" }).waitFor();
});
