/** The jobs that are killed at each of their steps: what they do, on which file, and what must be left in the end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";
import { expect } from "vitest";
import type { Edit } from "../../../main/core/json5-edit.ts";
import { type LinkPlan, withHold } from "../../../main/core/link/plan.ts";
import type { Done } from "../../../main/openclaw/config-file.ts";
import type { OpenClaw } from "../../../main/openclaw/openclaw.ts";
import { edgeOf, edgeOverlayOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, plansOfBoth, type Scratch, scratch } from "./room.ts";

export type Job =
  | { readonly name: "link"; readonly plan: LinkPlan }
  | { readonly name: "edit"; readonly edits: readonly Edit[] }
  | { readonly name: "unlink" }
  | { readonly name: "repair" };

/** What a process that is to be killed is told. */
export type Order = {
  readonly home: string;
  readonly journal: string;
  readonly job: Job;
  /** The count of steps before the fatal one. */
  readonly killAt: number;
};

export type Scenario = {
  readonly name: string;
  readonly job: Job;
  /** The file before Sluice first sees it; null: there is none, nor its folder. */
  readonly text: string | null;
  /** What happens before the job that is killed. */
  readonly prepare?: (openclaw: OpenClaw, home: Scratch) => Promise<void>;
  /** What is left in the end where the job had come as far as the file, and where it had not; left out: `text`. */
  readonly end?: { readonly late: string | null; readonly early: string | null };
};

export const own = plan(plansOfBoth);
export const ownElsewhere = plan({ port: 30_001, localKey: keyOf("second") });
const overlay = { ...overlayOf("anthropic", "google"), localKey: keyOf("third") };
const edge = edgeOf();
const held = (one: LinkPlan) => withHold(one, true);
const fallen = plan({ ...plansOfBoth, fallbacks: ["openai/gpt-5.2"] });

/** Only the original bytes spell it like this again. */
export const spelled = handWritten.replace("anthropic/", String.raw`anthropic\/`);
/** A file of 2026.5, whose agents are a list. */
const listed = spelled.replace(
  "    },\n  },\n  models",
  `    },
    list: [
      { id: 'main', model: { primary: 'a/b', fallbacks: ["c/d"] } }, // the one
      { id: "ops", subagents: { model: { primary: "a/b", fallbacks: ["e/f",] } } },
    ],
  },
  models`,
);
/** What somebody else changes in the file. */
export const theirs = (text: string | null) => (text ?? "").replace("// my claw", "// our claw");

const wish: Job = { name: "edit", edits: [{ path: ["env", "shellEnv", "enabled"], value: true }] };
const wished = spelled.replace(
  `botToken: "123:abc" } }\n}`,
  `botToken: "123:abc" } },\n  env: {\n    shellEnv: { enabled: true },\n  }\n}`,
);
const wishes = { late: wished, early: spelled };

const after = (...plans: readonly LinkPlan[]) => ({
  async prepare(openclaw: OpenClaw) {
    for (const one of plans) expect(await openclaw.link(one)).toEqual({ ok: true });
  },
});
const afterEdited = (one: LinkPlan) => ({
  end: { late: theirs(handWritten), early: theirs(handWritten) },
  async prepare(openclaw: OpenClaw, home: Scratch) {
    expect(await openclaw.link(one)).toEqual({ ok: true });
    home.write(theirs(home.text()));
  },
});
const link = (one: LinkPlan): Job => ({ name: "link", plan: one });
const unlink: Job = { name: "unlink" };
const repair: Job = { name: "repair" };

