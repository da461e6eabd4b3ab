/** Beginning anew in practice or out of it, and leaving for good: nothing of Sluice is left, and nothing of the person's is gone. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { movedRef } from "../../main/core/environment/moved-ref.ts";
import { resolverIdOf } from "../../main/core/resolver/resolver-id.ts";
import { takeInstanceLock } from "../../main/kit/instance-lock.ts";
import { startHeadless } from "../support/headless.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let folder = "";
let sluice: Sluice | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sluice-departure-"));
});
afterEach(async () => {
  await sluice?.close();
  sluice = null;
  rmSync(folder, { recursive: true, force: true });
});

const start = async (options: Parameters<typeof startSluice>[0] = {}): Promise<Sluice> => {
  sluice = await startSluice({ folder, ...options });
  return sluice;
};
const config = () => path.join(folder, "home/.openclaw/openclaw.json");
const data = () => path.join(folder, "data");
const text = () => readFileSync(config(), "utf8");
const remove = { type: "app.remove" } as const;

/** A home with an OpenClaw of the person's own. */
function writeConfig(content = '// Mine.\n{ gateway: { mode: "local" } }\n'): string {
  mkdirSync(path.dirname(config()), { recursive: true });
  writeFileSync(config(), content, { mode: 0o600 });
  return content;
}

describe("beginning anew", () => {
  test("in the same mode nothing happens", async () => {
    const asked: boolean[] = [];
    const { must, app } = await start({ more: { restart: (isOn) => asked.push(isOn) } });
    await must({ type: "app.practice", isOn: false });
    expect(asked).toEqual([]);
    expect(app.state().router.status).toBe("listening");
  });

  test("in the other one Sluice ends first, OpenClaw left as the person chose, and its folder free", async () => {
    const original = writeConfig();
    const asked: boolean[] = [];
    const { app, must, setUp } = await start({ more: { restart: (isOn) => asked.push(isOn) } });
    await setUp();
    await must({ type: "openclaw.link", kind: "own" });
    expect(app.state().desk.canRestart).toBe(true);
    await must({ type: "app.practice", isOn: true });
    expect(asked).toEqual([true]);
    await app.done;
    expect(text()).toBe(original);
    expect(await app.send({ type: "usage.refresh" })).toMatchObject({
      error: { code: "app.quitting" },
    });
  });

  test("where nobody can begin it anew it is refused, and shown beforehand", async () => {
    const { app } = await start();
    expect(app.state().desk.canRestart).toBe(false);
    expect(await app.send({ type: "app.practice", isOn: true })).toMatchObject({
      error: { code: "app.cannotRestart" },
    });
    expect(app.state().router.status).toBe("listening");
  });
});

describe("leaving for good", () => {
  test("a link goes to the byte, and every file of the data folder with it", async () => {
    const original = writeConfig();
    const { must, setUp } = await start();
    await setUp();
    await must({ type: "openclaw.link", kind: "own" });
    await must({ type: "diagnostics.save" });
    rmSync(path.join(data(), "exports"), { recursive: true });
    await must(remove);
    await sluice?.close();
    sluice = null;
    expect(text()).toBe(original);
    expect(existsSync(data())).toBe(false);
  });

  test("what is not Sluice's stays: the person's exports, and whatever else lies there", async () => {
    const { must } = await start();
    await must({ type: "diagnostics.save" });
    const foreign = ["mine.txt", "logs/mine.log", "journal/x.original.kept", "chromium/mine/deep"];
    for (const name of foreign) {
      const file = path.join(data(), name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, "mine");
    }
    const elsewhere = path.join(folder, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, "settings.json"), "mine");
    symlinkSync(elsewhere, path.join(data(), "linked"));
    await must(remove);
    await sluice?.close();
    sluice = null;
    const left = readdirSync(data(), { recursive: true }).map(String).toSorted();
    expect(left.filter((name) => !name.startsWith("exports"))).toEqual(
      [
        ...foreign,
        ...["chromium", "chromium/mine", "journal", "linked", "linked/settings.json", "logs"],
      ].toSorted(),
    );
    expect(left.filter((name) => name.startsWith("exports/"))).toHaveLength(1);
    expect(readFileSync(path.join(elsewhere, "settings.json"), "utf8")).toBe("mine");
  });

  test("a practice folder below it goes as well, one that is in use does not", async () => {
    const practice = path.join(data(), "practice");
    const { must } = await start();
    mkdirSync(practice);
    const lock = takeInstanceLock(practice);
    writeFileSync(path.join(practice, "settings.json"), "{}");
    await must(remove);
    await sluice?.close();
    expect(readdirSync(practice)).toContain("settings.json");
    lock?.release();
    await (await start()).must(remove);
    await sluice?.close();
    sluice = null;
    expect(existsSync(data())).toBe(false);
  });

  test("nothing else is begun meanwhile", async () => {
    const { app, must } = await start();
    const removed = app.send(remove);
    expect(
      await app.send({ type: "profile.save", name: "N", accountId: "a", aiGatewayId: "g" }),
    ).toMatchObject({ error: { code: "app.quitting" } });
    expect(await removed).toEqual({ ok: true });
    await expect(must({ type: "usage.refresh" })).rejects.toThrow("app.quitting");
  });
});

