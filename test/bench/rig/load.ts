/** The bench's own end of the client's process. */
import { rigArguments, startChild } from "./child.ts";
import type { AnswerName, RequestName } from "./content.ts";
import type { Block, LoadAsk } from "./load.process.ts";
import type { Target } from "./target.ts";

export type Load = {
  readonly pid: number;
  /** Makes the request for this target ready; what it had of connections is closed. */
  aim(target: Target, request: RequestName, answer: AnswerName): Promise<void>;
  block(
    target: Target,
    size: { readonly requests: number; readonly ahead: number; readonly concurrency: number },
  ): Promise<Block>;
  close(): Promise<void>;
};

export function startLoad(): Load {
  const child = startChild("load.process.ts", { nodeArguments: rigArguments });
  const ask = <A>(question: LoadAsk) => child.ask<A>(question);
  return {
    pid: child.pid,
    aim: ({ port, path, headers }, request, answer) =>
      ask({ type: "aim", port, path, headers, request, answer }),
    block: ({ port }, size) => ask({ type: "block", port, ...size }),
    close: child.close,
  };
}
