/** A Cloudflare in front of the practice one whose model, while it is told to, asks for a tool with every answer and never comes to an end. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Practice } from "../../main/practice/practice.ts";

export type ToolLoop = {
  /** Instead of the practice `aiGateway`. */
  readonly base: string;
  isLooping: boolean;
  /** When each request that was answered with a tool came, epoch ms. */
  readonly rounds: number[];
  /** Resolves when that many more have come. */
  more(count: number): Promise<void>;
  close(): Promise<void>;
};

/** What each round costs is its tokens': 10 000 in and 400 out. */
const usage = { input_tokens: 10_000, output_tokens: 400 };
/** At the prices of claude-sonnet-4-6, 3 and 15 USD per million tokens. */
export const roundMicroUsd = 36_000;

export async function startToolLoop(practice: Practice): Promise<ToolLoop> {
  const waiting: { left: number; resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const target = request.url ?? "";
    if (!loop.isLooping || !target.endsWith("/messages") || !hasTools(body)) {
      const answer = await fetch(practice.aiGateway + target, {
        method: request.method ?? "GET",
        headers: Object.entries(request.headers).flatMap(([name, value]) =>
          name === "host" || name === "content-length" || name === "connection"
            ? []
            : [[name, String(value)] as [string, string]],
        ),
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const kept = [...answer.headers].filter(
        ([name]) => !/^(content-encoding|transfer|connection)/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(kept));
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    loop.rounds.push(Date.now());
    for (const one of waiting) if (--one.left === 0) one.resolve();
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    response.end(answer(loop.rounds.length));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const loop: ToolLoop = {
    base: `http://127.0.0.1:${port}`,
    isLooping: false,
    rounds: [],
    more: (count) => new Promise((resolve) => waiting.push({ left: count, resolve })),
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return loop;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function hasTools(body: Buffer): boolean {
  const { tools } = JSON.parse(body.toString("utf8")) as { tools?: readonly unknown[] };
  return (tools?.length ?? 0) > 0;
}

/** Each round asks for something else: OpenClaw notices who asks for the same again and again. */
function answer(round: number): string {
  const input = JSON.stringify({ command: `echo round ${round}`, title: "practice" });
  const message = {
    id: `msg_${round}`,
    type: "message",
    role: "assistant",
    model: "claude-sonnet-4-6",
  };
  const block = { type: "tool_use", id: `toolu_${round}_${Date.now()}`, name: "exec", input: {} };
  const events: readonly [string, object][] = [
    [
      "message_start",
      {
        message: {
          ...message,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { ...usage, output_tokens: 1 },
        },
      },
    ],
    ["content_block_start", { index: 0, content_block: block }],
    ["content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json: input } }],
    ["content_block_stop", { index: 0 }],
    ["message_delta", { delta: { stop_reason: "tool_use", stop_sequence: null }, usage }],
    ["message_stop", {}],
  ];
  return events
    .map(([type, rest]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`)
    .join("");
}
