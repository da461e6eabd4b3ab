/** Recognisable secrets through everything Sluice does: afterwards they stand in the keychain and were sent upstream, and are nowhere else. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  aiGatewayFaults,
  edgeFaults,
  type FaultName,
  providerRefusals,
  streamFaults,
} from "../../main/practice/faults.ts";
import { type Find, findCanaries } from "../support/canary.ts";
import { type ProcessWatch, watchProcesses } from "../support/canary-processes.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());
const faults: readonly FaultName[] = [
  ...edgeFaults,
  ...aiGatewayFaults,
  ...providerRefusals,
  ...streamFaults,
  "providerHangup",
];

describe.skipIf(!canRun)("secrets", { timeout: 3 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;
  let watch: ProcessWatch;
  const replies: string[] = [];
  const localKeys = new Set<string>();
  const printed: string[] = [];

  beforeAll(async () => {
    scene = await startScene();
    sluice = await scene.startSluice({
      args: [
        `--cloudflare-ai-gateway-account-id=${account.accountId}`,
        `--cloudflare-ai-gateway-gateway-id=${account.aiGatewayId}`,
        "--cloudflare-ai-gateway-api-key=env:SLUICE_TEST_KEY",
      ],
      env: { SLUICE_TEST_KEY: scene.canaries.anthropic },
    });
    watch = watchProcesses([sluice.pid, scene.daemon.pid], [sluice.pid]);
  }, 6 * minute);
  afterAll(async () => {
    watch?.stop();
    await scene?.close();
  }, minute);

  async function link(): Promise<void> {
    await scene.changeConfig(sluice, {
      type: "openclaw.link",
      kind: "own",
      providers: ["anthropic", "openai"],
    });
    localKeys.add(scene.localKey());
  }

  /** As an agent would ask, straight to the router: a turn of OpenClaw's takes minutes for some of the faults. */
  async function ask(headers: Record<string, string>): Promise<void> {
    const { port } = sluice.state().router;
    const answer = await fetch(`http://127.0.0.1:${port}/anthropic/v1/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "anthropic-version": "2023-06-01",
        ...headers,
      },
      body: JSON.stringify({
        model: "claude-sonnet-4-6",
        max_tokens: 16,
        stream: true,
        tools: [{ name: "exec", input_schema: { type: "object" } }],
        messages: [{ role: "user", content: "Hello." }],
      }),
    }).then(
      async (got) => `${got.status} ${JSON.stringify([...got.headers])} ${await body(got)}`,
      (error: unknown) => String(error),
    );
    replies.push(answer);
  }

  test("they are taken in, used, refused and failed with in every way there is", async () => {
    const { anthropic, openai, aiGateway, analytics } = scene.canaries;
    await sluice.must({
      type: "secret.save",
      kind: "provider",
      provider: "openai",
      secret: openai,
    });
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
    await sluice.must({ type: "secret.save", kind: "analytics", secret: analytics });
    // In the wrong place, malformed, unknown: what is refused must not be echoed either.
    await sluice.send({ type: "secret.save", kind: "aiGateway", secret: anthropic });
    await sluice.send({ type: "secret.save", kind: "analytics", secret: `${openai} ${analytics}` });
    await sluice.send({ type: "profile.select", id: aiGateway });
    await sluice.send({ type: "check.run", name: analytics });
    await sluice.send({ type: "model.select", model: openai });
    await link();

    const answered = await scene.daemon.runTurn({ message: "Hello." });
    expect(answered.status).toBe("ok");
    for (const fault of [
      "unauthorized",
      "spendLimit",
      "edgeBlocked",
      "providerBadRequest",
    ] as const) {
      scene.practice.set({ fault });
      await scene.daemon.runTurn({ message: "And now?" });
      scene.practice.set({ fault: null });
    }
    for (const fault of faults) {
      scene.practice.set({ fault, times: 1, afterMs: 50 });
      await ask({ "x-api-key": scene.localKey() });
      scene.practice.set({ fault: null });
    }
    await ask({ "x-api-key": anthropic });
    await ask({ authorization: `Bearer ${aiGateway}` });
    for (const route of ["direct", "paused", "cloudflare"] as const) {
      await sluice.must({ type: "route.set", route });
      await scene.daemon.runTurn({ message: "And on this route?" });
    }
    await sluice.send({ type: "check.run", name: "route" });
    await sluice.send({ type: "check.run", name: "vault" });
    await sluice.query({ type: "requests.list", limit: 500 });

    // They were really in use, or nothing below means anything.
    const sent = scene.practice.seen().map(({ rawHeaders }) => rawHeaders.join("\n"));
    expect(sent.some((text) => text.includes(anthropic) && text.includes(aiGateway))).toBe(true);
  });

  test("a killed run, the next start, unlinking and quitting leave nothing behind", async () => {
    printed.push(sluice.printed().stdout, sluice.printed().stderr);
    await sluice.kill9();
    const seen = watch.stop();
    sluice = await scene.startSluice();
    watch = watchProcesses([sluice.pid, scene.daemon.pid]);
    const secrets = sluice.state().secrets.map(({ status }) => status);
    expect(secrets).toEqual(["saved", "saved", "saved", "saved"]);
    localKeys.add(scene.localKey());

    const folders = [scene.folder];
    const texts = {
      ...seen,
      ...watch.stop(),
      replies: replies.join("\n"),
      printed: [...printed, sluice.printed().stdout, sluice.printed().stderr].join("\n"),
      console: scene.daemon.output(),
    };
    expect(findCanaries({ secrets: scene.canaries, folders, texts })).toEqual([]);
    expect(localKeysOutside(findLocalKeys(folders, texts))).toEqual([]);
    // The search does find what is there.
    expect(findLocalKeys(folders, {}).map(({ where }) => where)).toContain(scene.configFile);

    watch = watchProcesses([sluice.pid, scene.daemon.pid]);
    await scene.changeConfig(sluice, { type: "openclaw.unlink" });
    expect(await sluice.quit()).toBe(0);
    await scene.daemon.stop();
    const last = { ...watch.stop(), ...sluice.printed(), console: scene.daemon.output() };
    expect(findCanaries({ secrets: scene.canaries, folders, texts: last })).toEqual([]);
    expect(localKeysOutside(findLocalKeys(folders, last))).toEqual([]);
    expect(readFileSync(scene.configFile, "utf8")).toBe(scene.original);
  });

  function findLocalKeys(folders: readonly string[], texts: Record<string, string>): Find[] {
    const secrets = Object.fromEntries([...localKeys].map((key, i) => [`local key ${i}`, key]));
    return findCanaries({ secrets, folders, texts });
  }

  /** OpenClaw's own file holds it, and so do the copies OpenClaw keeps beside it; its database does not (measured). */
  function localKeysOutside(finds: readonly Find[]): readonly Find[] {
    return finds.filter(({ where }) => !where.startsWith(scene.configFile));
  }
});

const body = (answer: Response): Promise<string> =>
  answer.text().catch((error: unknown) => String(error));
