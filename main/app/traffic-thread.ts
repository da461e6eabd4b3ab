/** The router thread: router and ledger together, so that no stall of the window reaches a stream. */
import { parentPort, workerData } from "node:worker_threads";
import type { QueryReply } from "../../preload/contract/command.ts";
import type { UsageState } from "../../preload/contract/state.ts";
import { createBrake } from "../core/brake.ts";
import type { TrafficConfig } from "../core/traffic.ts";
import { dayBounds, dayOf } from "../core/zone.ts";
import { systemZone } from "../kit/system-zone.ts";
import { createRouter } from "../router/server.ts";
import {
  listRequests,
  prepareRange,
  usageFigure,
  usageOf,
  usageRange,
} from "../usage/collector.ts";
import { exportRows } from "../usage/export.ts";
import { type Ledger, openLedger } from "../usage/ledger.ts";
import { createGatherer } from "./news.ts";
import type { Answer, FromThread, LedgerQuery, ThreadData, ToThread } from "./traffic-messages.ts";

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
else if (opened.keptAs !== null) tell({ type: "setAside" });
const ledger: Ledger | null = opened.ok ? opened.ledger : null;
let orders: TrafficConfig | null = null;
const brake = createBrake();
/** Requests are refused before the app has said so. */
let isBraking = false;

const usage = () => ledger && usageOf(ledger, Date.now(), systemZone(), orders?.profile ?? null);

/** What nobody can read, or what was lost with a damaged ledger, was spent all the same. */
function setBrake(stopAtMicroUsd: number | null, figures: UsageState | null): void {
  const { startAt } = dayBounds(dayOf(Date.now(), systemZone()), systemZone());
  const isAtLeast = figures === null || ledger?.isIncomplete(startAt, orders?.profile ?? null);
  brake.set(stopAtMicroUsd, figures?.today.costMicroUsd ?? null, isAtLeast);
}

/** The app's orders, or a refusal where it cannot yet know that the allowance is used up. */
function obey(config: TrafficConfig): void {
  orders = config;
  isBraking = brake.isClosed() && config.refuse === null && config.route !== "paused";
  router.configure(isBraking ? { ...config, refuse: "allowance" } : config);
}

/** At most four a second: what was proven, and what the day comes to with it. */
const reportAfterMs = 250;
let isReportDue = false;

function report(): void {
  isReportDue = false;
  ledger?.flush();
  const figures = usage();
  setBrake(orders?.stopAtMicroUsd ?? null, figures);
  // Another day has begun, or Cloudflare charged less than was thought.
  if (isBraking && orders && !brake.isClosed()) obey(orders);
  tell({ type: "news", news: { usage: figures, ...gatherer.take() } });
}

let keptAs = opened.ok ? opened.keptAs : null;
ledger?.onTrouble((trouble) => {
  tell({ type: "ledger", code: trouble?.code ?? null });
  if (trouble !== null && trouble.keptAs !== keptAs) tell({ type: "setAside" });
  keptAs = trouble?.keptAs ?? keptAs;
});

const router = createRouter({
  log: { info: log("info"), warn: log("warn"), error: log("error") },
  onExchange(exchange) {
    gatherer.add(exchange);
    ledger?.add(exchange);
    // The app hears of it in a moment and says the same; the next request may come before that.
    if (brake.add(exchange) && !isBraking && orders) obey(orders);
    if (isReportDue) return;
    isReportDue = true;
    setTimeout(report, reportAfterMs).unref();
  },
});

async function answer(message: ToThread): Promise<Answer> {
  switch (message.type) {
    case "configure":
      setBrake(message.config.stopAtMicroUsd, usage());
      obey(message.config);
      return null;
    case "listen":
      return router.listen(message.port, message);
    case "leave":
      router.leave(message.port);
      return null;
    case "query":
      return read(message.query);
    case "usage":
      return usage();
    case "awaiting":
      return ledger && orders?.profile
        ? ledger.awaiting({ ...message, profile: orders.profile })
        : [];
    case "confirm":
      ledger?.confirm(message.costs);
      return null;
    case "settle":
      ledger?.settle(message.settled);
      return null;
    case "settledUntil":
      return orders?.profile
        ? (ledger?.settledUntil(orders.profile, message.fromMs) ?? null)
        : null;
    case "prune":
      ledger?.prune(message.beforeMs);
      return null;
    case "export":
      return ledger === null
        ? { ok: false, code: "ledger.failed" }
        : exportRows(ledger, { ...message.order, zone: systemZone() });
    case "wake":
      router.wake();
      return null;
    case "close":
      await router.close(message.graceMs);
      ledger?.close();
      return null;
  }
}

async function read(query: LedgerQuery): Promise<QueryReply> {
  const failed: QueryReply = { ok: false, error: { code: "ledger.failed" } };
  if (!ledger) return failed;
  ledger.flush();
  const answered = await answerOf(ledger, query);
  return ledger.isReadable() ? { ok: true, ...answered } : failed;
}

/** The newest search somebody types: the ones before it are not waited for. */
let liveList: LedgerQuery | null = null;

async function answerOf(from: Ledger, query: LedgerQuery) {
  const zone = systemZone();
  switch (query.type) {
    case "usage.range":
      await prepareRange(from, query, zone);
      return { rows: usageRange(from, query, zone) };
    case "usage.figure":
      await prepareRange(from, { ...query, by: "day" }, zone);
      return { rows: [], figure: usageFigure(from, query, zone, orders?.profile ?? null) };
    case "requests.list":
      if (query.isLive) liveList = query;
      return { rows: await listRequests(from, query, () => !query.isLive || query === liveList) };
  }
}

port.on("message", (message: ToThread) => {
  void answer(message).then((given) => {
    tell({ type: "answer", number: message.number, answer: given });
    // With nothing left to hear the thread ends by itself, which is kinder to native code than being ended.
    if (message.type === "close") port.close();
  });
});
