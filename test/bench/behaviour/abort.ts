/** How long the far end goes on working for a client that has left, and whether it hears of it at all. */
import type { ClientRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Addressee, answerOf, leave, send, within } from "./client.ts";
import type { FarEnd, Manner, Visit } from "./far-end.ts";
import type { Figure, Findings } from "./findings.ts";

export const moments = ["before the answer's head", "within the stream", "while sending"] as const;
export type Moment = (typeof moments)[number];

const manners: Readonly<Record<Moment, Manner>> = {
  "before the answer's head": "silent",
  "within the stream": "drip",
  "while sending": "silent",
};
const piece = Buffer.alloc(65_536, "x");
/** Of 1 MB: three pieces are sent, two must have come. */
const announced = 1_048_576;
const eventsSeen = 10;
const goalMs = 5;
const missedAfterMs = 1_000;
/** A peer that misses so many in a row misses them all. */
const enoughMissed = 6;

/** Resolves when so much of the answer has come that it is clearly a stream, or when there is none. */
function streamOf(sent: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    const count = () => ++seen === eventsSeen && resolve();
    answerOf(sent).then((answer) => answer.on("data", count), resolve);
  });
}

type Aborts = { readonly ms: number[]; missed: number; held: number };

/** "held": the target had not begun to send the request on, so nothing was started that could go on. */
async function abortOnce(
  to: Addressee,
  farEnd: FarEnd,
  moment: Moment,
  index: number,
): Promise<number | "missed" | "held"> {
  farEnd.manner = manners[moment];
  const coming = farEnd.next();
  const sent = send(to, moment === "while sending" ? announced : undefined);
  if (moment === "while sending") for (let count = 0; count < 3; count++) sent.write(piece);
  const visit: Visit | undefined = await within(coming, missedAfterMs);
  if (moment === "within the stream") await within(streamOf(sent), missedAfterMs);
  else if (moment === "while sending" && visit)
    await within(visit.received(2 * piece.length), missedAfterMs);
  // Not always at the same point of everybody's timers.
  await wait(index % 10);
  const leftAt = leave(sent, index % 2 === 1);
  if (!visit) return "held";
  const endedAt = await within(visit.ended, missedAfterMs);
  visit.socket.destroy();
  // Ended before the client left: broken off, not passed on.
  return endedAt === undefined || endedAt < leftAt ? "missed" : endedAt - leftAt;
}

async function abortAll(
  to: Addressee,
  farEnd: FarEnd,
  moment: Moment,
  times: number,
): Promise<Aborts> {
  const aborts: Aborts = { ms: [], missed: 0, held: 0 };
  for (let index = 0; index < times; index++) {
    const result = await abortOnce(to, farEnd, moment, index);
    if (typeof result === "number") aborts.ms.push(result);
    else aborts[result]++;
    if (aborts.ms.length === 0 && aborts.missed + aborts.held === enoughMissed) break;
  }
  return aborts;
}

/** `ours`: whose missed aborts are faults. */
export async function measureAborts(
  targets: readonly Addressee[],
  farEnd: FarEnd,
  times: number,
  ours: Addressee,
): Promise<Findings> {
  const figures: Figure[] = [];
  const faults: string[] = [];
  for (const moment of moments)
    for (const target of targets) {
      const { held, missed, ms } = await abortAll(target, farEnd, moment, times);
      const count = ms.length + missed + held;
      const isOurs = target === ours;
      figures.push({
        what: `client leaves ${moment}`,
        who: target.name,
        unit: "ms",
        values: ms,
        ...(isOurs ? { goal: goalMs, by: "max" as const } : {}),
        note: [
          held > 0 ? `held back ${held} of ${count}` : `missed ${missed} of ${count}`,
          `over ${goalMs} ms: ${ms.filter((one) => one > goalMs).length}`,
        ].join("; "),
      });
      if (isOurs && missed + held > 0)
        faults.push(`${missed + held} of ${count} aborts ${moment} were not passed on`);
    }
  farEnd.manner = "answer";
  return { title: "Abort: until the far end sees its connection end", figures, faults, notes: [] };
}
