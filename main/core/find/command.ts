/** What the command line of a service starts: which Node.js, which script, on which port. */
import { shellWords } from "./words.ts";

export type ServiceCommand = {
  readonly node: string | null;
  readonly entry: string | null;
  readonly port: number | null;
  /** Chosen with `--profile` or `--dev`; null when the command chooses none. */
  readonly profile: string | null;
  /** Read by OpenClaw's own wrapper before it starts the rest. */
  readonly environmentFile: string | null;
  /** It says in so many words that it runs the daemon. */
  readonly isDaemon: boolean;
};

const isAbsolute = (path: string) => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path);
const nameOf = (path: string) =>
  path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
const isNode = (path: string) => isAbsolute(path) && /^node(?:js)?(?:\.exe)?$/i.test(nameOf(path));
const isScript = (path: string) =>
  isAbsolute(path) &&
  (/\.(?:[cm]?js|ts)$/i.test(path) || /^openclaw(?:\.cmd|\.exe)?$/i.test(nameOf(path)));

/** @param words the program and its arguments, unquoted. */
export function commandOf(words: readonly string[]): ServiceCommand {
  const { environmentFile, rest } = unwrap(words);
  const verb = rest.indexOf("gateway");
  const before = verb < 0 ? rest : rest.slice(0, verb);
  const [program = ""] = before;
  const options = rest.slice(1);
  return {
    node: isNode(program) ? program : null,
    // Loaders (`--import tsx`) come before the script, so the last is the one.
    entry: before.findLast(isScript) ?? null,
    port: portOf(optionOf(options, "--port")),
    profile: optionOf(options, "--profile") ?? (options.includes("--dev") ? "dev" : null),
    environmentFile,
    isDaemon: verb >= 0,
  };
}

export function portOf(text: string | null | undefined): number | null {
  const port = text && /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : null;
}

/** Takes off what stands before OpenClaw: its wrapper for the environment, `env`, a shell that is given a line. */
function unwrap(words: readonly string[]): {
  readonly environmentFile: string | null;
  readonly rest: readonly string[];
} {
  // Since June 2026 the shell comes first (openclaw/openclaw#89967); before, the wrapper itself did.
  const start = words[0] === "/bin/sh" ? 1 : 0;
  const [wrapper, file] = words.slice(start);
  if (wrapper?.endsWith("-env-wrapper.sh") && file)
    return { environmentFile: isAbsolute(file) ? file : null, rest: words.slice(start + 2) };
  const [program = "", flag = "", line = ""] = words;
  if (/^(?:ba|z|da)?sh$/.test(nameOf(program)) && /^-[a-z]*c$/.test(flag)) {
    const inner = shellWords(line);
    const first = inner.findIndex((word) => isNode(word) || isScript(word));
    return { environmentFile: null, rest: inner.slice(Math.max(0, first)) };
  }
  if (nameOf(program) === "env") {
    const first = words.findIndex((word, index) => index > 0 && !/^-|=/.test(word));
    return { environmentFile: null, rest: first < 0 ? [] : words.slice(first) };
  }
  return { environmentFile: null, rest: words };
}

function optionOf(words: readonly string[], option: string): string | null {
  const index = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = words[index];
  if (word === undefined) return null;
  return word === option ? (words[index + 1] ?? null) : word.slice(option.length + 1);
}
