/** Each of the links against the real OpenClaw, running and not: its turns go where the link says, and the person's file comes back to the byte. */
import { readFileSync } from "node:fs";
import { diff } from "node:util";
import JSON5 from "json5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../preload/contract/command.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion, openClawVersions } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());

/** The person's own session, which keeps to a model of theirs whatever the default is. */
const pinned = "agent:main:pinned";

type Link = {
  readonly title: string;
  readonly kind: "own" | "overlay" | "edge";
  /** Without a key of the second one's in the keychain an edge link lies over the person's own entries. */
  readonly providers: readonly string[];
  /** Whose requests it leads elsewhere: a session of its own, or the person's. */
  readonly session: string | undefined;
  readonly model: { readonly provider: string; readonly model: string };
};
const own = { provider: "cloudflare-ai-gateway", model: "claude-sonnet-4-6" };
const theirs = { provider: "anthropic", model: "claude-haiku-4-5" };
const both = ["anthropic", "openai"];
const links: readonly Link[] = [
  { title: "own", kind: "own", providers: ["anthropic"], session: undefined, model: own },
  { title: "overlay", kind: "overlay", providers: both, session: pinned, model: theirs },
  { title: "edge", kind: "edge", providers: ["anthropic"], session: undefined, model: own },
  {
    title: "edge over their own",
    kind: "edge",
    providers: both,
    session: pinned,
    model: theirs,
  },
];
const isCurrent = openClawVersion === openClawVersions[0];

