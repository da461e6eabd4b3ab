/** Sends streams through a router, one after the other and many at once, and compares every one with the far end's by hash. */
import { createHash } from "node:crypto";
import { Agent, type RequestOptions, request } from "node:http";
import type { Socket } from "node:net";
import { type Chance, createChance } from "./chance.ts";
import type { FarEnd, FarEndRequest } from "./far-end.ts";

export type SoakReport = {
  readonly streams: number;
  /** Streams whose bytes were not the far end's, or whose request arrived changed. */
  readonly different: number;
  /** Streams that broke off or never came. */
  readonly broken: number;
  readonly bytes: number;
  readonly durationMs: number;
};

export type SoakOptions = {
  /** Where the router listens, and the path and headers that lead through it to the far end. */
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly farEnd: FarEnd;
  readonly streams: number;
  /** How many at a time. */
  readonly concurrency: number;
  readonly seed: number;
};

const hashOf = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

/** The stream of this number: events, as many and as long as the number's own chance has it. */
function streamOf(seed: number): { readonly body: string; readonly chance: Chance } {
  const chance = createChance(seed);
  const events: string[] = [];
  for (let count = 1 + chance.below(60); count > 0; count--)
    events.push(
      `data: {"n":${count},"text":"${"x".repeat(chance.below(chance.oneIn(20) ? 9_000 : 120))}"}\n\n`,
    );
  return { body: events.join(""), chance };
}

const pause = () => new Promise((resolve) => setImmediate(resolve));

/** Answers with the stream the request asks for, in chunks that have nothing to do with its events, at its own pace. */
async function respond(asked: FarEndRequest, socket: Socket): Promise<void> {
  const { number, sum } = JSON.parse(
    asked.body.toString("latin1", 0, 200).trimEnd().split("\n")[0] ?? "",
  );
  const { body, chance } = streamOf(number);
  const isWhole = hashOf(asked.body.subarray(asked.body.indexOf("\n") + 1)) === sum;
  const bytes = Buffer.from(isWhole ? body : "the request arrived changed");
  let wire =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + 1 + chance.below(chance.pick([30, 400, 9_000])));
    wire += `${(to - from).toString(16)}\r\n${bytes.toString("latin1", from, to)}\r\n`;
    from = to;
    if (!chance.oneIn(3)) continue;
    socket.write(wire, "latin1");
    wire = "";
    await pause();
  }
  socket.write(`${wire}0\r\n\r\n`, "latin1");
}

/** Runs until every stream has come to its end or broken off; the far end answers for it meanwhile. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { concurrency, farEnd, headers, path, port, seed, streams } = options;
  const before = farEnd.respond;
  farEnd.respond = (asked, socket) => {
    // What has been answered is not needed any more: a long run would keep it all.
    farEnd.requests.length = 0;
    return respond(asked, socket);
  };
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let [next, different, broken, bytes] = [0, 0, 0, 0];
  const startedAt = Date.now();
  const run = async () => {
    while (next < streams) {
      const number = seed + next++;
      const rest = "y".repeat(createChance(~number).below(20_000));
      const body = `${JSON.stringify({ number, sum: hashOf(rest) })}\n${rest}`;
      try {
        const got = await send({ port, path, method: "POST", headers, agent }, body);
        bytes += got.length;
        if (hashOf(got) !== hashOf(streamOf(number).body)) different++;
      } catch {
        broken++;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, run));
  agent.destroy();
  farEnd.respond = before;
  return { streams, different, broken, bytes, durationMs: Date.now() - startedAt };
}

/** The body of the answer; rejects unless it is 200 and whole. */
function send(options: RequestOptions, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode === 200 && answer.complete) resolve(Buffer.concat(pieces));
        else reject(new Error(String(answer.statusCode)));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
