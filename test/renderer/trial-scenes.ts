/** Trials of both ways, as the window meets them: begun, half done, done well, failed in every manner, and never run. */
import type { ProbeName, ProbeResult, Trial } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { probes } from "../../renderer/checks/trial.ts";
import { fresh, modelKey, now, snapshot } from "./snapshots.ts";

const passed = (firstByteMs: number, totalMs = firstByteMs): ProbeResult => ({
  ...{ status: "passed", firstByteMs, totalMs, error: null },
});
const is = (status: ProbeResult["status"]): ProbeResult => ({
  ...{ status, firstByteMs: null, totalMs: null, error: null },
});
const failed = (error: ProbeResult["error"], answered?: number): ProbeResult => ({
  ...{ status: "failed", firstByteMs: null, totalMs: null, error },
  ...(answered !== undefined && { answered }),
});

const times: Readonly<Record<ProbeName, readonly [number, number, number]>> = {
  plain: [1_104, 1_141, 1_160],
  stream: [612, 648, 2_210],
  tools: [1_386, 1_431, 3_120],
  thinking: [2_270, 2_309, 6_480],
  picture: [1_512, 1_547, 1_600],
  promptCache: [980, 1_022, 2_040],
  large: [1_805, 1_848, 1_910],
};

type Rows = Partial<Record<ProbeName, readonly [ProbeResult, ProbeResult]>>;

export function trial(rows: Rows = {}, patch: Partial<Trial> = {}): Trial {
  return {
    ...{ status: "done", provider: "anthropic", model: "claude-sonnet-4-6" },
    ...{ startedAt: now - 90_000, endedAt: now - 60_000, costMicroUsd: 66_900 },
    rows: probes.map((probe) => {
      const [direct, cloudflare, total] = times[probe];
      const [one, other] = rows[probe] ?? [passed(direct, total), passed(cloudflare, total + 40)];
      return { probe, direct: one, cloudflare: other };
    }),
    added: { medianMs: 39, lowMs: 35, highMs: 45, pairs: 7 },
    ...patch,
  };
}

const waiting = [is("waiting"), is("waiting")] as const;
const skipped = [is("skipped"), is("skipped")] as const;

export const trials = {
  done: trial(),
  running: trial(
    {
      thinking: [passed(2_270, 6_480), is("running")],
      ...{ picture: waiting, promptCache: waiting, large: waiting },
    },
    {
      ...{ status: "running", endedAt: null, costMicroUsd: 21_400 },
      added: { medianMs: 37, lowMs: 36, highMs: 45, pairs: 3 },
    },
  ),
  begun: trial(
    Object.fromEntries(
      probes.map((probe, index) => [
        probe,
        index === 0 ? ([is("running"), is("waiting")] as const) : waiting,
      ]),
    ),
    { status: "running", endedAt: null, costMicroUsd: 0, added: null },
  ),
  failed: trial(
    {
      tools: [passed(1_386, 3_120), failed("check.failed", 400)],
      thinking: [failed("check.failed", 529), failed("check.failed", 529)],
      picture: [failed("check.failed"), passed(1_547)],
      promptCache: [passed(980), failed("promptBlocked")],
    },
    { costMicroUsd: null, added: { medianMs: 37, lowMs: 36, highMs: 43, pairs: 3 } },
  ),
  refused: trial(
    Object.fromEntries(
      probes.map((probe) => [probe, [passed(times[probe][0]), failed("tokenRejected")] as const]),
    ),
    { added: null },
  ),
  paused: trial(
    Object.fromEntries(
      probes.map((probe, index) => [
        probe,
        index === 0 ? ([failed("paused"), is("skipped")] as const) : skipped,
      ]),
    ),
    { status: "stopped", costMicroUsd: 0, added: null },
  ),
  stopped: trial(
    { picture: skipped, promptCache: skipped, large: skipped },
    { status: "stopped", costMicroUsd: null },
  ),
  onlyDirect: trial(
    Object.fromEntries(
      probes.map((probe) => [probe, [passed(times[probe][0]), is("absent")] as const]),
    ),
    { added: null },
  ),
  sooner: trial({}, { added: { medianMs: -12, lowMs: -40, highMs: 4, pairs: 7 } }),
} as const satisfies Record<string, Trial>;

const estimateMicroUsd = 70_300;

export const trialScenes: Readonly<Record<string, AppState>> = {
  ...Object.fromEntries(
    Object.entries(trials).map(([name, last]) => [
      `trial-${name}`,
      snapshot({
        trial: { estimateMicroUsd, last },
        checks: [
          { name: "route", status: "passed", at: now - 120_000 },
          { name: "vault", status: "failed", at: now - 60_000, error: "vault.locked" },
        ],
      }),
    ]),
  ),
  "trial-never": snapshot({ trial: { estimateMicroUsd, last: null } }),
  "trial-unpriced": snapshot({ trial: { estimateMicroUsd: null, last: null } }),
  "trial-noKey": snapshot({}, fresh),
  "trial-noAccount": snapshot(
    { secrets: [modelKey], trial: { estimateMicroUsd, last: null } },
    fresh,
  ),
};
