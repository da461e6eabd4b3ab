/** Signs of an OpenClaw that does not run on this system itself: in a Linux inside Windows, in a container. */

export type Elsewhere =
  /** A distribution; `isCertain` for the one OpenClaw's Windows app makes, else it only may have one. */
  | { readonly kind: "wsl"; readonly name: string; readonly isCertain: boolean }
  /** A compose file of OpenClaw's; whether it runs is not known from it. */
  | { readonly kind: "container"; readonly file: string };

/** What was found on the disk and said by `wsl.exe`; everything optional. */
export type Signs = {
  readonly distributions: readonly string[];
  readonly composeFiles: readonly { readonly file: string; readonly text: string }[];
};

/** The name OpenClaw's Windows Hub gives its own (openclaw/openclaw-windows-node#638). */
const ownDistribution = "OpenClawGateway";
/** Machines that run containers, where nobody installs OpenClaw. */
const plumbing = /^(?:docker-desktop(?:-data)?|rancher-desktop(?:-data)?|podman-)/i;

export function placesOf({ distributions, composeFiles }: Signs): readonly Elsewhere[] {
  const linuxes = distributions
    .filter((name) => !plumbing.test(name))
    .map((name) => ({ kind: "wsl", name, isCertain: name === ownDistribution }) as const)
    .toSorted((a, b) => Number(b.isCertain) - Number(a.isCertain));
  const containers = composeFiles
    // The service of OpenClaw's own docker-compose.yml, and the images it is published as.
    .filter(({ text }) => /^\s+openclaw-gateway:\s*$|\bimage:.*\bopenclaw\/openclaw\b/m.test(text))
    .map(({ file }) => ({ kind: "container", file }) as const);
  return [...linuxes, ...containers];
}

/**
 * The names `wsl.exe -l -q` prints, one a line. It prints UTF-16 without a mark, unless `WSL_UTF8` is set; where there is
 * no distribution it prints an explanation, which has blanks where a name has none.
 */
export function parseDistributions(output: Uint8Array): readonly string[] {
  const isWide = output.length > 1 && output.subarray(0, 200).includes(0);
  let text = "";
  for (let at = 0; at < output.length; at += isWide ? 2 : 1)
    text += String.fromCharCode((output[at] ?? 0) | (isWide ? (output[at + 1] ?? 0) << 8 : 0));
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^[\w.-]{1,128}$/.test(line));
}
