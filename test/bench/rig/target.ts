/** What the bench visits: one process tree that listens on 127.0.0.1 and forwards Anthropic messages to the far end. */

export type Target = {
  readonly name: string;
  /** Of other people's programs: what was measured is no other version. */
  readonly version?: string;
  readonly port: number;
  /** The request path of the Anthropic messages endpoint at this target. */
  readonly path: string;
  /** What a client of this target sends besides the usual: its key, its choice of provider. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every process of it, for CPU, memory and placement. */
  readonly pids: readonly number[];
  /** The thread that does the forwarding, where that is not all there is to it. */
  readonly thread?: string;
  /** What it does behind its answers is done after so long; counted as its own work, and not left to disturb the next. */
  readonly settlesInMs?: number;
  close(): Promise<void>;
};

export type StartTarget = (upstream: { readonly port: number }) => Promise<Target>;
