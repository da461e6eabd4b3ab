/** A process of its own that writes a ledger as fast as it can, says how far it is, and is killed by the test. */
import { openLedger } from "../../main/usage/ledger.ts";
import { exchangeOf } from "../support/exchange.ts";

const opened = openLedger(String(process.argv[2]));
if (!opened.ok) throw new Error(opened.code);
const { ledger } = opened;
ledger.setZone("Asia/Kolkata");
let written = 0;
ledger.onFlush((rows) => {
  written += rows;
});

const usage = { tokensOut: 3, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
let index = 0;
setInterval(() => {
  for (let left = 0; left < 700; left++, index++) {
    // Said right before the row that makes a batch full, so that the answer, a kill, meets the batch being written.
    if (index % 256 === 255) process.stdout.write(`${written}\n`);
    const startedAt = Date.UTC(2026, 10, 21) + index * 90_000;
    ledger.add(exchangeOf({ startedAt, usage: { ...usage, tokensIn: index } }));
  }
});