describe.skipIf(!canRun)(`links, OpenClaw ${openClawVersion}`, { timeout: 5 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;

  beforeAll(async () => {
    scene = await startScene({ person: "ownKeys" });
    await scene.daemon.call("sessions.patch", {
      key: pinned,
      model: `${theirs.provider}/${theirs.model}`,
    });
    sluice = await scene.startSluice();
    const { anthropic, aiGateway } = scene.canaries;
    await sluice.must({ type: "profile.save", name: "Test", ...account });
    await sluice.must({
      type: "secret.save",
      kind: "provider",
      provider: "anthropic",
      secret: anthropic,
    });
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
    // The older one does not start at all where a program it is to ask for a key is missing: there Sluice offers none.
    if (!isCurrent) await readKeysFromFile();
  }, 6 * minute);
  afterAll(() => scene?.close(), minute);

  /** The other place of the keys for an edge link: OpenClaw's .env, which it reads when it starts. */
  async function readKeysFromFile(): Promise<void> {
    await sluice.must({ type: "settings.save", edgeKeys: "dotenv", onQuit: "edge" });
    await scene.stopDaemon();
    await scene.startDaemon();
    await sluice.must({ type: "openclaw.look" });
    await sluice.must({ type: "settings.save", onQuit: "asItWas" });
  }

  const file = () => readFileSync(scene.configFile, "utf8");
  const linking = ({ kind, providers }: Link): Command => ({
    type: "openclaw.link",
    kind,
    providers: [...providers],
  });

  async function runTurn(session?: string) {
    scene.practice.forget();
    scene.spare.forget();
    const turn = await scene.daemon.runTurn({
      message: "Who answers?",
      ...(session && { sessionKey: session }),
    });
    // Beside the turn OpenClaw asks for what it remembers, wherever that leads.
    const asked = scene.practice
      .seen()
      .filter(({ path }) => path.endsWith("/messages"))
      .map(({ which, path, headers }) => ({ which, path, headers }));
    return { turn, asked, spare: scene.spare.seen() };
  }

  async function expectThrough({ title, session, model }: Link, route: "cloudflare" | "direct") {
    const { turn, asked, spare } = await runTurn(session);
    expect(turn, title).toMatchObject({ status: "ok", effective: model });
    const { anthropic, aiGateway } = scene.canaries;
    const [first] = asked;
    expect(asked.map(({ which }) => which)).toEqual(
      route === "cloudflare" ? ["aiGateway", "provider"] : ["provider"],
    );
    expect(first?.headers).toMatchObject({
      "x-api-key": anthropic,
      ...(route === "cloudflare" && { "cf-aig-authorization": `Bearer ${aiGateway}` }),
    });
    expect(Object.keys(first?.headers ?? {})).not.toContain("x-sluice-key");
    if (route === "direct") expect(first?.headers).not.toHaveProperty("cf-aig-authorization");
    expect(spare).toEqual([]);
  }

  async function expectTheirOwn() {
    const { turn, asked, spare } = await runTurn();
    expect(turn).toMatchObject({ status: "ok", effective: { provider: "spare" } });
    expect(asked).toEqual([]);
    expect(spare.length).toBeGreaterThan(0);
  }

  test.each(links)("$title: made, used and removed while OpenClaw runs", async (link) => {
    await scene.changeConfig(sluice, linking(link));
    expect(file()).not.toBe(scene.original);
    expect(sluice.state().openclaw.link).toMatchObject({ kind: link.kind, applied: true });
    const linked = file();
    await expectThrough(link, "cloudflare");

    await sluice.must({ type: "route.set", route: "direct" });
    // An edge link leads past Sluice: there the switch has nothing to switch.
    await expectThrough(link, link.kind === "edge" ? "cloudflare" : "direct");
    await sluice.must({ type: "route.set", route: "cloudflare" });
    await expectThrough(link, "cloudflare");
    expect(file()).toBe(linked);

    await scene.changeConfig(sluice, { type: "openclaw.unlink" });
    expect(file()).toBe(scene.original);
    expect(sluice.state().openclaw.link).toBeNull();
    await expectTheirOwn();
  });

  test.each(links.filter(({ title }) => title !== "edge over their own"))(
    "$title: made while OpenClaw is stopped, in force once it starts, removed while it is stopped again",
    async (link) => {
      await scene.stopDaemon();
      await sluice.must(linking(link));
      await scene.startDaemon();
      await expectThrough(link, "cloudflare");
      await scene.stopDaemon();
      await sluice.must({ type: "openclaw.unlink" });
      expect(file()).toBe(scene.original);
    },
  );

  test("started after that, OpenClaw goes the person's own way", async () => {
    await (isCurrent ? scene.startDaemon() : readKeysFromFile());
    await expectTheirOwn();
  });

  test("what OpenClaw itself writes in between stays, and it is all that differs", async () => {
    const think = async (level: string) => {
      if (isCurrent) {
        const { hash } = await scene.daemon.call<{ hash: string }>("config.get");
        const raw = `{ agents: { defaults: { thinkingDefault: "${level}" } } }`;
        await scene.daemon.call("config.patch", { raw, baseHash: hash });
      }
      // The older daemon takes only three changes a minute.
      else await scene.runCli("config", "set", "agents.defaults.thinkingDefault", level);
      return withoutStamp(file());
    };
    // What becomes of the person's own file when OpenClaw writes the same into it, with no Sluice about.
    const high = await think("high");
    let level = "low";
    let before = await think(level);
    const low = before;
    for (const link of links) {
      await scene.changeConfig(sluice, linking(link));
      level = level === "low" ? "high" : "low";
      await think(level);
      await scene.changeConfig(sluice, { type: "openclaw.unlink" });
      const after = withoutStamp(file());
      console.log(`${link.title}, unlinked after OpenClaw wrote:\n${changes(before, after)}`);
      expect(after).toEqual(level === "low" ? low : high);
      before = after;
    }
    expect(await sluice.quit()).toBe(0);
    expect(withoutStamp(file())).toEqual(before);
    await expectTheirOwn();
  });
});

/** The value of a file, without the moment at which OpenClaw wrote it. */
function withoutStamp(text: string): unknown {
  const { meta, ...rest } = JSON5.parse(text);
  const { lastTouchedAt: _, ...stamp } = meta ?? {};
  return { ...rest, ...(meta && { meta: stamp }) };
}

/** The lines in which two values differ, as people read it. */
function changes(before: unknown, after: unknown): string {
  const lines = (value: unknown) => JSON.stringify(value, null, 2).split("\n");
  return diff(lines(before), lines(after))
    .filter(([operation]) => operation !== 0)
    .map(([operation, line]) => `${operation === 1 ? "-" : "+"} ${line}`)
    .join("\n");
}
