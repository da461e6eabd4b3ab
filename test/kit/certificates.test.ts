/** What the system trusts, Sluice trusts: each case is a process of its own, for a thread reads the certificates once. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { getCACertificates } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bundles, trustSystemCertificates } from "../../main/kit/certificates.ts";
import { type ConnectProxy, startConnectProxy } from "../support/connect-proxy.ts";
import { type FarEnd, startFarEnd } from "../support/far-end.ts";
import { farSluiceTls, privateCa } from "../support/private-ca.ts";

const run = promisify(execFile);
const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-certificates-test-"));
const file = path.join(folder, "private.pem");
const odd = path.join(folder, "odd.pem");
const full = path.join(folder, "full");
const empty = path.join(folder, "empty");
let farEnd: FarEnd;
let proxy: ConnectProxy;

beforeAll(async () => {
  for (const each of [full, empty]) mkdirSync(each);
  writeFileSync(file, privateCa);
  writeFileSync(path.join(full, "network.pem"), privateCa);
  writeFileSync(odd, `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`);
  farEnd = await startFarEnd(undefined, farSluiceTls);
  proxy = await startConnectProxy();
});

afterAll(async () => {
  await proxy.close();
  await farEnd.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(way: "router" | "dispatcher", env: Record<string, string>): Promise<string> {
  const child = path.join(import.meta.dirname, "certificates-child.ts");
  const options = { env: { SSL_CERT_FILE: path.join(empty, "none"), SSL_CERT_DIR: empty, ...env } };
  const args = [child, way, String(farEnd.port), proxy.url];
  return (await run(process.execPath, args, options)).stdout;
}

const refused = {
  router: "providerUnreachable",
  dispatcher: "SELF_SIGNED_CERT_IN_CHAIN",
} as const;

// Where Node looks for the system's is said by these two on Linux alone.
describe.runIf(process.platform === "linux")("a far end of a private authority", () => {
  test.each(["router", "dispatcher"] as const)("the %s does not trust it", async (way) => {
    const before = farEnd.requests.length;
    expect(await ask(way, {})).toBe(`${refused[way]} bundled`);
    expect(farEnd.requests).toHaveLength(before);
  });

  test.each([
    ["router", "file", { SSL_CERT_FILE: file }],
    ["router", "folder", { SSL_CERT_DIR: full }],
    ["router", "further file of Node's", { NODE_EXTRA_CA_CERTS: file }],
    ["dispatcher", "file", { SSL_CERT_FILE: file }],
    ["dispatcher", "further file of Node's", { NODE_EXTRA_CA_CERTS: file }],
  ] as const)(
    "the %s trusts it with the authority in the system's %s, and still what comes with Node",
    async (way, _where, env) => {
      expect(await ask(way, { ...env })).toBe("200 bundled");
    },
  );

  test("an unreadable certificate of the system's takes nothing away", async () => {
    expect(await ask("router", { SSL_CERT_FILE: odd, SSL_CERT_DIR: full })).toMatch(/ bundled$/);
  });
});

const found = process.platform === "linux" ? bundles.find(existsSync) : undefined;

test.runIf(found)(
  "all that stands in the system's one file is trusted, and nothing is lost",
  () => {
    const bodyOf = (certificate: string): string => certificate.replace(/\s/g, "");
    for (const name of ["SSL_CERT_FILE", "SSL_CERT_DIR"]) vi.stubEnv(name, undefined);
    const before = getCACertificates("default").map(bodyOf);
    trustSystemCertificates();
    const after = new Set(getCACertificates("default").map(bodyOf));
    const inFile = readFileSync(found ?? "", "latin1").split(/(?<=-----END CERTIFICATE-----)/);
    const certificates = inFile.map(bodyOf).filter((body) => body.startsWith("-----BEGIN"));
    expect(certificates.length).toBeGreaterThan(0);
    expect([...before, ...certificates].filter((body) => !after.has(body))).toEqual([]);
  },
);
