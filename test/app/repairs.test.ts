/** What is offered about OpenClaw's environment, what its preview shows, and what it then does. */
import { describe, expect, test } from "vitest";
import type { RepairsDeps } from "../../main/app/repairs.ts";
import { findCanaries } from "../support/canary.ts";
import { key, running } from "./key-move-room.ts";
import { offersOf, reference, scene, shown } from "./repairs-room.ts";

test("an environment in order has nothing to repair", async () => {
  const at = scene({ config: "{}", dotenv: "A=1\n" });
  expect(await offersOf(at)).toEqual([]);
  for (const name of [
    "dotenv.write",
    "shellEnv.on",
    "resolver.use",
    "service.reinstall",
    "daemon.restart",
    "proxy.except",
  ] as const)
    expect(await at.repairs.run(name)).toEqual({ ok: false, code: "repair.unavailable" });
  expect(at.calls).toEqual([]);
});

describe("a key the models need and nobody gives", () => {
  const config = `{ models: { providers: { groq: { apiKey: "${reference("GROQ_API_KEY")}" } } }, agents: { defaults: { model: "anthropic/claude-sonnet-4-6" } } }`;
  const secret: RepairsDeps["secret"] = (kind, provider) =>
    kind === "provider" && provider !== undefined ? key(provider) : null;

  test("can be written into .env where Sluice has it", async () => {
    const at = scene({ config, deps: { secret } });
    expect(await offersOf(at)).toEqual([
      ["dotenv.write", "GROQ_API_KEY", [".openclaw/.env: + GROQ_API_KEY=…groq"]],
      [
        "dotenv.write",
        "ANTHROPIC_API_KEY",
        [`.openclaw/.env: + ANTHROPIC_API_KEY=…${key("anthropic").slice(-4)}`],
      ],
    ]);
    // Two fit: without a name neither is meant.
    expect(await at.repairs.run("dotenv.write")).toEqual({ ok: false, code: "repair.unavailable" });
    expect(await at.repairs.run("dotenv.write", "GROQ_API_KEY")).toEqual({ ok: true });
    expect(at.text(".env")).toBe(`GROQ_API_KEY=${key("groq")}\n`);
    expect(await at.repairs.run("dotenv.write")).toEqual({ ok: true });
    expect((await offersOf(at)).map(([name]) => name)).toEqual(["resolver.use", "resolver.use"]);
  });

  test("is not offered where Sluice has none, or the provider is signed in to otherwise", async () => {
    expect(await offersOf(scene({ config }))).toEqual([]);
    const signedIn = `{ auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "oauth" } } }, agents: { defaults: { model: "anthropic/x" } } }`;
    expect(await offersOf(scene({ config: signedIn, deps: { secret } }))).toEqual([]);
  });

  test("is offered once, in however many places it is needed", async () => {
    const twice = `{ models: { providers: { groq: { apiKey: "${reference("GROQ_API_KEY")}" }, other: { apiKey: "${reference("GROQ_API_KEY")}" } } } }`;
    const at = scene({ config: twice, deps: { secret } });
    expect(await offersOf(at)).toHaveLength(1);
    expect(await at.repairs.run("dotenv.write", "GROQ_API_KEY")).toEqual({ ok: true });
  });

  test("is written as a whole header where it goes into one", async () => {
    const header = `{ models: { providers: { x: { headers: { "cf-aig-authorization": "${reference("CF_TOKEN")}" } } } } }`;
    const at = scene({
      config: header,
      deps: { secret: (kind) => (kind === "aiGateway" ? key("token") : null) },
    });
    expect(await at.repairs.run("dotenv.write", "CF_TOKEN")).toEqual({ ok: true });
    expect(at.text(".env")).toBe(`CF_TOKEN='Bearer ${key("token")}'\n`);
  });

  test.skipIf(process.platform === "win32")(
    "can be taken from the login shell that has it",
    async () => {
      const at = scene({
        config: "{\n  // mine\n}",
        profile: `export ANTHROPIC_API_KEY='${key("shell")}'\n`,
      });
      expect(await offersOf(at)).toEqual([]);
      expect(await offersOf(at, true)).toEqual([
        [
          "shellEnv.on",
          null,
          [
            ".openclaw/openclaw.json: + env.shellEnv.enabled: true",
            `+ ANTHROPIC_API_KEY=…${key("shell").slice(-4)}`,
          ],
        ],
      ]);
      expect(await at.repairs.run("shellEnv.on")).toEqual({ ok: true });
      expect(at.text("openclaw.json")).toContain("// mine");
      expect((await at.repairs.read()).variables[0]?.winner).toBe("shellEnv");
      expect(await offersOf(at)).toEqual([]);
    },
  );
});

describe("a readable key in a variable", () => {
  const dotenv = `OPENAI_API_KEY=${key("dotenv")}\n`;

  test("can be asked from the keychain instead", async () => {
    const at = scene({ config: "{}", dotenv });
    expect(await offersOf(at)).toEqual([
      [
        "resolver.use",
        "OPENAI_API_KEY",
        [
          `.openclaw/.env: - OPENAI_API_KEY=…${key("dotenv").slice(-4)}`,
          ".openclaw/openclaw.json: + secrets.providers.sluice",
        ],
      ],
    ]);
    expect(await at.repairs.run("resolver.use", "OPENAI_API_KEY")).toEqual({ ok: true });
    const [found] = (await at.repairs.read()).plaintext;
    expect(at.calls).toEqual([`move ${found?.id}`]);
  });

  test("is moved from every place it stands in, and no further when one refuses", async () => {
    const config = `{ env: { vars: { OPENAI_API_KEY: "${key("vars")}" } } }`;
    const at = scene({ config, dotenv });
    expect(await at.repairs.run("resolver.use")).toEqual({ ok: true });
    expect(at.calls).toHaveLength(2);
    const refused = { ok: false, code: "key.unproven" } as const;
    const stopped = scene({ config, dotenv, deps: { moveKey: async () => refused } });
    expect(await stopped.repairs.run("resolver.use")).toEqual(refused);
  });

  test("is not offered a keychain OpenClaw could not ask", async () => {
    expect(
      await offersOf(scene({ config: "{}", dotenv, deps: { canResolve: () => false } })),
    ).toEqual([]);
  });
});

