/** The router thread: router and ledger together, so that no stall of the window reaches a stream. */
import { parentPort, workerData } from "node:worker_threads";
import type { Query, QueryReply } from "../../preload/contract/command.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { createRouter } from "../router/server.ts";
import { range, usageOf } from "../usage/collector.ts";
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
const opened = openLedger(ledgerPath, {
  onTrouble: (code: ErrorCode | null) => tell({ type: "ledger", code }),
});
if (!opened.ok) tell({ type: "ledger", code: opened.code });
const ledger: Ledger | null = opened.ok ? opened.ledger : null;

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function report(): void {
  if (ledger)
    tell({
      type: "news",
      news: { usage: usageOf(ledger, Date.now(), zone()), ...gatherer.take() },
    });
}
ledger?.onFlush(report);

const router = createRouter({
  log: { info: log("info"), warn: log("warn"), error: log("error") },
  onExchange(exchange) {
    gatherer.add(exchange);
    ledger?.add(exchange);
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
      return ledger ? usageOf(ledger, Date.now(), zone()) : null;
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
        ? ledger.requests({ before: query.before, limit: query.limit })
        : range(ledger, query, zone()),
  };
}

port.on("message", (message: ToThread) => {
  void answer(message).then((given) =>
    tell({ type: "answer", number: message.number, answer: given }),
  );
});
