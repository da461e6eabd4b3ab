/** The client as a process: sends a block of requests to one target, one behind the other on kept connections, times them and reads every answer to its end. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { AnswerReader, GOES_ON, lastHead, RIGHT, WRONG } from "./answer-reader.ts";
import { serveParent } from "./child.ts";
import {
  type AnswerName,
  answerOf,
  bodyOf,
  nowMicroseconds,
  type RequestName,
  requestBody,
  stampDigits,
  stampMark,
} from "./content.ts";
import { quantile } from "./statistics.ts";

export type LoadAsk =
  | {
      readonly type: "aim";
      readonly port: number;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly request: RequestName;
      readonly answer: AnswerName;
    }
  | {
      readonly type: "block";
      readonly port: number;
      readonly requests: number;
      /** Sent ahead of them and not counted: connections, caches and branch predictors are another target's. */
      readonly ahead: number;
      readonly concurrency: number;
    };

export type Block = {
  readonly requests: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** The time of the whole block, shared by its requests. */
  readonly perRequestUs: number;
  /** From an event's departure to its arrival; null when the stream is not paced. */
  readonly event50Us: number | null;
  readonly event99Us: number | null;
  readonly wrong: number;
  readonly broken: number;
  /** What the first wrong answer looked like, or why the connection broke. */
  readonly example: string;
  /** The last answer's, as it came. */
  readonly head: string;
};

/** Node's servers close after five seconds of rest: a connection that old may be dying while it is written to. */
const maxRestMs = 3_000;
const maxFailures = 10;
const withinMs = 60_000;

const shared = Buffer.allocUnsafeSlow(262_144);
const latencies = new Float64Array(10_000);
const delays: number[] = [];
let arrivedAtUs = 0;

type Aim = {
  readonly port: number;
  readonly message: Buffer;
  readonly expected: Buffer;
  readonly isPaced: boolean;
  readonly connections: Connection[];
};
const aims = new Map<number, Aim>();

const clientLines = [
  "Content-Type: application/json",
  "Accept: application/json",
  "User-Agent: Anthropic/JS 0.65.0",
  "anthropic-version: 2023-06-01",
  "anthropic-beta: fine-grained-tool-streaming-2025-05-14",
  "X-Stainless-Lang: js",
  "X-Stainless-Package-Version: 0.65.0",
  "X-Stainless-OS: Linux",
  "X-Stainless-Arch: x64",
  "X-Stainless-Runtime: node",
  "X-Stainless-Runtime-Version: v24.1.0",
  "X-Stainless-Retry-Count: 0",
  "X-Stainless-Timeout: 600",
  "Accept-Language: *",
  "Sec-Fetch-Mode: cors",
].join("\r\n");

