/** A row of the table of requests as it is read: everything the ledger knows of one. */
import type { SQLOutputValue } from "node:sqlite";
import type { RequestRow } from "../../preload/contract/state.ts";
import { unpackLogId } from "./log-id.ts";
import type { Names } from "./names.ts";
import type { Row } from "./row.ts";

/** A row with everything the ledger knows of it. `costMicroUsd` is the log's, else the tally. */
export type FullRow = Row & Pick<RequestRow, "id" | "costMicroUsd" | "costFrom">;

export const columns = [
  ...["id", "startedAt", "durationMs", "firstByteMs", "kind", "ending", "tokensIn", "tokensOut"],
  ...["cacheRead", "cacheWrite", "cacheWrite1h", "searches", "tallyMicroUsd", "logMicroUsd"],
  ...["isAwaited", "logId", "savedMicroUsd"],
].join(", ");

/** Takes the values of `columns` as an array. */
export function createRowReader(names: Names): (values: readonly SQLOutputValue[]) => FullRow {
  return (values) => {
    const { provider, model, route, by, profile } = names.kind(values[4] as number);
    const { status, outcome, refusal, cacheHit, tier, unpriced } = names.ending(
      values[5] as number,
    );
    const tallyMicroUsd = values[12] as number | null;
    const logMicroUsd = values[13] as number | null;
    const known = tallyMicroUsd === null ? null : "router";
    return {
      id: values[0] as number,
      startedAt: values[1] as number,
      durationMs: values[2] as number,
      firstByteMs: values[3] as number | null,
      ...{ route, by: by === "sluice" ? by : "openclaw", profile, provider, model },
      ...{ status, outcome, refusal, cacheHit, tier, unpriced },
      tokensIn: values[6] as number,
      tokensOut: values[7] as number,
      cacheRead: values[8] as number,
      cacheWrite: values[9] as number,
      cacheWrite1h: values[10] as number,
      searches: values[11] as number,
      ...{ tallyMicroUsd, logMicroUsd },
      costMicroUsd: logMicroUsd ?? tallyMicroUsd,
      costFrom: logMicroUsd === null ? known : "log",
      logId: unpackLogId(values[15]),
      savedMicroUsd: values[16] as number | null,
    };
  };
}
