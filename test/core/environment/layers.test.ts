/** Which layer wins, what is stale, and that nothing but tails comes out; the order is the one measured on OpenClaw 2026.9.6. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  environmentsOf,
  isStale,
  namesIn,
  type Reading,
  type Running,
  type Values,
  variablesOf,
  winnerOf,
} from "../../../main/core/environment/layers.ts";

const name = "ANTHROPIC_API_KEY";
const of = (value: string | undefined, key = name): Values =>
  new Map(value === undefined ? [] : [[key, value]]);
const nothing: Values = new Map();

const running = (more: Partial<Running> = {}): Running => ({
  process: nothing,
  dotenv: nothing,
  isServiceNewer: false,
  ...more,
});
const reading = (more: Partial<Reading> = {}): Reading => ({
  running: null,
  service: null,
  dotenv: nothing,
  config: nothing,
  shell: null,
  isShellOn: false,
  managed: new Set(),
  ...more,
});
const winner = (more: Partial<Reading>, key = name) => winnerOf(reading(more), key)?.layer ?? null;

describe("what a start would use", () => {
  const all = {
    running: running({ process: of("p") }),
    dotenv: of("d"),
    config: of("c"),
    shell: of("s"),
    isShellOn: true,
  };

  test("is the process's own, then .env, then the configuration, then the login shell", () => {
    expect(winner(all)).toBe("process");
    expect(winner({ ...all, running: running() })).toBe("dotenv");
    expect(winner({ ...all, running: null, dotenv: nothing })).toBe("config");
    expect(winner({ ...all, running: null, dotenv: nothing, config: nothing })).toBe("shellEnv");
    expect(winner({ shell: of("s") })).toBeNull();
  });

  test("is what its service says, where a service starts it", () => {
    expect(winner({ ...all, service: of("service") })).toBe("service");
    expect(winner({ ...all, service: nothing })).toBe("process");
  });

  test("is .env for what systemd's service takes from there anew", () => {
    const managed = new Set([name]);
    expect(winner({ ...all, service: of("old"), managed })).toBe("dotenv");
    expect(winner({ service: of("old"), managed })).toBe("service");
  });

  test("an empty value keeps .env and the shell out, not the configuration", () => {
    const empty = {
      running: running({ process: of("") }),
      dotenv: of("d"),
      shell: of("s"),
      isShellOn: true,
    };
    expect(winnerOf(reading(empty), name)).toEqual({ layer: "process", value: "" });
    expect(winner({ ...empty, config: of("c") })).toBe("config");
  });

  test("a proxy in the configuration counts for nothing", () => {
    expect(winner({ config: of("http://proxy", "HTTP_PROXY") }, "HTTP_PROXY")).toBeNull();
    expect(winner({ dotenv: of("http://proxy", "HTTP_PROXY") }, "HTTP_PROXY")).toBe("dotenv");
  });

  test("what Node reads at its start counts from the process and its service alone", () => {
    const key = "NODE_EXTRA_CA_CERTS";
    expect(winner({ dotenv: of("/ca.pem", key), config: of("/ca.pem", key) }, key)).toBeNull();
    expect(winner({ service: of("/ca.pem", key) }, key)).toBe("service");
  });

  test("the shell gives only what OpenClaw imports from there", () => {
    const key = "CLOUDFLARE_AI_GATEWAY_API_KEY";
    expect(winner({ shell: of("s", key), isShellOn: true }, key)).toBeNull();
    expect(winner({ shell: of("s", "HTTP_PROXY"), isShellOn: true }, "HTTP_PROXY")).toBeNull();
  });

  test("a value of the configuration that names another variable is none", () => {
    expect(winner({ config: of(["$", "{OTHER}"].join("")) })).toBeNull();
  });
});

describe("stale", () => {
  const isOld = (more: Partial<Reading>) => isStale(reading(more), name);

  test("nothing is, where nothing runs", () => {
    expect(isOld({ dotenv: of("d") })).toBe(false);
  });

  test("is what the running daemon was started with and a start would not use", () => {
    const now = running({ process: of("old") });
    expect(isOld({ running: now, service: of("new") })).toBe(true);
    expect(isOld({ running: now, service: of("old") })).toBe(false);
    expect(isOld({ running: now, dotenv: of("new") })).toBe(false);
  });

  test("is what a service has got since", () => {
    expect(isOld({ running: running(), service: of("new") })).toBe(true);
  });

  test("is a line of .env that was written, changed or removed since the start", () => {
    expect(isOld({ running: running(), dotenv: of("new") })).toBe(true);
    expect(isOld({ running: running({ dotenv: of("old") }), dotenv: of("new") })).toBe(true);
    expect(isOld({ running: running({ dotenv: of("old") }) })).toBe(true);
    expect(isOld({ running: running({ dotenv: of("same") }), dotenv: of("same") })).toBe(false);
    expect(isOld({ running: running({ dotenv: null }), dotenv: of("who knows") })).toBe(true);
  });

  test("is not what the configuration gives: the daemon takes that in by itself", () => {
    expect(isOld({ running: running(), config: of("new") })).toBe(false);
  });

  test("is told by the files alone where nobody may look into the process", () => {
    const unseen = { process: null, dotenv: of("d") };
    expect(isOld({ running: running(unseen), service: of("s") })).toBe(false);
    expect(isOld({ running: running({ ...unseen, isServiceNewer: true }), service: of("s") })).toBe(
      true,
    );
    expect(isOld({ running: running(unseen), dotenv: of("d") })).toBe(false);
  });

  test("is what systemd's service takes from .env anew, once that has changed", () => {
    const more = { service: of("old"), managed: new Set([name]), dotenv: of("new") };
    const at = (value: string) => running({ process: of("old"), dotenv: of(value) });
    expect(isOld({ ...more, running: at("before") })).toBe(true);
    expect(isOld({ ...more, running: at("new") })).toBe(false);
  });
});

describe("what the running daemon has", () => {
  const proxies = (of: Reading) =>
    environmentsOf(of).running.map((values) => values.get("HTTP_PROXY") ?? null);
  const file = of("d", "HTTP_PROXY");

  test("is what it was started with before what .env held then", () => {
    const process = of("p", "HTTP_PROXY");
    expect(proxies(reading({ running: running({ process, dotenv: file }) }))).toEqual(["p"]);
    expect(proxies(reading({ running: running({ dotenv: file }) }))).toEqual(["d"]);
  });

  test("may be what .env holds now or nothing, where nobody knows what it held then", () => {
    expect(proxies(reading({ running: running({ dotenv: null }), dotenv: file }))).toEqual([
      "d",
      null,
    ]);
  });

  test("is not known where nobody may look", () => {
    expect(proxies(reading({ running: running({ process: null }), dotenv: file }))).toEqual([]);
  });
});

const value = fc.constantFrom("", "aaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "short");
const values = fc
  .dictionary(fc.constantFrom(name, "HTTP_PROXY", "NODE_EXTRA_CA_CERTS", "OPENAI_API_KEY"), value)
  .map((entries): Values => new Map(Object.entries(entries)));
const readings: fc.Arbitrary<Reading> = fc.record({
  running: fc.option(
    fc.record({
      process: fc.option(values),
      dotenv: fc.option(values),
      isServiceNewer: fc.boolean(),
    }),
  ),
  service: fc.option(values),
  dotenv: values,
  config: values,
  shell: fc.option(values),
  isShellOn: fc.boolean(),
  managed: fc.constantFrom(new Set<string>(), new Set([name])),
});

describe("for any layers", () => {
  test("the winner is one of them and says its value; the login shell's own is never it", () => {
    fc.assert(
      fc.property(readings, (any) => {
        for (const variable of variablesOf(any, namesIn(any))) {
          const { layers, winner: by } = variable;
          expect(by).not.toBe("loginShell");
          if (by !== null)
            expect(layers.find(({ layer }) => layer === by)).toMatchObject({ isSame: true });
          expect(layers.every(({ tail }) => tail === "" || tail.length === 4)).toBe(true);
          if (any.running === null) expect(variable.isStale).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("what is shown holds no value, whole or in part beyond four characters", () => {
    const secret = "sk-ant-api03-0123456789abcdefghij";
    fc.assert(
      fc.property(readings, (any) => {
        const swap = (of: Values | null) =>
          of && new Map([...of].map(([key]) => [key, secret] as const));
        const full = {
          ...any,
          service: swap(any.service),
          dotenv: new Map([...any.dotenv].map(([key]) => [key, secret])),
          shell: swap(any.shell),
        };
        const text = JSON.stringify(variablesOf(full, namesIn(full)));
        for (let at = 0; at + 5 <= secret.length; at += 1)
          expect(text).not.toContain(secret.slice(at, at + 5));
      }),
      { numRuns: 500 },
    );
  });

  test("a daemon just started with what its files say is not stale", () => {
    fc.assert(
      fc.property(readings, (any) => {
        const start = { ...any, running: null, managed: new Set<string>() };
        const process = new Map(any.service ?? []);
        const fresh = { ...start, running: running({ process, dotenv: any.dotenv }) };
        for (const key of namesIn(fresh)) expect([key, isStale(fresh, key)]).toEqual([key, false]);
      }),
      { numRuns: 2_000 },
    );
  });
});