describe("leaving practice for good", () => {
  test("touches nothing the real Sluice did: a key it moved, a link it left", async () => {
    const real = await start();
    await real.setUp();
    await real.must({ type: "openclaw.link", kind: "own" });
    const linked = text();
    rmSync(path.join(data(), "journal"), { recursive: true });
    await real.app.quit();
    writeConfig(linked);
    const own = path.join(folder, "practising");
    sluice = await startSluice({ folder, userDataDir: own, switches: ["--practice"] });
    await sluice.must(remove);
    expect(text()).toBe(linked);
    await sluice.close();
    expect(existsSync(own)).toBe(false);

    const id = resolverIdOf("0123456789abcdef/provider/anthropic", "plain");
    const moved = writeConfig(JSON.stringify({ models: { x: movedRef(id) } }));
    sluice = await startSluice({ folder, userDataDir: own, switches: ["--practice"] });
    await sluice.must(remove);
    expect(text()).toBe(moved);
  });
});

describe("refused, with nothing lost", () => {
  test("where OpenClaw's file cannot be set right: linked as before, keys and folder there", async () => {
    writeConfig();
    const { app, must, setUp } = await start();
    await setUp();
    await must({ type: "openclaw.link", kind: "own" });
    await must({ type: "settings.save", theme: "dark" });
    writeFileSync(config(), "{ half");
    expect(await app.send(remove)).toEqual({
      ok: false,
      error: { code: "remove.failed", detail: "config.broken" },
    });
    expect(app.state().secrets).toHaveLength(3);
    expect(app.state().settings).toMatchObject({ theme: "dark", onQuit: "asItWas" });
    expect(app.state().router.status).toBe("listening");
    expect(existsSync(path.join(data(), "settings.json"))).toBe(true);
    await must({ type: "usage.refresh" });
  });

  test("where OpenClaw asks for a key that the keychain does not have, the place is named", async () => {
    const id = resolverIdOf("0123456789abcdef/provider/anthropic", "plain");
    const original = writeConfig(
      JSON.stringify({
        models: { providers: { anthropic: { apiKey: movedRef(id) } } },
        secrets: { providers: { sluice: { source: "exec", command: "/x", args: [] } } },
      }),
    );
    const { app } = await start();
    expect(await app.send(remove)).toEqual({
      ok: false,
      error: { code: "remove.failed", detail: "models.providers.anthropic.apiKey" },
    });
    expect(text()).toBe(original);
  });

  test("where another OpenClaw is still linked, its file is named", async () => {
    writeConfig();
    const first = await start();
    await first.setUp();
    await first.must({ type: "openclaw.link", kind: "own" });
    const other = path.join(folder, "other.json");
    writeFileSync(other, "{}");
    const journal = path.join(data(), "journal");
    const [record = ""] = readdirSync(journal).filter((name) => /^[0-9a-f]{16}\.json$/.test(name));
    const known = JSON.parse(readFileSync(path.join(journal, record), "utf8"));
    writeFileSync(
      path.join(journal, "0000000000000000.json"),
      JSON.stringify({ ...known, configPath: other }),
    );
    const before = text();
    expect(await first.app.send(remove)).toMatchObject({
      error: { code: "remove.failed", detail: other },
    });
    expect(text()).toBe(before);
  });
});

describe("without a face, in a process of its own", () => {
  test("it ends with 0, and a second start finds nothing of the first", async () => {
    const original = writeConfig();
    const options = {
      userDataDir: data(),
      args: ["--practice"],
      env: {
        HOME: path.join(folder, "home"),
        XDG_CONFIG_HOME: path.join(folder, "config"),
        OPENCLAW_GATEWAY_PORT: "9",
      },
    };
    const first = await startHeadless(options);
    await first.must({ type: "openclaw.link", kind: "own" });
    expect(await first.send(remove)).toEqual({ ok: true });
    expect(await first.ended).toBe(0);
    expect(text()).toBe(original);
    expect(existsSync(data())).toBe(false);
  });

  test("the start at login goes with the real one, and stays with practice", async () => {
    writeConfig();
    const entry = path.join(folder, "config/autostart/sluice.desktop");
    const env = {
      HOME: path.join(folder, "home"),
      XDG_CONFIG_HOME: path.join(folder, "config"),
      OPENCLAW_GATEWAY_PORT: "9",
    };
    const real = await startHeadless({ userDataDir: data(), env });
    if (!(await real.send({ type: "login.set", isOn: true })).ok) return void (await real.quit());
    expect(existsSync(entry)).toBe(true);
    const practising = path.join(folder, "practising");
    const practice = await startHeadless({ userDataDir: practising, args: ["--practice"], env });
    await practice.must(remove);
    await practice.ended;
    expect(existsSync(entry)).toBe(true);
    await real.must(remove);
    expect(await real.ended).toBe(0);
    expect(existsSync(entry)).toBe(false);
  });
});
