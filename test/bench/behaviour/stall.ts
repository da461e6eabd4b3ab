/** What piles up when one side stops: a client that does not read its stream, a far end that does not read its request. */
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Addressee, answerOf, leave, send, within } from "./client.ts";
import { type FarEnd, floodPiece, type Visit } from "./far-end.ts";
import type { Figure, Findings } from "./findings.ts";
import { residentMb } from "./process-figures.ts";

const megabyte = 1_048_576;
const uploadPiece = Buffer.alloc(megabyte, "0123456789abcdef");
const letGoWithinMs = 2_000;

const hashOf = (piece: string | Buffer, times: number): string => {
  const hash = createHash("sha256");
  for (let count = 0; count < times; count++) hash.update(piece);
  return hash.digest("hex");
};

export type Stall = {
  readonly grownMb: number;
  /** What went past the side that stood still. */
  readonly passedMb: number;
  /** "unsent": nothing had reached the far end. */
  readonly letGo: number | "held" | "unsent";
};

async function peakMb(pids: readonly number[], ms: number): Promise<number> {
  let peak = 0;
  for (const until = performance.now() + ms; performance.now() < until; await wait(50))
    peak = Math.max(peak, residentMb(pids));
  return peak;
}

async function letGo(visit: Visit, leftAt: number): Promise<number | "held"> {
  const endedAt = await within(visit.ended, letGoWithinMs);
  visit.socket.destroy();
  return endedAt === undefined ? "held" : endedAt - leftAt;
}

export async function stallClient(to: Addressee, farEnd: FarEnd, ms: number): Promise<Stall> {
  farEnd.manner = "flood";
  const before = residentMb(to.pids);
  const [visit, sent, answer] = await flooded(to, farEnd);
  answer.once("data", () => answer.pause());
  const peak = await peakMb(to.pids, ms);
  const passedMb = visit.sentBytes() / megabyte;
  return {
    grownMb: peak - before,
    passedMb,
    letGo: await letGo(visit, leave(sent, false)),
  };
}

async function flooded(to: Addressee, farEnd: FarEnd) {
  const coming = farEnd.next();
  const sent = send(to);
  const answer = await answerOf(sent);
  return [await coming, sent, answer] as const;
}

/** True when a client that pauses and reads on gets every byte. */
export async function isStreamWhole(to: Addressee, farEnd: FarEnd, ms: number): Promise<boolean> {
  farEnd.manner = "flood";
  const [visit, , answer] = await flooded(to, farEnd);
  const hash = createHash("sha256");
  answer.on("data", (bytes: Buffer) => hash.update(bytes));
  answer.pause();
  await wait(ms);
  answer.resume();
  await new Promise((resolve) => answer.once("close", resolve));
  visit.socket.destroy();
  return hash.digest("hex") === hashOf(floodPiece, farEnd.floodBytes / floodPiece.length);
}

function upload(to: Addressee, bytes: number) {
  const sent = send(to, bytes);
  let left = bytes / uploadPiece.length;
  const pour = () => {
    while (left > 0 && !sent.destroyed) {
      left--;
      if (!sent.write(uploadPiece)) {
        sent.once("drain", pour);
        return;
      }
    }
    if (left === 0) sent.end();
  };
  pour();
  return sent;
}

export async function stallFarEnd(to: Addressee, farEnd: FarEnd, ms: number): Promise<Stall> {
  farEnd.manner = "deaf";
  const before = residentMb(to.pids);
  const coming = farEnd.next();
  const sent = upload(to, farEnd.floodBytes);
  const peak = await peakMb(to.pids, ms);
  const visit = await within(coming, 1);
  const socket = sent.socket;
  const passedMb = socket ? (socket.bytesWritten - socket.writableLength) / megabyte : 0;
  const leftAt = leave(sent, false);
  // It hears again, or it could not see the end behind what waits in the kernel.
  visit?.socket.resume();
  return {
    grownMb: peak - before,
    passedMb,
    letGo: visit ? await letGo(visit, leftAt) : "unsent",
  };
}

/** True when a far end that pauses and reads on gets every byte. */
export async function isUploadWhole(to: Addressee, farEnd: FarEnd, ms: number): Promise<boolean> {
  farEnd.manner = "deaf";
  const hash = createHash("sha256");
  let seen = -1;
  const whole = new Promise<void>((resolve) => {
    farEnd.onBytes = (bytes) => {
      const body = seen < 0 ? bytes.subarray(bytes.indexOf("\r\n\r\n") + 4) : bytes;
      seen = Math.max(0, seen) + body.length;
      hash.update(body);
      if (seen >= farEnd.floodBytes) resolve();
    };
  });
  const coming = farEnd.next();
  const sent = upload(to, farEnd.floodBytes);
  const visit = await coming;
  await wait(ms);
  visit.socket.resume();
  await within(whole, 30_000);
  farEnd.onBytes = null;
  leave(sent, false);
  visit.socket.destroy();
  return hash.digest("hex") === hashOf(uploadPiece, farEnd.floodBytes / uploadPiece.length);
}

/** What a target answers that breaks off is no figure; of ours it is a fault. */
async function orNothing(stall: Promise<Stall>, faults: string[]): Promise<readonly Stall[]> {
  try {
    return [await stall];
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** `times`: stalls of each kind of `ours`, one of everybody else; only `ours` is asked for whole bytes. */
export async function measureStalls(
  targets: readonly Addressee[],
  farEnd: FarEnd,
  options: { readonly times: number; readonly stallMs: number; readonly ours: Addressee },
): Promise<Findings> {
  const { ours, stallMs, times } = options;
  const figures: Figure[] = [];
  const faults: string[] = [];
  const size = `${farEnd.floodBytes / megabyte} MB`;
  const kinds = [
    [`client stops reading ${size}`, stallClient],
    [`far end stops reading ${size}`, stallFarEnd],
  ] as const;
  for (const [what, stall] of kinds)
    for (const target of targets) {
      const isOurs = target === ours;
      const stalls: Stall[] = [];
      for (let count = isOurs ? times : 1; count > 0; count--)
        stalls.push(...(await orNothing(stall(target, farEnd, stallMs), isOurs ? faults : [])));
      const ended = stalls.map(({ letGo }) => letGo);
      const held = ended.filter((one) => one === "held").length;
      const unsent = ended.filter((one) => one === "unsent").length;
      const passed = Math.max(0, ...stalls.map(({ passedMb }) => passedMb)).toFixed(1);
      if (target.pids.length > 0)
        figures.push({
          what: `${what}: memory grown`,
          who: target.name,
          unit: "MB",
          values: stalls.map(({ grownMb }) => grownMb),
          ...(isOurs ? { goal: 12, by: "max" as const } : {}),
          note: `at most ${passed} MB went past`,
        });
      figures.push({
        what: `${what}, then the client leaves: far end let go`,
        who: target.name,
        unit: "ms",
        values: ended.filter((one) => typeof one === "number"),
        note: [
          held > 0 ? `still held after ${letGoWithinMs} ms: ${held} of ${ended.length}` : "",
          unsent > 0 ? `nothing had reached the far end: ${unsent} of ${ended.length}` : "",
        ].join(""),
      });
      if (isOurs && held + unsent > 0)
        faults.push(`${what}: ${held} of ${ended.length} were not let go, ${unsent} not sent on`);
    }
  if (!(await isStreamWhole(ours, farEnd, stallMs))) faults.push("a paused stream lost bytes");
  if (!(await isUploadWhole(ours, farEnd, stallMs))) faults.push("a paused upload lost bytes");
  farEnd.manner = "answer";
  return { title: "One side stops", figures, faults, notes: [] };
}
