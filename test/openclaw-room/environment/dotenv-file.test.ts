/** OpenClaw's `.env` on disk: left alone where it must be, for the user alone while a line of Sluice's is in it, and the way out of a proxy. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { daemonWith, home } from "./room.ts";

describe("a daemon behind a proxy", () => {
  const proxy = "http://proxy.example:3128";

  test("is told of, and .env leaves loopback out from its next start on", async () => {
    const at = home();
    at.write(".env", `# net\nHTTP_PROXY=${proxy}\n`);
    const environment = at.open();
    expect((await environment.read()).proxied).toBe(true);
    expect(await environment.exceptLoopback()).toEqual({ ok: true });
    expect(at.text(".env")).toBe(`# net\nHTTP_PROXY=${proxy}\nNO_PROXY=127.0.0.1,localhost\n`);
    expect((await environment.read()).proxied).toBe(false);
    expect(await environment.exceptLoopback()).toEqual({ ok: false, code: "repair.unavailable" });
  });

  test.runIf(process.platform === "linux")(
    "that runs already stays so until it starts again",
    async () => {
      const at = home();
      let pid = await daemonWith({ HTTP_PROXY: proxy, NO_PROXY: "corp" });
      const environment = at.open({ pid: async () => pid });
      expect(await environment.exceptLoopback()).toEqual({ ok: true });
      expect(at.text(".env")).toBe("no_proxy=corp,127.0.0.1,localhost\n");
      at.write(".env", at.text(".env") ?? "");
      const examined = await environment.examine();
      expect([examined.isProxiedNow, examined.isProxiedOnStart]).toEqual([true, false]);
      at.write(".env", at.text(".env") ?? "", { ageMs: 500 });
      pid = await daemonWith({ HTTP_PROXY: proxy, NO_PROXY: "corp" });
      expect((await environment.read()).proxied).toBe(false);
    },
  );

  test.runIf(process.platform === "linux")(
    "of its own no_proxy is not repaired from .env",
    async () => {
      const at = home();
      const pid = await daemonWith({ http_proxy: proxy, no_proxy: "corp" });
      const environment = at.open({ pid: async () => pid });
      expect((await environment.read()).proxied).toBe(true);
      expect(await environment.exceptLoopback()).toEqual({ ok: false, code: "repair.unavailable" });
      expect(at.text(".env")).toBeNull();
    },
  );
});

describe("a .env that must not be replaced", () => {
  const entries = { SLUICE_X: "value" };

  test("a symbolic link", async () => {
    const at = home();
    at.write("elsewhere", "A=1\n");
    execFileSync("ln", ["-s", "elsewhere", at.dotenv]);
    expect(await at.open().setInDotEnv(entries)).toEqual({ ok: false, code: "config.symlink" });
    expect(at.text("elsewhere")).toBe("A=1\n");
  });

  test("one that is read-only", async () => {
    const at = home();
    at.write(".env", "A=1\n", { mode: 0o444 });
    expect(await at.open().setInDotEnv(entries)).toMatchObject({
      ok: false,
      code: "disk.readOnly",
    });
    expect(at.text(".env")).toBe("A=1\n");
    expect(at.leftovers()).toEqual([]);
  });

  test("one that is not UTF-8, or larger than anybody's", async () => {
    const at = home();
    writeFileSync(at.dotenv, Buffer.from([0x41, 0x3d, 0xff, 0x0a]));
    expect(await at.open().setInDotEnv(entries)).toEqual({ ok: false, code: "config.cannotEdit" });
    writeFileSync(at.dotenv, `#${"x".repeat(256 * 1024)}\n`);
    expect(await at.open().setInDotEnv(entries)).toEqual({ ok: false, code: "config.tooLarge" });
  });

  test("larger than anybody's, it is not read, nor is OpenClaw's older one; both are up to there", async () => {
    const at = home();
    const older = path.join(at.folder, ".config", "openclaw", "gateway.env");
    mkdirSync(path.dirname(older), { recursive: true });
    const lay = (size: number) => {
      writeFileSync(at.dotenv, "OPENAI_API_KEY=x\n".padEnd(size, "\n"));
      writeFileSync(older, "XAI_API_KEY=x\n".padEnd(size, "\n"));
    };
    const names = async () => (await at.open().read()).variables.map(({ name }) => name);
    lay(256 * 1024);
    expect(await names()).toEqual(["OPENAI_API_KEY", "XAI_API_KEY"]);
    lay(256 * 1024 + 1);
    expect(await names()).toEqual([]);
  });

  test("a folder", async () => {
    const at = home();
    mkdirSync(at.dotenv);
    expect(await at.open().setInDotEnv(entries)).toMatchObject({
      ok: false,
      code: "config.unreadable",
    });
  });

  test("a change of somebody else meanwhile is kept", async () => {
    const at = home();
    at.write(".env", "A=1\n");
    let writes = 0;
    const environment = at.open({
      onStep(step) {
        if (step === "staged" && writes++ === 0) writeFileSync(at.dotenv, "A=1\nB=theirs\n");
      },
    });
    expect(await environment.setInDotEnv(entries)).toEqual({ ok: true });
    expect(at.text(".env")).toBe("A=1\nB=theirs\nSLUICE_X=value\n");
  });
});

test("a .env with a line of ours is for the user alone, and as open as before when the line is gone", async () => {
  const at = home();
  at.write(".env", "A=1\n", { mode: 0o644 });
  const environment = at.open();
  await environment.setInDotEnv({ SLUICE_X: "value" });
  expect(at.mode(".env")).toBe(0o600);
  await environment.setInDotEnv({ SLUICE_X: null });
  expect([at.text(".env"), at.mode(".env")]).toEqual(["A=1\n", 0o644]);
  chmodSync(at.dotenv, 0o640);
  await environment.setInDotEnv({ A: null });
  expect([at.text(".env"), at.mode(".env")]).toEqual(["", 0o640]);
});
