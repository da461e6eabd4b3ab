/** The router thread: router and ledger together, so that no stall of the window reaches a stream. */
import { parentPort, workerData } from "node:worker_threads";
import type { Query, QueryReply } from "../../preload/contract/command.ts";
import { systemZone } from "../kit/system-zone.ts";
import { createRouter } from "../router/server.ts";
import { usageOf, usageRange } from "../usage/collector.ts";
import { type Ledger, openLedger } from "../usage/ledger.ts";
import { createGatherer } from "./news.ts";
import type { Answer, FromThread, ThreadData, ToThread } from "./traffic-messages.ts";

const port = parentPort;
if (!port) throw new Error("The router thread is started by the app.");

const tell = (message: FromThread): void => port.postMessage(message);
const log =
  (level: "info" | "warn" | "error") =>
  (event: string, fields = {}) =>
    tell({ type: "log", level, event, fields });

const gatherer = createGatherer();
const { ledgerPath } = workerData as ThreadData;
const opened = openLedger(ledgerPath);
if (!opened.ok) tell({ type: "ledger", code: opened.code });
const ledger: Ledger | null = opened.ok ? opened.ledger : null;

/** At most four a second: what was proven, and what the day comes to with it. */
const reportAfterMs = 250;
let isReportDue = false;

function report(): void {
  isReportDue = false;
  ledger?.flush();
  const usage = ledger && usageOf(ledger, Date.now(), systemZone());
  tell({ type: "news", news: { usage, ...gatherer.take() } });
}

ledger?.onTrouble((trouble) => tell({ type: "ledger", code: trouble?.code ?? null }));

const router = createRouter({
  log: { info: log("info"), warn: log("warn"), error: log("error") },
  onExchange(exchange) {
    gatherer.add(exchange);
    ledger?.add(exchange);
    if (isReportDue) return;
    isReportDue = true;
    setTimeout(report, reportAfterMs).unref();
  },
});

async function answer(message: ToThread): Promise<Answer> {
  switch (message.type) {
    case "configure":
      router.configure(message.config);
      return null;
    case "listen":
      return router.listen(message.port);
    case "query":
      return read(message.query);
    case "usage":
      return ledger ? usageOf(ledger, Date.now(), systemZone()) : null;
    case "wake":
      router.wake();
      return null;
    case "close":
      await router.close(message.graceMs);
      ledger?.close();
      return null;
  }
}

function read(query: Query): QueryReply {
  if (!ledger) return { ok: false, error: { code: "ledger.failed" } };
  ledger.flush();
  return {
    ok: true,
    rows:
      query.type === "requests.list"
        ? ledger.requests(
            query.before === undefined
              ? { limit: query.limit }
              : { before: query.before, limit: query.limit },
          )
        : usageRange(ledger, query, systemZone()),
  };
}

port.on("message", (message: ToThread) => {
  void answer(message).then((given) => {
    tell({ type: "answer", number: message.number, answer: given });
    // With nothing left to hear the thread ends by itself, which is kinder to native code than being ended.
    if (message.type === "close") port.close();
  });
});
