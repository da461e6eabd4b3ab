/** Sluice as it is built: the app without a face, with its router thread, its ledger, a vault for the session and a link in a throw-away home. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { farEndTls } from "../../../support/far-end.tls.ts";
import { type Headless, startHeadless } from "../../../support/headless.ts";
import type { Target } from "../target.ts";
import { accountId, aiGatewayId, aiGatewayToken, providerKey } from "./keys.ts";

export type SluiceTarget = Target & { readonly app: Headless };

/** `isTls`: the far end's port speaks TLS, with the certificate of `test/support/far-end.tls.ts`. */
export async function startSluice(
  upstream: { readonly port: number },
  isTls = false,
): Promise<SluiceTarget> {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-bench-"));
  const home = path.join(folder, "home");
  const config = path.join(home, ".openclaw/openclaw.json");
  const certificate = path.join(folder, "far-end.pem");
  mkdirSync(path.dirname(config), { recursive: true });
  writeFileSync(config, '{ "gateway": { "mode": "local" } }');
  writeFileSync(certificate, farEndTls.cert);
  const base = `${isTls ? "https" : "http"}://127.0.0.1:${upstream.port}`;
  const app = await startHeadless({
    userDataDir: path.join(folder, "data"),
    env: {
      HOME: home,
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
      SLUICE_FAR_ENDS: JSON.stringify({ aiGateway: base }),
      // How anybody makes Node trust a certificate of their own: the app needs no switch for it.
      NODE_EXTRA_CA_CERTS: certificate,
    },
  });
  await app.must({ type: "vault.session" });
  await app.must({ type: "profile.save", name: "Bench", accountId, aiGatewayId });
  await app.must({ type: "secret.save", kind: "aiGateway", secret: aiGatewayToken });
  const secret = providerKey;
  await app.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
  await app.must({ type: "openclaw.link", kind: "own" });
  const key = /"apiKey": "([0-9a-f]{64})"/.exec(readFileSync(config, "utf8"))?.[1];
  if (key === undefined) throw new Error("Sluice's link has no local key");
  return {
    name: isTls ? "Sluice, TLS" : "Sluice",
    port: app.state().router.port ?? 0,
    path: "/anthropic/v1/messages",
    headers: { "x-api-key": key },
    pids: [app.pid],
    thread: "traffic",
    // Behind the last answer the ledger is written and the window is told, 250 ms later.
    settlesInMs: 300,
    app,
    async close() {
      await app.quit();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
