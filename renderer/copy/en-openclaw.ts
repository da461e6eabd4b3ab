/** What the OpenClaw page says in English; its shape is the one the other languages must fill. */
import { createCounting } from "./plural.ts";

const { count, many } = createCounting("en");

export const enOpenClaw = {
  status: {
    running: "Running",
    starting: "Starting",
    stopped: "Stopped",
    notInstalled: "Not installed",
    unknown: "Looking for OpenClaw",
  },
  version: (version: string) => `version ${version}`,
  since: (when: string) => `since ${when}`,
  port: (port: number) => `port ${port}`,
  keeper: {
    launchd: "When it ends, launchd starts it again.",
    systemd: "When it ends, systemd starts it again.",
    task: "When it ends, its scheduled task starts it again.",
    nobody: "When it ends, nobody starts it again.",
  },
  access: {
    rpc: "Sluice can ask it everything.",
    cli: "Sluice asks through OpenClaw’s own program, which takes longer.",
    health: "Sluice sees only whether it lives.",
  },
  place: {
    container: "It runs in a container, so its files are not here.",
    wsl: "It runs in a Linux inside Windows, so its files are not here.",
    elsewhere: "It runs on another machine, so its files are not here.",
  },
  /** Signs of one that cannot be reached from here. */
  elsewhere: {
    container: (file: string) => `A container of OpenClaw’s is described in ${file}.`,
    wsl: (name: string) => `There is a Linux inside Windows, ${name}, that may hold OpenClaw.`,
    text: "Sluice meters what such an OpenClaw sends it, but cannot connect it: its files are out of reach. Install OpenClaw here, or choose its place if it can be reached.",
  },
  start: "Start OpenClaw",
  restart: "Restart OpenClaw",
  restartLede: "A restart ends what OpenClaw is doing now. Sluice never does it by itself.",
  left: (left: number) => `${count(left)} of 3 starts left in these ten minutes.`,
  look: "Look again",
  install: {
    lede: "Sluice found no copy of it on this computer. The shortest way to one is this line in a terminal; OpenClaw’s own pages show others.",
    copy: "Copy",
    copied: "Copied.",
    copies: "Copies on this computer",
    inUse: "in use",
    tooOld: "too old",
    noNode: "no Node.js that can run it",
    runs: (node: string) => `runs on ${node}`,
    unknown: "version not known",
    source: {
      chosen: "chosen by you",
      service: "from its service",
      managed: "from OpenClaw’s own folder",
      shell: "from your login shell",
    },
    use: "Use this one",
    another: "Use another…",
    choose: "Choose its place…",
    path: "Where OpenClaw is",
    pathHint: "Its program, its openclaw.mjs or the folder that holds it.",
    usePath: "Use it",
    useFound: "Use what Sluice finds",
  },
  link: {
    title: "Connection",
    own: "Sluice’s own provider",
    ownText:
      "Adds one provider to OpenClaw’s file and makes it the default. Sluice brings the model key.",
    overlay: "On top of your providers",
    overlayText:
      "Changes one address and one header of each. Your keys, models and sessions stay as they are.",
    edge: "Through Cloudflare without Sluice",
    of: (kind: string, providers: string) => `${kind}: ${providers}`,
    which: "Which providers",
    now: (kind: string) => `Connected. ${kind}`,
    entry: (provider: string) => `the address of ${provider}, which then leads to Sluice`,
    header: "one header on each with Sluice’s local key",
    restoreNew: "Disconnect removes the file again, unless something else has written in it.",
    changeOver: "Change over",
    paste: (config: string) =>
      `Sluice wrote what belongs in ${config} into a file of its own. Paste each part in its place, then look again.`,
    disconnectLede:
      "Disconnecting takes back exactly what Sluice wrote. OpenClaw then goes its own way, unmetered.",
  },
  closed: {
    title: "While Sluice is closed",
    asItWas: "OpenClaw goes its own way",
    asItWasText: "Its settings are as they were. Nothing is routed or metered.",
    edgeText:
      "OpenClaw goes to Cloudflare by itself. Cloudflare’s limits hold; Sluice’s meter, pause and allowance do not.",
    keys: "Where OpenClaw finds its keys then",
    resolver: "In the keychain",
    resolverText:
      "A small program in a folder of yours answers OpenClaw. Any program of yours can run it, too.",
    dotenv: "In OpenClaw’s .env file",
    dotenvText:
      "There they stand readable, for every program of yours and for OpenClaw’s own agent.",
    ready: "The small program is in place.",
    broken: "The small program is there but does not answer. Unlock the keychain, then look again.",
    /** Why the keychain cannot be asked that way here. */
    cannot: {
      path: "OpenClaw runs no program from a folder with such a name. Keep the keys in its .env file, or let it go its own way.",
      version:
        "OpenClaw older than 2026.8 would not start while the keychain is locked. Update it, keep the keys in its .env file, or let it go its own way.",
      noNode:
        "Sluice found no Node.js for the small program. Choose the place of OpenClaw, keep the keys in its .env file, or let it go its own way.",
    },
  },
  rest: {
    title: "What OpenClaw leaves alone",
    rests: (model: string, left: string) => `${model} rests for ${left}`,
    /** OpenClaw’s own words for why. */
    why: {
      "missing-auth": "it has no key",
      "auth-failed": "the provider rejected the key",
      cooldown: "it failed just before",
    },
    because: (why: string) => `Why: ${why}. OpenClaw tries it again by itself.`,
    degraded: (owner: string) => `OpenClaw could not read its key for ${owner}`,
    degradedText:
      "Its requests fail until it can. Unlock the keychain: Sluice then lets OpenClaw read it again.",
  },
  environment: {
    title: "Environment",
    lede: "What OpenClaw gets from where. Of each value only the last four characters are shown.",
    none: "None of the variables that matter is set.",
    read: (when: string) => `Read ${when}.`,
    variable: "Variable",
    winner: "Comes from",
    others: "Also in",
    tail: "Ends in",
    layer: {
      process: "its process",
      service: "its service",
      dotenv: ".env file",
      config: "settings file",
      shellEnv: "login shell",
      loginShell: "login shell, not read",
    },
    nowhere: "nowhere that counts",
    another: (layer: string) => `${layer}, another value`,
    stale: "Needs a restart: the running OpenClaw has another value.",
  },
  repair: {
    title: "What Sluice can set right",
    name: {
      "dotenv.write": (variable: string) => `Write ${variable} into OpenClaw’s .env file`,
      "shellEnv.on": () => "Let OpenClaw read your login shell’s variables",
      "resolver.use": (variable: string) => `Let OpenClaw ask the keychain for ${variable}`,
      "service.reinstall": () => "Give OpenClaw’s service today’s variables",
      "daemon.restart": () => "Restart OpenClaw, so that it sees the change",
      "proxy.except": () => "Keep this computer out of OpenClaw’s proxy",
    },
    all: "the keys",
    show: "Show…",
    noLine: "No line of a file changes.",
    act: "Do it",
  },
  plain: {
    title: "Keys that stand readable",
    copies: (files: string) => `OpenClaw’s own copies hold it, too: ${files}`,
    move: "Move to the keychain…",
    lede: "Sluice saves it in the keychain, proves that OpenClaw gets it from there, and only then clears this place.",
    stay: "OpenClaw’s own copies keep it until OpenClaw writes them anew.",
    act: "Move it",
    nowhere: "Without a keychain there is no safe place to move them to.",
  },
  offer: {
    head: "OpenClaw already has a Cloudflare set-up",
    text: (account: string, aiGateway: string) => `Account ${account}, AI Gateway ${aiGateway}.`,
    key: (provider: string, tail: string) => `Its ${provider} key ${tail} goes into the keychain.`,
    noKey: "No model key comes with it.",
    token: "Its gateway token comes along.",
    act: "Take it over",
  },
  models: {
    title: "Models, in OpenClaw’s order",
    primary: "default",
    fallback: (place: number) => `fallback ${count(place)}`,
    route: { sluice: "through Sluice", own: "past Sluice" },
    price: (input: string, output: string) => `${input} in, ${output} out per million tokens`,
    noPrice: "price —",
    context: (tokens: number) => `${many(tokens, "token", "tokens")} of context`,
    noContext: "context —",
    resting: "rests now",
    none: "OpenClaw has no default model.",
    unasked: "OpenClaw has not told its models yet.",
    up: "Move up",
    down: "Move down",
    add: "Add a model",
    addHint: "Choose one, or write it as OpenClaw does: provider/model.",
    wrong: "Write it as provider/model.",
    leaks: "What a pause cannot stop",
    leaksNote:
      "These do not pass Sluice: what they cost is not counted, and a pause does not hold them.",
    included: "an included file",
    pins: "What ignores this order",
    pin: { session: (name: string) => `Session ${name}`, agent: (name: string) => `Agent ${name}` },
    unpin: "Unpin",
  },
  login: {
    title: "At login",
    label: "Open Sluice at login",
    launchd: "launchd does it, and starts Sluice again after a crash.",
    systemd: "systemd does it, and starts Sluice again after a crash.",
    task: "A scheduled task does it, and starts Sluice again after a crash.",
    autostart: "It starts at login, but is not started again after a crash.",
    none: "Sluice cannot set this here: it knows nothing on this system that would do it.",
  },
  stale: "OpenClaw needs one restart to see a change",
};

export type OpenClawWords = typeof enOpenClaw;
