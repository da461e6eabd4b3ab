/** Random answers, cut into random pieces: what the meter reads must be what the slow reference reads. */
import { isDeepStrictEqual } from "node:util";
import type { Bytes } from "../../main/core/bytes.ts";
import { createMeter, type Endpoint } from "../../main/core/meter.ts";
import { type Chance, createChance } from "./chance.ts";
import { answerOf } from "./meter.answers.ts";
import { referenceReading } from "./meter.reference.ts";

export type FuzzReport = {
  readonly cases: number;
  /** Different answers among them: a PRNG that repeats itself shows here. */
  readonly distinct: number;
  /** Cases in which there was a usage to read. */
  readonly read: number;
  readonly bytes: number;
  readonly pieces: number;
  readonly failures: number;
  readonly examples: readonly string[];
};

/** Feeds `body` in random pieces of memory that is overwritten as soon as the meter has returned. */
function readInPieces(
  make: typeof createMeter,
  endpoint: Endpoint,
  type: string,
  body: Buffer,
  chance: Chance,
) {
  const meter = make(endpoint, type);
  if (meter === null) throw new Error("no meter for an answer that has a usage");
  // Long answers are not fed byte by byte: the short ones show the same, and there are many.
  const sizes = body.length < 3000 ? [1, 3, 17, 200, 1500] : [90, 700, 5000, 70_000];
  const largest = chance.pick(sizes);
  let pieces = 0;
  for (let from = 0; from < body.length; pieces++) {
    const to = Math.min(body.length, from + 1 + chance.below(largest));
    const piece = Buffer.from(body.subarray(from, to));
    meter.push(piece as unknown as Bytes);
    piece.fill(0x22);
    from = to;
  }
  return { reading: meter.end(), pieces };
}

/** `make` is the meter under test; the mutation check passes broken ones. */
export function runMeterFuzz(cases: number, seed: number, make = createMeter): FuzzReport {
  const chance = createChance(seed);
  const seen = new Set<number>();
  const examples: string[] = [];
  let [read, bytes, pieces, failures] = [0, 0, 0, 0];
  for (let index = 0; index < cases; index++) {
    const { endpoint, contentType, body, digest } = answerOf(chance);
    const expected = referenceReading(endpoint, contentType, body);
    const got = readInPieces(make, endpoint, contentType, body, chance);
    seen.add(digest);
    bytes += body.length;
    pieces += got.pieces;
    if (expected.usage !== null) read++;
    if (isDeepStrictEqual(got.reading, expected)) continue;
    failures++;
    if (examples.length < 3) {
      const said = `case ${index} ${endpoint}: ${JSON.stringify(got.reading)} is not ${JSON.stringify(expected)}`;
      examples.push(`${said}\n${body.toString("utf8").slice(-1200)}`);
    }
  }
  return { cases, distinct: seen.size, read, bytes, pieces, failures, examples };
}
