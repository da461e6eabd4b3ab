/** Every bound of the router in one place; tests may bring their own. Sizes in bytes, times in milliseconds. */
export type Limits = {
  /** A head, ours or the far end's, and how much of a pipelined request is held. */
  readonly headBytes: number;
  /** Of a request's body, kept until the answer begins: to send it once more, and to know what to refuse. */
  readonly keptRequestBytes: number;
  /** Of an answer of 400 and above, held until it is known who said it. */
  readonly heldAnswerBytes: number;
  /** Of a refused request's body, read so that its client can read the answer. */
  readonly drainedBytes: number;
  /** Of a compressed answer, waiting to be unpacked for the meter. */
  readonly packedBytes: number;
  readonly clients: number;
  /** Idle connections to all far ends; each client has at most one more in use. */
  readonly idleUpstreams: number;
  readonly connectMs: number;
  /** A kept connection that dies so soon behind the last bytes was dead already: they may be sent again. */
  readonly replayMs: number;
  /** From the connection to the end of its first head; then from the first byte of each. */
  readonly firstHeadMs: number;
  readonly headMs: number;
  /** Clients are told this in Keep-Alive, and never closed earlier. */
  readonly idleClientMs: number;
  /** Cloudflare closes at 400 s (developers.cloudflare.com/fundamentals/reference/connection-limits). */
  readonly idleUpstreamMs: number;
  /** Of a running exchange, on both sides. */
  readonly silenceMs: number;
  /** A client that was answered for good may go on sending for so long. */
  readonly lingerMs: number;
  /** How often the times above are looked at: each may be exceeded by two of these. */
  readonly sweepMs: number;
};

export const defaultLimits: Limits = {
  headBytes: 65_536,
  keptRequestBytes: 4_194_304,
  heldAnswerBytes: 65_536,
  drainedBytes: 33_554_432,
  packedBytes: 8_388_608,
  clients: 1_024,
  idleUpstreams: 512,
  connectMs: 10_000,
  replayMs: 1_000,
  firstHeadMs: 10_000,
  headMs: 30_000,
  idleClientMs: 75_000,
  idleUpstreamMs: 350_000,
  silenceMs: 600_000,
  lingerMs: 10_000,
  sweepMs: 5_000,
};
