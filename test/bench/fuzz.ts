/** Runs every fuzzer in test/support over a million cases, on every core: `node test/bench/fuzz.ts [CASES] [SEED]`. Fails if one is wrong. */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

/** What a `run…Fuzz(cases, seed)` of a `*.fuzz.ts` returns; some call the wrong ones failures. */
type Report = {
  readonly cases: number;
  readonly wrong?: number;
  readonly failures?: number;
  readonly examples?: readonly string[];
};
type Fuzzer = (cases: number, seed: number) => Report;
type Batch = {
  readonly file: string;
  readonly name: string;
  readonly cases: number;
  readonly seed: number;
};
type Done = { readonly batch: Batch; readonly wrong: number; readonly examples: readonly string[] };

/** Small runs with seeds of their own: what a fuzzer remembers of its cases stays small. */
const batchCases = 25_000;

async function fuzzersIn(file: string): Promise<Map<string, Fuzzer>> {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const found = Object.entries(module).filter(([name]) => /^run[A-Z]\w*Fuzz$/.test(name));
  return new Map(found as [string, Fuzzer][]);
}

function work(): void {
  const fuzzers = new Map<string, Map<string, Fuzzer>>();
  parentPort?.on("message", async (batch: Batch) => {
    const known = fuzzers.get(batch.file) ?? (await fuzzersIn(batch.file));
    fuzzers.set(batch.file, known);
    const report = known.get(batch.name)?.(batch.cases, batch.seed);
    // A report that says nothing of wrong ones cannot be trusted to have none.
    const wrong = report?.wrong ?? report?.failures ?? batch.cases;
    parentPort?.postMessage({ batch, wrong, examples: report?.examples ?? [] } satisfies Done);
  });
}

async function conduct(cases: number, seed: number): Promise<boolean> {
  const folder = path.join(import.meta.dirname, "../support");
  const batches: Batch[] = [];
  const tally = new Map<string, { cases: number; wrong: number }>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".fuzz.ts"))) {
    const file = path.join(folder, name);
    for (const fuzzer of (await fuzzersIn(file)).keys()) {
      tally.set(fuzzer, { cases: 0, wrong: 0 });
      for (let done = 0; done < cases; done += batchCases)
        batches.push({
          file,
          name: fuzzer,
          cases: Math.min(batchCases, cases - done),
          seed: seed + done / batchCases,
        });
    }
  }
  const startedAt = Date.now();
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url));
      const next = () => {
        const batch = batches.pop();
        if (batch) worker.postMessage(batch);
        else void worker.terminate().then(() => resolve());
      };
      worker.on("error", reject);
      worker.on("message", ({ batch, examples, wrong }: Done) => {
        const sum = tally.get(batch.name);
        if (sum) {
          sum.cases += batch.cases;
          sum.wrong += wrong;
        }
        for (const example of wrong > 0 ? examples : [])
          console.error(`seed ${batch.seed}: ${example}`);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, run));
  for (const [name, sum] of tally) console.log(`${name}: ${sum.cases} cases, ${sum.wrong} wrong`);
  console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0)} s`);
  return (
    tally.size > 0 && [...tally.values()].every((sum) => sum.wrong === 0 && sum.cases >= cases)
  );
}

if (isMainThread) {
  const [cases = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
  process.exitCode = (await conduct(cases, seed)) ? 0 : 1;
} else work();