function aim(ask: Extract<LoadAsk, { type: "aim" }>): null {
  for (const connection of aims.get(ask.port)?.connections ?? []) connection.destroy();
  const answer = answerOf(ask.answer);
  const body = requestBody(ask.request, answer.isStream);
  const lines = Object.entries(ask.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${ask.path} HTTP/1.1\r\nHost: 127.0.0.1:${ask.port}\r\n${clientLines}\r\n${lines.join("")}Content-Length: ${body.length}\r\n\r\n`;
  aims.set(ask.port, {
    port: ask.port,
    message: Buffer.concat([Buffer.from(head, "latin1"), body]),
    expected: bodyOf(answer),
    isPaced: answer.gapMs > 0,
    connections: [],
  });
  return null;
}

/** Notes how long each event travelled, and blanks its stamp so that the rest can be compared. */
function stampReader(): (body: Buffer, from: number, to: number) => void {
  let scanned = 0;
  return (body, from, to) => {
    if (from === 0) scanned = 0;
    for (;;) {
      const mark = body.indexOf(stampMark, scanned);
      const start = mark + stampMark.length;
      if (mark < 0 || start + stampDigits > to) return;
      delays.push(arrivedAtUs - Number(body.latin1Slice(start, start + stampDigits)));
      body.fill("0", start, start + stampDigits);
      scanned = start + stampDigits;
    }
  };
}

/** The block that is running: one at a time. */
let running: Run | null = null;

class Run {
  readonly aim: Aim;
  readonly total: number;
  readonly ahead: number;
  readonly finish: () => void;
  started = 0;
  done = 0;
  counted = 0;
  wrong = 0;
  broken = 0;
  example = "";
  beganAt = 0;
  endedAt = 0;

  constructor(target: Aim, ahead: number, total: number, finish: () => void) {
    this.aim = target;
    this.ahead = ahead;
    this.total = total;
    this.finish = finish;
  }

  answered(sentAt: number, at: number): void {
    if (this.done >= this.ahead) latencies[this.counted++] = at - sentAt;
    if (++this.done === this.ahead) this.beganAt = at;
    this.endedAt = at;
    if (this.done === this.total) this.finish();
  }

  failed(example: string): void {
    this.done++;
    this.example ||= example;
    if (this.wrong + this.broken >= maxFailures || this.done >= this.total) this.finish();
    else this.renew();
  }

  /** A new connection in place of one that is gone. */
  renew(): void {
    if (this.started >= this.total) return;
    const connection = new Connection(this.aim);
    this.aim.connections.push(connection);
    connection.socket.once("connect", () => {
      if (this === running) connection.send();
    });
  }

  giveUp(why: string): void {
    this.broken++;
    this.example ||= why;
    this.finish();
  }
}

class Connection {
  sentAt = 0;
  isBusy = false;
  isClosed = false;
  readonly socket: Socket;
  private readonly aim: Aim;
  private readonly reader: AnswerReader;

  constructor(target: Aim) {
    this.aim = target;
    this.reader = new AnswerReader(target.expected, target.isPaced ? stampReader() : null);
    this.socket = connect({
      port: target.port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer: shared, callback: (length) => this.received(length) },
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => this.closed());
  }

  send(): void {
    const run = running;
    if (run === null || run.started >= run.total) return;
    run.started++;
    this.isBusy = true;
    this.sentAt = performance.now();
    this.socket.write(this.aim.message);
  }

  destroy(): void {
    this.isClosed = true;
    this.socket.destroy();
  }

  private received(length: number): boolean {
    const at = performance.now();
    if (this.aim.isPaced) arrivedAtUs = nowMicroseconds();
    if (!this.isBusy) return true;
    const result = this.reader.push(shared, length);
    if (result === GOES_ON) return true;
    this.isBusy = false;
    const run = running;
    if (run === null) return true;
    if (result === WRONG) {
      this.destroy();
      run.wrong++;
      run.failed(this.reader.seen);
      return true;
    }
    run.answered(this.sentAt, at);
    if (result === RIGHT) this.send();
    else {
      this.destroy();
      run.renew();
    }
    return true;
  }

  private closed(): void {
    this.isClosed = true;
    if (!this.isBusy) return;
    this.isBusy = false;
    if (running === null) return;
    running.broken++;
    running.failed("the connection was closed before the answer was whole");
  }
}

async function ready(target: Aim, concurrency: number): Promise<readonly Connection[]> {
  const { connections } = target;
  const now = performance.now();
  for (const one of connections) if (now - one.sentAt > maxRestMs) one.destroy();
  const alive = connections.filter((one) => !one.isClosed);
  const fresh = Array.from(
    { length: Math.max(0, concurrency - alive.length) },
    () => new Connection(target),
  );
  await Promise.all(fresh.map((one) => once(one.socket, "connect")));
  connections.splice(0, connections.length, ...alive, ...fresh);
  return connections.slice(0, concurrency);
}

async function block(ask: Extract<LoadAsk, { type: "block" }>): Promise<Block> {
  const target = aims.get(ask.port);
  if (!target) throw new Error("no target has been aimed at");
  const connections = await ready(target, ask.concurrency);
  delays.length = 0;
  const run = await new Promise<Run>((resolve) => {
    const begun = new Run(target, ask.ahead, ask.ahead + ask.requests, () => {
      clearTimeout(late);
      running = null;
      resolve(begun);
    });
    const late = setTimeout(() => begun.giveUp("no answer within a minute"), withinMs);
    running = begun;
    for (const connection of connections) connection.send();
  });
  if (run.wrong + run.broken > 0) for (const one of target.connections) one.destroy();
  delays.sort((a, b) => a - b);
  const sorted = latencies.subarray(0, run.counted).slice().sort();
  return {
    requests: run.done,
    p50Us: quantile(sorted, 0.5) * 1e3,
    p99Us: quantile(sorted, 0.99) * 1e3,
    perRequestUs: ((run.endedAt - run.beganAt) / Math.max(1, run.counted)) * 1e3,
    event50Us: delays.length === 0 ? null : quantile(delays, 0.5),
    event99Us: delays.length === 0 ? null : quantile(delays, 0.99),
    wrong: run.wrong,
    broken: run.broken,
    example: run.example,
    head: lastHead(),
  };
}

serveParent<LoadAsk>(async (ask) => (ask.type === "aim" ? aim(ask) : block(ask)));
