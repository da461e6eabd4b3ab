/** A page of an attacker in our window: at our own address, with our preload and without our policy. */
import type { Page } from "playwright/test";
import type { Running } from "../host/launch.ts";
import { expect } from "./fixture.ts";
import type { Outside } from "./outside.ts";

/** Long enough for a request that is going to leave on loopback. */
export const graceMs = 500;

/** The attacker's page stands where ours was: same origin, same window, any script may run. */
export async function besiege(sluice: Running, page: Page): Promise<void> {
  await expect(page).toHaveTitle("Sluice");
  await sluice.evaluate(({ session }) => {
    const { protocol } = session.fromPartition("window");
    protocol.unhandle("app");
    const types: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css" };
    protocol.handle("app", (request) => {
      const extension = new URL(request.url).pathname.split(".")[1] ?? "";
      const body = new URL(request.url).searchParams.get("body");
      const type = types[extension] ?? "text/html";
      return new Response(body ?? "<!doctype html><title>Attack</title><body>", {
        headers: { "content-type": type },
      });
    });
  });
  await page.reload();
  await expect(page).toHaveTitle("Attack");
  // Its scripts do run: else nothing below would prove anything.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.body.dataset.ran = 'yes'";
    document.body.append(script);
    return document.body.dataset.ran;
  });
  expect(ran).toBe("yes");
}

export const nobodyCame = async (page: Page, outside: Outside): Promise<void> => {
  await page.waitForTimeout(graceMs);
  expect(outside.hits).toEqual([]);
};
