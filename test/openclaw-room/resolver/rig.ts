/** The resolver installed into folders of a test's own, with keys in a keychain of its own. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  createResolver,
  type Resolver,
  type ResolverOptions,
} from "../../../main/openclaw/resolver/resolver.ts";
import { driveVault } from "../../vault/drive.ts";

const root = path.join(import.meta.dirname, "../../..");
const scriptFile = path.join(root, "dist/main/resolver.js");
const keytarFile = path.join(
  path.dirname(createRequire(import.meta.url).resolve("keytar/package.json")),
  `prebuilds/${process.platform}-${process.arch}/keytar.node`,
);

export type Rig = {
  /** With a space, as a person's may have one; quotes OpenClaw refuses. */
  readonly homeDir: string;
  readonly folder: string;
  /** What is copied. */
  readonly sources: { readonly script: string; readonly keytar: string };
  resolverWith(options?: Partial<ResolverOptions>): Resolver;
  remove(): void;
};

export function createRig(): Rig {
  const top = mkdtempSync(path.join(tmpdir(), "sluice-resolver-"));
  const homeDir = path.join(top, "my home");
  mkdirSync(homeDir);
  const folder = path.join(homeDir, "data", "resolver");
  return {
    homeDir,
    folder,
    sources: { script: scriptFile, keytar: keytarFile },
    resolverWith: (options) =>
      createResolver({
        folder,
        homeDir,
        keytarFile,
        scriptFile,
        env: {},
        node: () => process.execPath,
        ...options,
      }),
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** As Sluice itself keeps them. */
export async function saveSecrets(
  env: Record<string, string>,
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  const vault = await driveVault(env);
  for (const [account, secret] of Object.entries(secrets)) {
    const saved = await vault.set(account, secret);
    if (!saved.ok) throw new Error(`the keychain took no secret: ${saved.detail}`);
  }
  await vault.end();
}
