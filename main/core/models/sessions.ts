/** Sessions that keep to a model of their own, as the daemon's answers tell them from those that follow the default. */
import type { ModelPin } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject } from "../json5-edit.ts";

/**
 * From `sessions.list` of 2026.9.6: a person's choice is `modelOverrideSource: "user"`; "auto" is a fallback in use, which ends by
 * itself. Null when the rows do not say: 2026.5.28 has no such member, and the model it shows may be that of the last turn.
 */
export function pinsInSessions(answer: unknown): readonly ModelPin[] | null {
  const rows = rowsOf(answer, "sessions");
  if (rows.length > 0 && !rows.some((row) => Object.hasOwn(row, "modelOverrideSource")))
    return null;
  return rows.flatMap((row) => {
    if (row.modelOverrideSource !== "user" || typeof row.key !== "string") return [];
    if (typeof row.modelProvider !== "string" || typeof row.model !== "string") return [];
    const ref = `${row.modelProvider}/${row.model}`;
    return { kind: "session" as const, key: row.key, name: nameOf(row), ref };
  });
}

/** From `status` of 2026.5.28, which knows it of the last ten sessions of each agent. Names come from `sessions.list`. */
export function pinsInStatus(status: unknown, sessions: unknown): readonly ModelPin[] {
  const names = new Map(rowsOf(sessions, "sessions").map((row) => [row.key, nameOf(row)]));
  const told = isObject(status as Json) ? (status as JsonObject).sessions : undefined;
  const rows = [
    ...rowsOf(told, "recent"),
    ...rowsOf(told, "byAgent").flatMap((agent) => rowsOf(agent, "recent")),
  ];
  const pins = rows.flatMap((row) => {
    if (row.modelSelectionReason !== "session override" || typeof row.key !== "string") return [];
    if (typeof row.selectedModel !== "string") return [];
    const name = names.get(row.key) ?? row.key;
    return { kind: "session" as const, key: row.key, name, ref: row.selectedModel };
  });
  return [...new Map(pins.map((pin) => [pin.key, pin])).values()];
}

/** Timed jobs with a model of their own, from `cron.list`. Their key is "cron:" and the job's id. */
export function pinsInJobs(answer: unknown): readonly ModelPin[] {
  return rowsOf(answer, "jobs").flatMap((job) => {
    const model = isObject(job.payload) ? job.payload.model : undefined;
    if (typeof job.id !== "string" || typeof model !== "string" || model.trim() === "") return [];
    const name = [job.displayName, job.name].find((one) => typeof one === "string") ?? job.id;
    return {
      kind: "agent" as const,
      key: `cron:${job.id}`,
      name: `cron: ${String(name).slice(0, 80)}`,
      ref: model,
    };
  });
}

/** Whether a job, as `cron.update` gave it back, follows the default now. */
export function isFreeJob(job: unknown): boolean {
  const payload = isObject(job as Json) ? (job as JsonObject).payload : undefined;
  return isObject(payload) && payload.model === undefined;
}

function rowsOf(answer: unknown, member: string): readonly JsonObject[] {
  const rows = isObject(answer as Json) ? (answer as JsonObject)[member] : undefined;
  return Array.isArray(rows) ? (rows as readonly Json[]).filter(isObject) : [];
}

/** What the person called it, or OpenClaw after its first words; else its key. */
function nameOf(row: JsonObject): string {
  const name = [row.label, row.displayName].find(
    (one) => typeof one === "string" && one.trim() !== "",
  );
  return String(name ?? row.key)
    .trim()
    .slice(0, 80);
}
