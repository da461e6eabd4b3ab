/** Scenes of the flow picture and of what stands around it: hops that were measured, hops that are broken, practice, many models. */
import type { AppState, ModelFigure } from "../../preload/contract/state.ts";
import { byModel, daemon, now, row, snapshot, verified } from "./snapshots.ts";

const { usage } = verified;
const models: readonly ModelFigure[] = [
  ...byModel.slice(0, 2),
  ...["gpt-5.5", "gemini-3.5-pro", "grok-5"].map((model, at) => ({
    ...(byModel[1] as ModelFigure),
    model,
    costMicroUsd: 90_000 - at * 20_000,
  })),
  ...byModel.slice(2),
];

export const flowScenes: Readonly<Record<string, AppState>> = {
  measured: snapshot({
    trial: {
      estimateMicroUsd: 21_000,
      last: {
        status: "done",
        provider: "anthropic",
        model: "claude-sonnet-4-6",
        startedAt: now - 3_600_000,
        endedAt: now - 3_590_000,
        costMicroUsd: 19_000,
        rows: [],
        added: { medianMs: 38, lowMs: 21, highMs: 74, pairs: 5 },
      },
    },
  }),
  overloaded: snapshot({
    usage: {
      ...usage,
      recent: [
        row({ id: 11, status: 529, outcome: "providerError", costMicroUsd: 0 }),
        ...usage.recent,
      ],
    },
  }),
  daemonStopped: snapshot({
    openclaw: { ...verified.openclaw, daemon: { ...daemon, status: "stopped" } },
  }),
  tokenRefused: snapshot({
    route: { verified: null, refusing: "tokenRejected" },
    notice: { code: "tokenRejected", at: now },
  }),
  practising: snapshot({ practice: true }),
  practisingForGood: snapshot({
    practice: true,
    desk: { ...verified.desk, canRestart: false },
  }),
  manyModels: snapshot({ usage: { ...usage, byModel: models } }),
};