describe("a value baked into the service", () => {
  const baked = {
    config: "{}",
    dotenv: `ANTHROPIC_API_KEY=${key("new")}\n`,
    service: { text: `export ANTHROPIC_API_KEY='${key("old")}'\n` },
    deps: { canResolve: () => false },
  };

  test("is renewed by OpenClaw's own installer", async () => {
    const at = scene(baked);
    expect(await offersOf(at)).toEqual([
      ["service.reinstall", null, [`service.env: ANTHROPIC_API_KEY=…${key("new").slice(-4)}`]],
    ]);
    expect(await at.repairs.run("service.reinstall")).toEqual({ ok: true });
    expect(at.calls).toEqual(["gateway install --force"]);
  });

  test("is not offered where the program cannot be run, nor for a systemd service that takes .env anew", async () => {
    expect(
      await offersOf(scene({ ...baked, deps: { ...baked.deps, install: () => null } })),
    ).toEqual([]);
    const text = `OPENCLAW_SERVICE_MANAGED_ENV_KEYS=ANTHROPIC_API_KEY\nANTHROPIC_API_KEY=${key("old")}\n`;
    expect(await offersOf(scene({ ...baked, service: { supervisor: "systemd", text } }))).toEqual(
      [],
    );
  });

  test("that the installer refuses stays as it is, and says so", async () => {
    const daemon = {
      ...deadDaemon,
      runCli: async () => ({ ok: true, stdout: "", code: 1 }) as const,
    };
    const at = scene({ ...baked, deps: { ...baked.deps, daemon } });
    expect(await at.repairs.run("service.reinstall")).toEqual({
      ok: false,
      code: "openclaw.refused",
      detail: "exit 1",
    });
  });
});

const deadDaemon: RepairsDeps["daemon"] = {
  state: () => running,
  restart: async () => ({ ok: true }),
  runCli: async () => ({ ok: false, code: "openclaw.noAnswer" }),
};

describe.runIf(process.platform === "linux")("a daemon that was started before the change", () => {
  const old = {
    config: "{}",
    service: { text: `export ANTHROPIC_API_KEY='${key("new")}'\n` },
    pid: process.pid,
    deps: { canResolve: () => false },
  };

  test("can be started again, and shows what it would have then", async () => {
    const at = scene(old);
    expect(await offersOf(at)).toEqual([
      ["daemon.restart", null, [`ANTHROPIC_API_KEY=…${key("new").slice(-4)}`]],
    ]);
    expect(await at.repairs.run("daemon.restart")).toEqual({ ok: true });
    expect(at.calls).toEqual(["restart"]);
  });

  test.each([
    ["does not run", { status: "stopped" }],
    ["runs elsewhere", { place: "container" }],
    ["was started often enough", { startsLeft: 0 }],
  ] as const)("is left alone when it %s", async (_, more) => {
    const daemon = { ...deadDaemon, state: () => ({ ...running, ...more }) };
    expect(await offersOf(scene({ ...old, deps: { ...old.deps, daemon } }))).toEqual([]);
  });
});

describe("a proxy that would get loopback, too", () => {
  const dotenv = "HTTP_PROXY=http://user:pass@proxy.example:3128\n";

  test("is left out by one line, which shows no name of the person's network", async () => {
    const at = scene({ config: "{}", dotenv: `${dotenv}NO_PROXY=intranet.example\n` });
    const { proxied, repairs } = await at.repairs.read();
    expect(proxied).toBe(true);
    expect(shown(repairs, at.folder)).toEqual([
      ["proxy.except", "NO_PROXY", [".openclaw/.env: NO_PROXY=…,127.0.0.1,localhost"]],
    ]);
    expect(await at.repairs.run("proxy.except", "NO_PROXY")).toEqual({ ok: true });
    expect(at.text(".env")).toBe(`${dotenv}NO_PROXY=intranet.example,127.0.0.1,localhost\n`);
    expect(await at.repairs.read()).toMatchObject({ proxied: false, repairs: [] });
  });

  test("gets a line of its own where there is none", async () => {
    const at = scene({ config: "{}", dotenv });
    expect(await offersOf(at)).toEqual([
      ["proxy.except", "NO_PROXY", [".openclaw/.env: + NO_PROXY=127.0.0.1,localhost"]],
    ]);
  });
});

test("no offer holds a secret", async () => {
  const secrets = { one: key("one"), two: key("two"), three: key("three"), four: key("four") };
  const at = scene({
    config: `{ env: { vars: { OPENAI_API_KEY: "${secrets.one}" } }, models: { providers: { groq: { apiKey: "${reference("GROQ_API_KEY")}" } } } }`,
    dotenv: `ANTHROPIC_API_KEY=${secrets.two}\nHTTP_PROXY=http://u:${secrets.three}@proxy\n`,
    service: { text: `export ANTHROPIC_API_KEY='${secrets.four}'\n` },
    deps: { secret: () => key("saved") },
  });
  const state = await at.repairs.read();
  expect(new Set(state.repairs.map(({ name }) => name)).size).toBe(4);
  expect(
    findCanaries({
      secrets: { ...secrets, saved: key("saved") },
      texts: { state: JSON.stringify(state) },
    }),
  ).toEqual([]);
});
