/** Run by itself, with the system's certificates where the environment says: asks a far end by router or dispatcher, and prints what came of it. */
import { rootCertificates } from "node:tls";
import { createDispatcher } from "../../main/cloudflare/dispatcher.ts";
import { createRouter } from "../../main/router/server.ts";

const [way = "", port = "", proxy = ""] = process.argv.slice(2);
const proxies = { https: proxy, http: null, except: [] };
const base = `https://far.sluice.test:${port}`;

async function byRouter(): Promise<string> {
  const router = createRouter({ onExchange: () => undefined });
  router.configure({
    route: "direct",
    refuse: null,
    stopAtMicroUsd: null,
    profile: null,
    aiGateway: null,
    providers: { openai: { base, key: "k" } },
    localKey: "local-key-AbCdEf0123456789",
    checkKey: "check-key-AbCdEf0123456789",
    logPayloads: false,
    proxies,
  });
  const listening = await router.listen(0);
  if (!listening.ok) throw new Error(listening.code);
  const answer = await fetch(`http://127.0.0.1:${listening.port}/openai/models`, {
    headers: { authorization: "Bearer local-key-AbCdEf0123456789" },
  });
  const said = answer.headers.get("x-sluice-refusal") ?? String(answer.status);
  await answer.text();
  await router.close(0);
  return said;
}

async function byDispatcher(): Promise<string> {
  const { request } = await import("undici");
  const dispatcher = await createDispatcher(proxies);
  try {
    const answer = await request(`${base}/client/v4`, { dispatcher });
    await answer.body.dump();
    return String(answer.statusCode);
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    await dispatcher.destroy();
  }
}

const said = way === "router" ? await byRouter() : await byDispatcher();
const { getCACertificates } = process.getBuiltinModule("node:tls");
const bodyOf = (certificate: string): string => certificate.replace(/\s/g, "");
const trusted = new Set(getCACertificates("default").map(bodyOf));
const hasBundled = rootCertificates.every((certificate) => trusted.has(bodyOf(certificate)));
process.stdout.write(`${said} ${hasBundled ? "bundled" : "alone"}`);
