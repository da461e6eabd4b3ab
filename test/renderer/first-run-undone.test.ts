/** What of the first run is still undone, by the state of things alone; and that the window knows its steps as the app does. */
import { describe, expect, test } from "vitest";
import { type ProbeResult, setupSteps as steps } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { setupSteps, undoneSteps } from "../../renderer/setup/steps.ts";
import { seenAt } from "./cloudflare-states.ts";
import { fresh, gatewayToken, modelKey, snapshot, verified } from "./snapshots.ts";

const tried = (status: "passed" | "failed"): Partial<AppState["trial"]> => {
  const result: ProbeResult = {
    ...{ status, firstByteMs: 1, totalMs: 2 },
    error: status === "failed" ? "tokenRejected" : null,
  };
  const passed: ProbeResult = { status: "passed", firstByteMs: 1, totalMs: 2, error: null };
  return {
    last: {
      ...{ status: "done", provider: "anthropic", model: "claude-sonnet-4-6" },
      ...{ startedAt: 0, endedAt: 1, costMicroUsd: 0, added: null },
      rows: [{ probe: "plain", direct: passed, cloudflare: result }],
    },
  };
};

test("the window has the same steps as the contract, in the same order", () => {
  expect(setupSteps).toEqual(steps);
});

describe("what is still to do", () => {
  const { profile } = verified;

  test("is everything on a computer with nothing, in the order a person can do it", () => {
    const nothing = { status: "notFound", version: null, installs: [] } as const;
    const all = ["openclaw", "modelKey", "cloudflare", "check"];
    expect(undoneSteps(snapshot({ openclaw: nothing }, fresh))).toEqual(all);
    expect(undoneSteps(fresh)).toEqual(all.slice(1));
    expect(undoneSteps(snapshot({ profile }, fresh))).toEqual(["modelKey", "check"]);
    expect(undoneSteps(snapshot({ profile, secrets: [modelKey] }, fresh))).toEqual(["check"]);
  });

  test("is not OpenClaw while it is still being looked for", () => {
    const looking = { status: "notFound", version: null, installs: null } as const;
    expect(undoneSteps(snapshot({ openclaw: looking }, fresh))).not.toContain("openclaw");
  });

  test("is nothing once all is done, whatever was passed over on the way", () => {
    expect(undoneSteps(verified)).toEqual([]);
    const skipped = { status: "left", step: "done", skipped: ["modelKey", "check"] } as const;
    expect(undoneSteps(snapshot({ setup: skipped }))).toEqual([]);
  });

  test("is the check that was put off, until something has come through", () => {
    const setup = { status: "left", step: "done", skipped: ["check"] } as const;
    expect(undoneSteps(snapshot({ setup, route: { verified: null } }))).toEqual(["check"]);
    expect(undoneSteps(snapshot({ route: { verified: null } }))).toEqual([]);
  });

  test("is the check that failed, until it passes; left open, put off or gone on from", () => {
    const skipped = { status: "done", step: "done", skipped: ["check"] } as const;
    const left = { status: "left", step: "check", skipped: [] } as const;
    for (const setup of [skipped, left]) {
      expect(undoneSteps(snapshot({ setup, trial: tried("failed") }))).toEqual(["check"]);
      expect(undoneSteps(snapshot({ setup, trial: tried("passed") }))).toEqual([]);
    }
    // Long after, a try of something else is no part of setting up.
    expect(undoneSteps(snapshot({ trial: tried("failed") }))).toEqual([]);
  });

  test("is the token an AI Gateway is known to ask for", () => {
    const cloudflare = seenAt(0);
    expect(undoneSteps(snapshot({ cloudflare, secrets: [modelKey] }))).toEqual(["cloudflare"]);
    expect(undoneSteps(snapshot({ secrets: [modelKey] }))).toEqual([]);
  });

  test("needs no key of ours where OpenClaw has one to go on top of", () => {
    const overlays = [{ slug: "anthropic", id: "anthropic", refusal: null }];
    expect(undoneSteps(snapshot({ profile, openclaw: { overlays } }, fresh))).toEqual(["check"]);
    const link = { kind: "overlay", providers: ["anthropic"], applied: true } as const;
    expect(undoneSteps(snapshot({ secrets: [gatewayToken], openclaw: { link } }))).toEqual([]);
  });

  test("is the key when the keychain has lost it, and not while it cannot be asked", () => {
    const lost = snapshot({ secrets: [{ ...modelKey, status: "missing" }] });
    expect(undoneSteps(lost)).toEqual(["modelKey"]);
    expect(undoneSteps(snapshot({ secrets: [{ ...modelKey, status: "unknown" }] }))).toEqual([]);
  });
});
