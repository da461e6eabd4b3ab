import { expect, test } from "vitest";
import { type Chance, createChance } from "../support/chance.ts";
import { headerOf, type Message } from "../support/framing.reference.ts";
import { cut, type OracleCase, oracleCase } from "../support/oracle.messages.ts";
import { startOracle } from "../support/oracle.ts";
import { connectRaw, type RawClient } from "../support/raw-client.ts";
import { cleanUp, localKey, type Rig, startRig } from "./rig.ts";

const cases = 20_000;
const lanes = 6;
const pause = () => new Promise((resolve) => setImmediate(resolve));

/** What is compared: everything but what each hop may say for itself, and the name of the case. */
function seen(message: Message): string {
  const own = ["connection", "keep-alive", "x-case"];
  const headers = message.headers.filter(([name]) => !own.includes(name.toLowerCase()));
  const { body, framing, startLine, trailers } = message;
  return JSON.stringify({ startLine, headers, framing, trailers, body: body.toString("latin1") });
}

type Asked = { readonly one: OracleCase; readonly pieces: readonly Buffer[]; upstream: string };
const asked = new Map<string, Asked>();

async function respondInPieces(
  name: string,
  raw: Message,
  write: (bytes: Buffer) => void,
  end: () => void,
) {
  const found = asked.get(name);
  if (!found) throw new Error(name);
  found.upstream = seen(raw);
  for (const [index, piece] of found.pieces.entries()) {
    if (index > 0) await pause();
    write(piece);
  }
  if (found.one.closes) end();
}

/** Sends the case and reads its answer; a connection that was closed is made anew. */
class Lane {
  private client: RawClient | null = null;
  readonly port: number;
  constructor(port: number) {
    this.port = port;
  }

  async ask(name: string, one: OracleCase, answer: readonly Buffer[], chance: Chance | null) {
    asked.set(name, { one, pieces: answer, upstream: "" });
    const bytes = Buffer.from(
      `${one.requestLine}Host: 127.0.0.1:${this.port}\r\nx-api-key: ${localKey}\r\nx-case: ${name}\r\n${one.requestRest}`,
      "latin1",
    );
    this.client ??= await connectRaw(this.port);
    const { client } = this;
    for (const [index, piece] of (chance ? cut(chance, bytes) : [bytes]).entries()) {
      if (index > 0) await pause();
      client.write(piece);
    }
    const message = await client.answer(one.expected);
    const upstream = asked.get(name)?.upstream;
    asked.delete(name);
    if (headerOf(message, "connection") === "close") {
      client.destroy();
      this.client = null;
    }
    return { upstream, downstream: seen(message) };
  }

  close(): void {
    this.client?.destroy();
  }
}

async function compare(
  rig: Rig,
  oraclePort: number,
  seed: number,
  count: number,
): Promise<string[]> {
  const chance = createChance(seed);
  const [router, oracle] = [new Lane(rig.port), new Lane(oraclePort)];
  const different: string[] = [];
  for (let index = 0; index < count; index++) {
    const one = oracleCase(chance);
    const answer = Buffer.from(one.answer, "latin1");
    const name = `${seed}-${index}`;
    // The router gets everything in pieces, the oracle in one.
    const got = await router.ask(`${name}-r`, one, cut(chance, answer), chance);
    const expected = await oracle.ask(`${name}-o`, one, [answer], null);
    if (got.upstream === expected.upstream && got.downstream === expected.downstream) continue;
    different.push(
      `${JSON.stringify(one)}\n${JSON.stringify(got)}\nis not\n${JSON.stringify(expected)}`,
    );
    if (different.length > 2) break;
  }
  router.close();
  oracle.close();
  return different;
}

test(`${cases} random exchanges in random pieces pass as through a router made of node:http`, async () => {
  const rig = await startRig({
    respond: async (request, socket) => {
      rig.farEnd.requests.length = 0;
      const write = (bytes: Buffer) => void socket.write(bytes);
      await respondInPieces(headerOf(request, "x-case") ?? "", request, write, () => socket.end());
    },
  });
  const oracle = await startOracle({
    farEndPort: rig.farEnd.port,
    prefix: "/v1/acct/mine",
    added: [
      "Host",
      `127.0.0.1:${rig.farEnd.port}`,
      "cf-aig-authorization",
      "Bearer cf-token-1",
      "cf-aig-collect-log-payload",
      "false",
      "cf-aig-no-wholesale",
      "true",
      "cf-aig-skip-cache",
      "true",
      "x-api-key",
      "sk-ant-1",
    ],
    dropped: ["x-api-key"],
  });
  cleanUp(() => oracle.close());
  const runs = Array.from({ length: lanes }, (_lane, index) =>
    compare(rig, oracle.port, 1_000 + index, Math.ceil(cases / lanes)),
  );
  expect((await Promise.all(runs)).flat()).toEqual([]);
  expect(rig.exchanges.length).toBeGreaterThanOrEqual(cases);
  expect(
    rig.exchanges.every(({ outcome }) => outcome === "ok" || outcome === "providerError"),
  ).toBe(true);
}, 300_000);
