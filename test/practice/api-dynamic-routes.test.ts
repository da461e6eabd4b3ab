/** Routes that choose between models are listed as Cloudflare lists them: in no envelope, and for who may read. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { aiGateways, ask, demo, refusal } from "./api-wire.ts";
import { at } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ dynamicRoutes: ["best", "cheap"] });
});
afterEach(() => practice.close());

test("each by its id and its name", async () => {
  const { status, text } = await ask(practice, `${demo}/routes`);
  expect(status).toBe(200);
  expect(at(text, "data", "routes")).toMatchObject([
    { id: "demo_best", name: "best", gateway_id: "demo" },
    { id: "demo_cheap", name: "cheap" },
  ]);
});

test("nobody learns of them without the permission, and an aiGateway that is not there has none", async () => {
  expect(refusal(await ask(practice, `${aiGateways}/other/routes`))).toEqual([
    ...[404, 7002, "Gateway not found"],
  ]);
  practice.set({ analytics: { may: ["aiGateway.run"] } });
  expect(refusal(await ask(practice, `${demo}/routes`))).toEqual([
    ...[403, 10_000, "Authentication error"],
  ]);
});
