/** Beginning anew in practice or out of it, and leaving for good, with the face on. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import type { Command } from "../../preload/contract/command.ts";
import { launch, type Running } from "../host/launch.ts";
import { environmentIn } from "./environment.ts";
import { expect, test } from "./fixture.ts";

const original = `// mine
{ gateway: { mode: "local" } }
`;

function writeConfig(folder: string): string {
  const file = path.join(folder, "openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, original, { mode: 0o600 });
  return file;
}

const send = (page: Page, command: Command) =>
  page.evaluate((asked) => window.sluice.send(asked), command);

/** What Sluice asked Electron to start after its end: its switches, without the program. */
async function nextArguments(sluice: Running, folder: string, isOn: boolean): Promise<string[]> {
  const page = await sluice.firstWindow();
  const record = path.join(folder, "next");
  await sluice.evaluate(({ app, host }, file) => {
    const { writeFileSync } = process.getBuiltinModule("node:fs");
    app.once("quit", () => writeFileSync(file, JSON.stringify(host.relaunches)));
  }, record);
  // Its answer may be lost in the end it brings.
  send(page, { type: "app.practice", isOn }).catch(() => {});
  expect(await sluice.ended).toBe(0);
  const asked = JSON.parse(readFileSync(record, "utf8"));
  expect(asked).toHaveLength(1);
  return asked[0].args.slice(1);
}

const isPractice = async (sluice: Running): Promise<boolean> => {
  const page = await sluice.firstWindow();
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        window.sluice.watch(({ practice }) => resolve(practice));
      }),
  );
};

test("out of practice and into it again: each time the next one finds its folder free", async ({
  folder,
  sluice,
}) => {
  test.skip(sluice.kind === "electron", "Playwright cannot follow an Electron into the next one.");
  const file = writeConfig(folder);
  const page = await sluice.firstWindow();
  expect(await send(page, { type: "openclaw.link", kind: "own" })).toEqual({ ok: true });
  const data = path.join(folder, "data");
  const outside = await nextArguments(sluice, folder, false);
  expect(outside).toEqual([`--user-data-dir=${data}`]);
  expect(readFileSync(file, "utf8")).toBe(original);

  const env = { ...environmentIn(folder), OPENCLAW_GATEWAY_PORT: "9" };
  const real = await launch({ args: outside, env });
  expect(await isPractice(real)).toBe(false);
  const inside = await nextArguments(real, folder, true);
  expect(inside).toEqual([`--user-data-dir=${data}/practice`, "--practice"]);
  const practising = await launch({ args: inside, env });
  expect(await isPractice(practising)).toBe(true);
  expect(await practising.close()).toBe(0);
});

test("out of an AppImage the next one is begun by its own file: what is mounted goes with this one", async ({
  folder,
  start,
}) => {
  test.skip(process.platform !== "linux", "An AppImage is Linux's.");
  const image = path.join(folder, "Sluice.AppImage");
  const record = path.join(folder, "begun");
  writeFileSync(
    image,
    `#!/bin/sh\necho "$(pwd) $*" >"${record}.new"; mv "${record}.new" "${record}"\n`,
    {
      mode: 0o755,
    },
  );
  const sluice = await start({ APPIMAGE: image, APPDIR: path.dirname(process.execPath) });
  test.skip(sluice.kind === "electron", "Only the stand-in runs from a folder like that.");
  const page = await sluice.firstWindow();
  send(page, { type: "app.practice", isOn: false }).catch(() => {});
  expect(await sluice.ended).toBe(0);
  await expect.poll(() => existsSync(record)).toBe(true);
  const begun = readFileSync(record, "utf8").trim();
  // Not from a folder that is about to be unmounted.
  expect(begun.startsWith("/ ")).toBe(true);
  expect(begun).toMatch(new RegExp(`--user-data-dir=${path.join(folder, "data")}$`));
});

test("in the same mode nothing happens", async ({ sluice, page }) => {
  expect(await send(page, { type: "app.practice", isOn: true })).toEqual({ ok: true });
  expect(await isPractice(sluice)).toBe(true);
});

test("leaving for good ends with 0, OpenClaw's file is as it was, and nothing of Sluice is left in its folder", async ({
  folder,
  sluice,
  page,
}) => {
  const file = writeConfig(folder);
  expect(await send(page, { type: "openclaw.link", kind: "own" })).toEqual({ ok: true });
  expect(existsSync(path.join(folder, "data/logs/sluice.log"))).toBe(true);
  send(page, { type: "app.remove" }).catch(() => {});
  expect(await sluice.ended).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(original);
  // Chromium may write a last word when we are gone.
  const left = existsSync(path.join(folder, "data")) ? readdirSync(path.join(folder, "data")) : [];
  expect(left.filter((name) => name !== "chromium")).toEqual([]);
});

test("where OpenClaw's file cannot be set right Sluice stays, and says why", async ({
  folder,
  sluice,
  page,
}) => {
  const file = writeConfig(folder);
  expect(await send(page, { type: "openclaw.link", kind: "own" })).toEqual({ ok: true });
  writeFileSync(file, "{ half");
  expect(await send(page, { type: "app.remove" })).toEqual({
    ok: false,
    error: { code: "remove.failed", detail: "config.broken" },
  });
  expect(await isPractice(sluice)).toBe(true);
});
