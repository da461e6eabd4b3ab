/** Makes this thread trust what its system trusts, beside the certificates that come with Node: networks that look into TLS sign with their own. */
import { readFileSync } from "node:fs";

let isDone = false;

/**
 * To be called right before the first TLS connection of a thread and not earlier: reading the certificates takes tens of ms, once. Holds for every
 * connection that brings no certificates of its own. Bundled ones, the system's and those of `NODE_EXTRA_CA_CERTS` are trusted together; a system
 * that has none, or does not give them out, leaves the others as they are.
 */
export function trustSystemCertificates(): void {
  if (isDone) return;
  isDone = true;
  try {
    const { getCACertificates, setDefaultCACertificates } = process.getBuiltinModule("node:tls");
    const known = getCACertificates("default");
    const system = bundle() ?? getCACertificates("system");
    const more = new Map(system.map((certificate) => [bodyOf(certificate), certificate]));
    for (const certificate of known) more.delete(bodyOf(certificate));
    // Where the system knows no more than Node, nothing has to be read twice.
    if (more.size > 0) setDefaultCACertificates([...known, ...more.values()]);
  } catch {
    // What cannot be read of the system's must not cost the connection.
  }
}

/** Where the Linux distributions keep all of them in one file, in Go's order (crypto/x509/root_linux.go). */
export const bundles: readonly string[] = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** A third of the time and of the memory of Node's own reading, which opens every file of the folder, the links to each beside it; null: let Node read. */
function bundle(): readonly string[] | null {
  const { env, platform } = process;
  if (platform !== "linux" || env.SSL_CERT_FILE || env.SSL_CERT_DIR) return null;
  for (const file of bundles) {
    const found = certificatesIn(file);
    if (found.length > 0) return found;
  }
  return null;
}

const pemPattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function certificatesIn(file: string): readonly string[] {
  try {
    return readFileSync(file, "latin1").match(pemPattern) ?? [];
  } catch {
    return [];
  }
}

/** The same certificate comes in lines of 64 letters or of 72, with a line end behind it or without. */
const bodyOf = (certificate: string): string => certificate.replace(/\s/g, "");
