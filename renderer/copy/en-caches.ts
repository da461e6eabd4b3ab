/** What the two caches, and the way a failing request takes, say in English; its shape is the one the other languages must fill. */
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("en");

export const enCaches = {
  title: "Two caches",
  model: "Model",
  hitRate: "Hit rate, by tokens",
  rate: "Hit rate",
  saved: "Saved",
  asOf: (clock: string) => `As of ${clock}, metered by Sluice at its own prices.`,
  none: "No requests in this time, so there is nothing to rate.",
  atLeast: (amount: string) => `at least ${amount}`,
  prompt:
    "Your provider keeps the beginning of a long prompt and reads it again for less. OpenClaw decides what is kept.",
  promptModels: "Prompt cache by model",
  response: {
    skipped: "Skipped: each request tells Cloudflare not to use it. So it has no hit rate.",
    before: "Skipped now. What stands here came from it before.",
    offThere:
      "Asked for, but off at the AI Gateway. Cloudflare has been seen to keep answers all the same.",
    on: "On. It answers an identical request with the answer it kept, word for word. There is no semantic caching, and an agent’s requests grow with their history, so they hardly ever hit.",
    direct: "On the direct way it is not asked at all.",
  },
  served: "Answered from it",
  servedOf: (hits: number, requests: number) =>
    `${count(hits)} of ${many(requests, "request", "requests")}`,
  list: "Answers served from the response cache",
  listNone: "No answer came from it in this time.",
  time: "Time",
  wouldCost: "Would have cost",
  skip: "Skip for this model",
  skippedNow: "Skipped now",
  see: "Show it",
  newest: (shown: number) => `Only the newest ${count(shown)} are listed.`,
  fails: {
    title: "What happens when this request fails",
    lede: "As things are set now, from the first to the last.",
    change: "Change…",
    changeOf: (what: string) => `Change: ${what}`,
    sluice: {
      stops: "While it is paused, or a key cannot be read, nothing leaves.",
      stopsAt: (amount: string) =>
        `While it is paused, today’s allowance of ${amount} is used up or a key cannot be read, nothing leaves.`,
      ends: "Then the turn ends at once. Nothing is retried, and no fallback is used.",
      now: (head: string) => `Right now: ${head}.`,
      past: "Requests for this model go past Sluice: no pause, no allowance and no Cloudflare stand in their way.",
      what: "the allowance",
    },
    cloudflare: {
      off: "Not on the way now: requests go direct.",
      once: (provider: string) => `It asks ${provider} once.`,
      times: (attempts: number, provider: string) =>
        `It asks ${provider} up to ${many(attempts, "time", "times")}. Each attempt can cost.`,
      unknown: (provider: string) =>
        `How often it asks ${provider} is not known: the AI Gateway’s settings have not been read.`,
      wait: (delay: string, backoff: string) => `Between attempts ${delay}, ${backoff}.`,
      grows: (backoff: string) => `Between attempts ${backoff}.`,
      timeout: (time: string) => `An attempt without a first byte is given up after ${time}.`,
      noTimeout: "No limit is set for the first byte.",
      from: {
        model: "Set for this model.",
        all: "Set for all models.",
        gateway: "Set at the AI Gateway.",
      },
      refuses:
        "What it refuses itself, such as over a rate or spend limit, ends the turn at once. No fallback is used.",
      retries: "retries and time limit",
    },
    dynamic: {
      name: (route: string) => `Dynamic route ${route}`,
      text: "At Cloudflare it chooses the model, and may go on to another by its own rules.",
    },
    provider: "Its own error goes back to OpenClaw, word for word.",
    openclaw: {
      retries: "It may ask again by itself first.",
      order: "Then it turns to its own fallbacks, in this order:",
      none: "It has no fallback left: the turn fails.",
      unknown: "Which fallbacks it has is not known until it has been asked.",
      way: { sluice: "through Sluice", own: "past Sluice" },
      what: "order of models",
    },
    bypass: {
      name: "Sluice’s bypass",
      never: (provider: string) =>
        `Never by itself. Only your own switch sends requests straight to ${provider}, until you turn it back.`,
      inUse: (provider: string) =>
        `In use by your own switch: requests go straight to ${provider}.`,
      absent: (provider: string) =>
        `There is none for ${provider}: it can only be asked through Cloudflare, as it is set up here.`,
      what: "the switch",
    },
  },
};
