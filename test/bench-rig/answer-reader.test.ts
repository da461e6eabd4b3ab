/** The reader that vouches for every byte the bench measures. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { AnswerReader, GOES_ON, RIGHT, RIGHT_AND_LAST, WRONG } from "../bench/rig/answer-reader.ts";
import { answerOf, bodyOf, requestBody, wireOf } from "../bench/rig/content.ts";
import { readMessage } from "../support/framing.reference.ts";

const stream = answerOf("sse200");
const document = answerOf("json2k");

/** What the reader says at the end of these bytes, lent to it in pieces of these sizes. */
function read(reader: AnswerReader, wire: Buffer, sizes: readonly number[]): number {
  const lent = Buffer.alloc(wire.length);
  let at = 0;
  let result = GOES_ON;
  for (let index = 0; at < wire.length && result === GOES_ON; index++) {
    const size = Math.min(wire.length - at, sizes[index % sizes.length] ?? 1);
    wire.copy(lent, 0, at, at + size);
    result = reader.push(lent, size);
    lent.fill(0);
    at += size;
  }
  return result;
}

const sizes = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 20 });
const answers = fc.constantFrom(stream, document);

test("a right answer is right however it is cut, and so is the next one on the connection", () => {
  fc.assert(
    fc.property(answers, sizes, sizes, (answer, first, second) => {
      const reader = new AnswerReader(bodyOf(answer));
      expect(read(reader, wireOf(answer), first)).toBe(RIGHT);
      expect(read(reader, wireOf(answer), second)).toBe(RIGHT);
    }),
  );
});

test("one changed bit in the body is seen, and one byte too few is not an answer", () => {
  fc.assert(
    fc.property(
      answers,
      sizes,
      fc.nat({ max: 40_000 }),
      fc.integer({ min: 0, max: 7 }),
      (answer, cuts, n, bit) => {
        const wire = wireOf(answer);
        const body = bodyOf(answer);
        const index = answer.head.length + (n % (wire.length - answer.head.length));
        const broken = Buffer.from(wire);
        broken[index] = (broken[index] ?? 0) ^ (1 << bit);
        // Only the case of a hexadecimal digit may change without changing what is said.
        const same = readOrNull(broken)?.equals(body) ?? false;
        const result = read(new AnswerReader(body), broken, cuts);
        if (!same) expect(result).not.toBe(RIGHT);
        expect(read(new AnswerReader(body), wire.subarray(0, -1), cuts)).toBe(GOES_ON);
      },
    ),
  );
});

function readOrNull(wire: Buffer): Buffer | null {
  try {
    return readMessage(wire, "answer", false)?.body ?? null;
  } catch {
    return null;
  }
}

test("another status, another length and a second answer behind the first are wrong", () => {
  const wire = wireOf(document);
  const other = (from: string, to: string) =>
    Buffer.from(wire.toString("latin1").replace(from, to), "latin1");
  const once = (bytes: Buffer) => read(new AnswerReader(bodyOf(document)), bytes, [100_000]);
  expect(once(other("200 OK", "502 OK"))).toBe(WRONG);
  expect(once(other("Length: 2048", "Length: 2047"))).toBe(WRONG);
  expect(once(Buffer.concat([wire, wire]))).toBe(WRONG);
  expect(once(other("Server:", "Connection: close\r\nServer:"))).toBe(RIGHT_AND_LAST);
});

test("a stamp is read and blanked where it stands, and nothing else is forgiven", () => {
  const paced = answerOf("paced");
  const body = bodyOf(paced);
  const blank = (bytes: Buffer, from: number, to: number) => {
    const mark = bytes.indexOf('"t":"', from);
    if (mark >= 0 && mark < to) bytes.fill("0", mark + 5, mark + 21);
  };
  const stamped = Buffer.from(
    wireOf(paced).toString("latin1").replace('"t":"0', '"t":"7'),
    "latin1",
  );
  expect(read(new AnswerReader(body, blank), stamped, [stamped.length])).toBe(RIGHT);
  const spoiled = Buffer.from(stamped.toString("latin1").replace("word3", "word4"), "latin1");
  expect(read(new AnswerReader(body, blank), spoiled, [spoiled.length])).toBe(WRONG);
});

test("a prompt is a JSON document of exactly the size its name says", () => {
  const lengths = { "2k": 2_048, "60k": 60_000, "500k": 500_000 } as const;
  for (const name of ["2k", "60k", "500k"] as const) {
    const body = requestBody(name, true);
    expect(body).toHaveLength(lengths[name]);
    expect(JSON.parse(body.toString())).toMatchObject({ stream: true, max_tokens: 4_096 });
  }
});
