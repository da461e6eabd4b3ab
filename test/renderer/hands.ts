/** What a test does with OpenClaw's page: opens it, presses a button by its whole name, answers for the app, reads. */
import type { Page } from "playwright";
import type { Reply } from "../../preload/contract/command.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import type { Opened, Opening } from "./open-window.ts";

/** Opens the window at OpenClaw's page. */
export const pageOpener =
  (open: (opening: Opening) => Promise<Opened>) =>
  async (opening: Opening): Promise<Opened> => {
    const opened = await open(opening);
    await opened.page.locator(".door").click();
    await opened.page.getByRole("heading", { name: "OpenClaw", level: 1 }).waitFor();
    return opened;
  };

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

export const textOf = (page: Page) => page.locator("main").innerText();

/** From now on every command is answered so. */
export const answerWith = (page: Page, reply: Reply) =>
  page.evaluate((answer) => {
    (globalThis as unknown as FarEndWindow).answer = () => answer;
  }, reply);
