/** The bench's own end of the far end's process. */
import { rigArguments, startChild } from "./child.ts";
import type { AnswerName, RequestName } from "./content.ts";
import type { UpstreamAsk, UpstreamCounts } from "./upstream.process.ts";

export type Upstream = {
  readonly pid: number;
  readonly port: number;
  readonly tlsPort: number;
  /** From now on every request is answered so, and expected to be so. */
  give(answer: AnswerName, request: RequestName): Promise<void>;
  /** Since they were last asked for. */
  counts(): Promise<UpstreamCounts>;
  close(): Promise<void>;
};

export async function startUpstream(): Promise<Upstream> {
  const child = startChild("upstream.process.ts", { nodeArguments: rigArguments });
  const ask = <A>(question: UpstreamAsk) => child.ask<A>(question);
  const ports = await ask<{ readonly port: number; readonly tlsPort: number }>({ type: "listen" });
  return {
    pid: child.pid,
    ...ports,
    give: (answer, request) => ask({ type: "give", answer, request }),
    counts: () => ask({ type: "counts" }),
    close: child.close,
  };
}
