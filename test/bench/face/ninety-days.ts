/** A ledger as three busy months leave it, written before Sluice starts. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { openLedger } from "../../../main/usage/ledger.ts";
import { createTraffic } from "../ledger-traffic.ts";

const dayMs = 86_400_000;

/** @param data Sluice's data folder, which need not exist. */
export function fillLedger(data: string, rows: number): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const waiting: (() => void)[] = [];
  const opened = openLedger(path.join(data, "ledger.sqlite"), {
    schedule(_afterMs, run) {
      waiting.push(run);
      return () => void waiting.splice(waiting.indexOf(run), 1);
    },
  });
  if (!opened.ok) throw new Error(opened.code);
  const { ledger } = opened;
  const traffic = createTraffic({
    fromAt: Date.now() - 90 * dayMs,
    everyMs: (89.9 * dayMs) / rows,
  });
  ledger.setZone("UTC");
  for (let row = 0; row < rows; row += 1) ledger.add(traffic.next());
  while (!ledger.flush());
  for (let run = waiting.shift(); run; run = waiting.shift()) run();
  ledger.close();
}
