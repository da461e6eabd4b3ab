/** What is packed is enough: the archive's files, alone in a folder, come up with a tray and a window on the stand-in. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { environmentIn } from "../e2e/environment.ts";
import { createCodec } from "../host/codec.ts";
import type { Modules } from "../host/launch.ts";
import type { Order, Outcome } from "../host/orders.ts";
import { readArchive } from "./archive.ts";
import { type Package, root } from "./pack.ts";

const { pack: packValue, unpack } = createCodec();

type Started = {
  ask<Result>(run: (modules: Modules) => Result | Promise<Result>): Promise<Result>;
  readonly child: ChildProcess;
  log(): string;
};

/** As test/host/launch.ts starts what was built, but from the folder the archive was taken out into. */
function start(folder: string): Started {
  const child = fork(
    path.join(folder, "app/dist/main/index.js"),
    ["--practice", `--user-data-dir=${path.join(folder, "data")}`],
    {
      cwd: folder,
      env: environmentIn(folder),
      execArgv: ["--import", path.join(root, "test/host/register.mjs")],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    },
  );
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  let last = 0;
  return {
    child,
    log: () => log,
    async ask(run) {
      last += 1;
      const id = last;
      child.send({ id, source: String(run), argument: packValue(undefined) } satisfies Order);
      const ended = once(child, "exit").then(() => {
        throw new Error(`Sluice ended.\n${log}`);
      });
      for (;;) {
        const [outcome] = (await Promise.race([once(child, "message"), ended])) as [Outcome];
        if (outcome.id !== id) continue;
        if ("error" in outcome) throw new Error(outcome.error);
        return unpack(outcome.value) as never;
      }
    },
  };
}

function takeOut(archive: string, folder: string): void {
  for (const { name, bytes } of readArchive(archive).files) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
}

/** @param packed for Linux; there once the test runs. */
export function testPackedApp(packed: () => Package): void {
  const arch = process.arch === "arm64" ? "arm64" : "x64";
  test("the packed files alone come up with tray, window and router, and leave with 0", {
    timeout: 120_000,
  }, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-packed-"));
    takeOut(path.join(packed().folder(arch), "resources/app.asar"), path.join(folder, "app"));
    const sluice = start(folder);
    try {
      const seen = await sluice.ask(async ({ app, host }) => {
        if (host.windows.length === 0)
          await new Promise((resolve) => app.once("browser-window-created", resolve));
        const contents = host.windows[0]?.webContents;
        if (contents?.getURL() === "")
          await new Promise((resolve) => contents.once("did-finish-load", resolve));
        const page = await contents?.executeJavaScript(`
        new Promise((resolve) => window.sluice.watch((state) => {
          if (state.router.status !== "off") resolve([state.router.status, state.vault.kind]);
        }))`);
        const words = await contents?.executeJavaScript(`
        new Promise((resolve) => {
          const look = () => {
            const { innerText } = document.querySelector("#root");
            if (innerText) resolve(innerText);
            else setTimeout(look, 20);
          };
          look();
        })`);
        const shown = host.trays[0]?._shown;
        return { page, words, size: shown?.image.getSize(), rows: shown?.menu?.items.length ?? 0 };
      });
      expect(seen.page).toEqual(["listening", "session"]);
      expect(seen.words).toContain("Sluice");
      expect(seen.size).toEqual({ width: 22, height: 22 });
      expect(seen.rows).toBeGreaterThan(3);
      const ended = once(sluice.child, "exit");
      sluice.ask(({ app }) => app.quit()).catch(() => {});
      expect(await ended).toEqual([0, null]);
      expect(sluice.log()).not.toContain("process.failed");
    } finally {
      sluice.child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
