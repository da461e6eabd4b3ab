/** Every layer read from real files, a real process and a real login shell; reading leaves no trace. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { daemonWith, type Home, home, key } from "./room.ts";

const minute = 60_000;
const find = async (at: Home, name: string, more: Parameters<Home["open"]>[0] = {}) =>
  (await at.open(more).read()).variables.find((variable) => variable.name === name);

describe("the layers", () => {
  test.runIf(process.platform === "linux")(
    "of a running daemon: its own variables, its service, .env, the configuration",
    async () => {
      const at = home();
      at.write(".env", `ANTHROPIC_API_KEY=${key("dotenv")}\nOPENAI_API_KEY=${key("only")}\n`, {
        ageMs: minute,
      });
      at.write(
        "openclaw.json",
        `{ env: { vars: { ANTHROPIC_API_KEY: "${key("vars")}" }, XAI_API_KEY: "${key("flat")}" } }`,
      );
      const pid = await daemonWith({
        ANTHROPIC_API_KEY: key("process"),
        HTTPS_PROXY: "http://proxy:3128",
      });
      const file = at.write(
        "service-env/gateway.env",
        `# Generated\nexport ANTHROPIC_API_KEY='${key("service")}'\n`,
        { ageMs: minute },
      );
      const { variables, proxied } = await at
        .open({
          pid: async () => pid,
          service: () => ({
            supervisor: "launchd",
            file,
            environmentFile: file,
            environment: { OPENCLAW_GATEWAY_PORT: "18789", PATH: "/usr/bin" },
          }),
        })
        .read();
      expect(variables.map(({ name, winner }) => [name, winner])).toEqual([
        ["ANTHROPIC_API_KEY", "service"],
        ["HTTPS_PROXY", "process"],
        ["OPENAI_API_KEY", "dotenv"],
        ["OPENCLAW_GATEWAY_PORT", "service"],
        ["XAI_API_KEY", "config"],
      ]);
      expect(variables[0]).toEqual({
        name: "ANTHROPIC_API_KEY",
        winner: "service",
        isStale: true,
        layers: [
          { layer: "process", tail: "xxxx", isSame: false },
          { layer: "service", tail: "xxxx", isSame: true },
          { layer: "dotenv", tail: "xxxx", isSame: false },
          { layer: "config", tail: "xxxx", isSame: false },
        ],
      });
      expect(proxied).toBe(false);
    },
  );

  test("without a process one may look into, that layer is not there", async () => {
    const at = home();
    at.write(".env", `ANTHROPIC_API_KEY=${key("a")}\n`);
    const pid = await daemonWith({ ANTHROPIC_API_KEY: key("b") });
    const found = await find(at, "ANTHROPIC_API_KEY", { platform: "win32", pid: async () => pid });
    expect(found?.layers.map(({ layer }) => layer)).toEqual(["dotenv"]);
  });

  test("OpenClaw's older file in .config counts behind .env", async () => {
    const at = home();
    mkdirSync(path.join(at.folder, ".config/openclaw"), { recursive: true });
    writeFileSync(
      path.join(at.folder, ".config/openclaw/gateway.env"),
      `XAI_API_KEY=${key("old")}\nGROQ_API_KEY=${key("old")}\n`,
    );
    at.write(".env", `XAI_API_KEY=${"n".repeat(30)}\n`);
    expect((await find(at, "XAI_API_KEY"))?.layers[0]?.tail).toBe("nnnn");
    expect((await find(at, "GROQ_API_KEY"))?.winner).toBe("dotenv");
  });

  test.runIf(process.platform === "linux")(
    "a line of .env is stale from its change until the daemon starts again, and no other line is",
    async () => {
      const at = home();
      at.write(".env", `ANTHROPIC_API_KEY=${key("a")}\nOPENAI_API_KEY=${key("b")}\n`, {
        ageMs: minute,
      });
      let pid = await daemonWith({});
      const environment = at.open({ pid: async () => pid });
      const stale = async () =>
        (await environment.read()).variables
          .filter(({ isStale }) => isStale)
          .map(({ name }) => name);
      expect(await stale()).toEqual([]);
      expect(
        await environment.setInDotEnv({ OPENAI_API_KEY: key("c"), GROQ_API_KEY: key("d") }),
      ).toEqual({ ok: true });
      expect(await stale()).toEqual(["GROQ_API_KEY", "OPENAI_API_KEY"]);
      at.write(".env", at.text(".env") ?? "", { ageMs: 500 });
      pid = await daemonWith({});
      expect(await stale()).toEqual([]);
    },
  );
});

describe("the login shell", () => {
  const shellHome = () => {
    const at = home();
    writeFileSync(
      path.join(at.folder, ".profile"),
      `echo noise\nexport ANTHROPIC_API_KEY='${key("shell")}'\nexport PRIVATE_THING=1\necho . >> "$HOME/runs"\n`,
    );
    return at;
  };
  const runs = (at: Home) => {
    try {
      return readFileSync(path.join(at.folder, "runs"), "utf8").length / 2;
    } catch {
      return 0;
    }
  };

  test.skipIf(process.platform === "win32")(
    "is not run where neither OpenClaw nor the person asks",
    async () => {
      const at = shellHome();
      expect(await find(at, "ANTHROPIC_API_KEY")).toBeUndefined();
      expect(runs(at)).toBe(0);
    },
  );

  test.skipIf(process.platform === "win32")(
    "is run once within ten minutes, and counts for nothing while OpenClaw does not ask it",
    async () => {
      const at = shellHome();
      let now = Date.now();
      const environment = at.open({ now: () => now });
      const { variables } = await environment.read({ asksShell: true });
      expect(variables).toEqual([
        {
          name: "ANTHROPIC_API_KEY",
          winner: null,
          layers: [{ layer: "loginShell", tail: "xxxx", isSame: false }],
          isStale: false,
        },
      ]);
      await environment.read({ asksShell: true });
      expect((await environment.read()).variables).toHaveLength(1);
      expect(runs(at)).toBe(1);
      now += 10 * minute + 1;
      await environment.read({ asksShell: true });
      expect(runs(at)).toBe(2);
    },
  );

  test.skipIf(process.platform === "win32")(
    "gives what nobody else gives, where OpenClaw asks it",
    async () => {
      const at = shellHome();
      at.write("openclaw.json", `{ env: { shellEnv: { enabled: true } } }`);
      expect((await find(at, "ANTHROPIC_API_KEY"))?.winner).toBe("shellEnv");
      at.write(".env", `ANTHROPIC_API_KEY=${key("dotenv")}\n`);
      expect((await find(at, "ANTHROPIC_API_KEY"))?.winner).toBe("dotenv");
    },
  );
});

test("reading changes nothing: no byte, no time, no file", async () => {
  const at = home();
  at.write(".env", `ANTHROPIC_API_KEY=${key("a")}\n`, { mode: 0o644 });
  at.write("openclaw.json", "{ // mine\n}");
  const look = () =>
    readdirSync(at.state).map((name) => {
      const { mtimeMs, mode } = statSync(path.join(at.state, name));
      return [name, at.text(name), mtimeMs, mode];
    });
  const before = look();
  const environment = at.open();
  await environment.read({ asksShell: true });
  await environment.repair();
  await environment.close();
  expect(look()).toEqual(before);
  expect(at.leftovers()).toEqual([]);
});
