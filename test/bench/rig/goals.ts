/** What Sluice has to hold, each against somebody else in the same round. */

/** added: over what the client has without anybody in between · p99 · processor: time for each request · rate: requests a second */
export type Measure = "added" | "p99" | "processor" | "rate";

export type Goal = {
  readonly scenario: string;
  readonly measure: Measure;
  /** Another target, or the best of the npm proxies. */
  readonly against: string;
  /** Sluice's over the other's must be at most this, or the other's over Sluice's (the rate: Sluice's) at least. */
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly source: string;
};

export const bestProxy = "best npm proxy";
export const npmProxies = ["http-proxy-3", "fast-proxy"];

const issue = "issue 3";
const facts = (goal: number) => `facts G${goal}`;

export const goals: readonly Goal[] = [
  { scenario: "json", measure: "added", against: "nginx", atMost: 1.6, source: issue },
  { scenario: "json", measure: "processor", against: "nginx", atMost: 2, source: issue },
  { scenario: "json", measure: "added", against: "Node relay", atMost: 1.6, source: facts(3) },
  { scenario: "json", measure: "p99", against: "nginx", atMost: 4, source: facts(4) },
  { scenario: "json", measure: "added", against: bestProxy, atLeast: 1.8, source: issue },
  { scenario: "json", measure: "processor", against: bestProxy, atLeast: 2, source: facts(12) },
  { scenario: "json", measure: "added", against: "Portkey", atLeast: 10, source: issue },
  { scenario: "json", measure: "added", against: "CCR", atLeast: 30, source: issue },
  { scenario: "json16", measure: "rate", against: "nginx", atLeast: 0.6, source: facts(5) },
  { scenario: "sse", measure: "added", against: "nginx", atMost: 1, source: issue },
  { scenario: "sse", measure: "processor", against: "nginx", atMost: 1.3, source: facts(6) },
  { scenario: "sse", measure: "added", against: bestProxy, atLeast: 2.5, source: facts(12) },
  { scenario: "sse", measure: "added", against: "Portkey", atLeast: 200, source: facts(10) },
  { scenario: "paced", measure: "added", against: "nginx", atMost: 1, source: facts(7) },
  { scenario: "paced16", measure: "added", against: "nginx", atMost: 1.8, source: facts(7) },
  { scenario: "prompt60k", measure: "added", against: "nginx", atMost: 2.5, source: facts(8) },
  { scenario: "prompt60k", measure: "added", against: "CCR", atLeast: 100, source: facts(11) },
  { scenario: "prompt500k", measure: "added", against: "nginx", atMost: 3.5, source: facts(8) },
  { scenario: "prompt500k", measure: "added", against: "Portkey", atLeast: 20, source: facts(10) },
  { scenario: "prompt500k", measure: "added", against: "CCR", atLeast: 200, source: facts(11) },
  { scenario: "answer1m", measure: "added", against: "Node relay", atMost: 2, source: facts(9) },
  { scenario: "tls", measure: "added", against: "nginx", atMost: 1.6, source: issue },
  { scenario: "tls", measure: "processor", against: "nginx", atMost: 2.3, source: facts(13) },
];