export const scenarios: readonly Scenario[] = [
  { name: "link own", job: link(own), text: spelled },
  { name: "link own, no file", job: link(own), text: null },
  { name: "link overlay", job: link(overlay), text: spelled },
  { name: "link edge", job: link(edge), text: spelled },
  { name: "own → own elsewhere", job: link(ownElsewhere), text: spelled, ...after(own) },
  { name: "own → overlay", job: link(overlay), text: spelled, ...after(own) },
  { name: "own → edge", job: link(edge), text: spelled, ...after(own) },
  { name: "own → edge, file ours", job: link(edge), text: null, ...after(own) },
  { name: "overlay → own", job: link(own), text: spelled, ...after(overlay) },
  { name: "overlay → edge", job: link(edgeOverlayOf("openai")), text: spelled, ...after(overlay) },
  { name: "edge → own", job: link(own), text: spelled, ...after(own, edge) },
  { name: "edge → overlay", job: link(overlay), text: spelled, ...after(edge) },
  { name: "own → edge, edited since", job: link(edge), text: handWritten, ...afterEdited(own) },
  { name: "unlink own", job: unlink, text: spelled, ...after(own) },
  { name: "unlink own, file ours", job: unlink, text: null, ...after(own) },
  { name: "unlink overlay", job: unlink, text: spelled, ...after(overlay) },
  { name: "unlink edge", job: unlink, text: spelled, ...after(own, edge) },
  { name: "unlink overlay, edited since", job: unlink, text: handWritten, ...afterEdited(overlay) },
  { name: "edit, no link", job: wish, text: spelled, end: wishes },
  { name: "edit under own", job: wish, text: spelled, end: wishes, ...after(own) },
  { name: "edit under overlay", job: wish, text: spelled, end: wishes, ...after(overlay) },
  { name: "edit under edge", job: wish, text: spelled, end: wishes, ...after(edge) },
  { name: "hold own", job: link(held(own)), text: spelled, ...after(own) },
  { name: "hold own with fallbacks", job: link(held(fallen)), text: spelled, ...after(fallen) },
  { name: "hold overlay", job: link(held(overlay)), text: spelled, ...after(overlay) },
  { name: "hold own, file ours", job: link(held(fallen)), text: null, ...after(fallen) },
  { name: "hold a list of agents", job: link(held(overlay)), text: listed, ...after(overlay) },
  { name: "release own", job: link(own), text: spelled, ...after(own, held(own)) },
  { name: "release overlay", job: link(overlay), text: spelled, ...after(held(overlay)) },
  { name: "release a list", job: link(overlay), text: listed, ...after(held(overlay)) },
  {
    name: "held own → held elsewhere",
    job: link(held(ownElsewhere)),
    text: spelled,
    ...after(held(own)),
  },
  { name: "held own → edge", job: link(edge), text: spelled, ...after(held(own)) },
  { name: "edge → held overlay", job: link(held(overlay)), text: spelled, ...after(edge) },
  { name: "unlink held", job: unlink, text: spelled, ...after(held(own)) },
  { name: "unlink held list", job: unlink, text: listed, ...after(held(overlay)) },
  {
    name: "hold overlay, edited since",
    job: link(held(overlay)),
    text: handWritten,
    ...afterEdited(overlay),
  },
  {
    name: "release overlay, edited since",
    job: link(overlay),
    text: handWritten,
    ...afterEdited(held(overlay)),
  },
  { name: "edit under held", job: wish, text: spelled, end: wishes, ...after(held(overlay)) },
  {
    name: "repair of a killed hold",
    job: repair,
    text: spelled,
    async prepare(openclaw, home) {
      expect(await openclaw.link(overlay)).toEqual({ ok: true });
      await killed(home, link(held(overlay)), 5);
    },
  },
  {
    name: "repair of a killed link",
    job: repair,
    text: spelled,
    prepare: async (_, home) => killed(home, link(overlay), 5),
  },
  {
    name: "repair of a killed unlink",
    job: repair,
    text: spelled,
    async prepare(openclaw, home) {
      expect(await openclaw.link(edge)).toEqual({ ok: true });
      await killed(home, unlink, 2);
    },
  },
];

let script = path.join(import.meta.dirname, "crash-child.ts");
let isBundled = false;

/** Makes the child one file, which starts in half the time: worth it for some hundred of them. Returns the way to delete it. */
export async function bundleChild(): Promise<() => void> {
  const outDir = mkdtempSync(path.join(tmpdir(), "sluice-crash-child-"));
  await build({
    configFile: false,
    logLevel: "silent",
    ssr: { noExternal: true },
    build: {
      ssr: script,
      outDir,
      target: "node24",
      rolldownOptions: { output: { entryFileNames: "child.mjs" } },
    },
  });
  script = path.join(outDir, "child.mjs");
  isBundled = true;
  return () => rmSync(outDir, { recursive: true, force: true });
}

/** Runs a job in a process of its own that dies at the given step. */
export async function killed(home: Scratch, job: Job, killAt: number): Promise<void> {
  const order: Order = { home: home.folder, journal: home.journal, job, killAt };
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: "inherit",
    env: isBundled ? { ...process.env, NODE_COMPILE_CACHE: `${script}.compiled` } : process.env,
  });
  const [code, signal] = await once(child, "exit");
  expect([code, signal]).toEqual([null, "SIGKILL"]);
}

export async function prepared({ text, prepare }: Scenario): Promise<Scratch> {
  const home = scratch({ isBare: text === null });
  if (text !== null) home.write(text, 0o640);
  await prepare?.(home.open(), home);
  return home;
}

export function run(openclaw: OpenClaw, job: Job): Promise<Done | { readonly repaired: string }> {
  if (job.name === "link") return openclaw.link(job.plan);
  return job.name === "edit" ? openclaw.edit(() => job.edits) : openclaw[job.name]();
}
