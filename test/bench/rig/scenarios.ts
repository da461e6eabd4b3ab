/** What is measured, and how much of it makes a round. */
import type { AnswerName, RequestName } from "./content.ts";

export type Scenario = {
  readonly name: string;
  readonly title: string;
  readonly request: RequestName;
  readonly answer: AnswerName;
  readonly concurrency: number;
  /** Of one target in one round. */
  readonly requests: number;
  /** What is added to it, and compared: half the answers' time, the share of one request in the whole, half the events' delay. */
  readonly figure: "p50Us" | "perRequestUs" | "event50Us";
  /** The far end speaks TLS; without it in between, the client still speaks to it plainly. */
  readonly isTls: boolean;
};

const usual = { concurrency: 1, figure: "p50Us", isTls: false } as const;

export const scenarios: readonly Scenario[] = [
  {
    ...usual,
    name: "json",
    title: "2 KB prompt, 2 KB JSON answer, one at a time",
    request: "2k",
    answer: "json2k",
    requests: 200,
  },
  {
    ...usual,
    name: "json16",
    title: "2 KB prompt, 2 KB JSON answer, 16 at a time",
    request: "2k",
    answer: "json2k",
    requests: 640,
    concurrency: 16,
    figure: "perRequestUs",
  },
  {
    ...usual,
    name: "sse",
    title: "2 KB prompt, stream of 200 events without a gap",
    request: "2k",
    answer: "sse200",
    requests: 100,
  },
  {
    ...usual,
    name: "paced",
    title: "stream of 50 events, 2 ms apart, delay of each event",
    request: "2k",
    answer: "paced",
    requests: 3,
    figure: "event50Us",
  },
  {
    ...usual,
    name: "paced16",
    title: "16 such streams at once, delay of each event",
    request: "2k",
    answer: "paced",
    requests: 32,
    concurrency: 16,
    figure: "event50Us",
  },
  {
    ...usual,
    name: "prompt60k",
    title: "60 KB prompt, 2 KB JSON answer",
    request: "60k",
    answer: "json2k",
    requests: 60,
  },
  {
    ...usual,
    name: "prompt500k",
    title: "500 KB prompt, 2 KB JSON answer",
    request: "500k",
    answer: "json2k",
    requests: 20,
  },
  {
    ...usual,
    name: "answer1m",
    title: "2 KB prompt, 1 MB JSON answer",
    request: "2k",
    answer: "json1m",
    requests: 20,
  },
  {
    ...usual,
    name: "tls",
    title: "2 KB prompt, 2 KB JSON answer, far end behind TLS 1.3",
    request: "2k",
    answer: "json2k",
    requests: 200,
    isTls: true,
  },
];
