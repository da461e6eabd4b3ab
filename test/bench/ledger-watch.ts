/** Times pieces of work: as the wall's clock sees them, and what this thread's processor time was, for a busy machine tells the two apart. */

const say = (name: string, figure: string): void => {
  process.stdout.write(`${name.padEnd(58)} ${figure}\n`);
};

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

export type Watch = {
  say(name: string, figure: string): void;
  /** Once: for something long. */
  once<T>(name: string, run: () => T, more?: (wallMs: number, cpuMs: number) => string): T;
  /** Many times, after a warm-up. */
  often(name: string, times: number, run: () => unknown): void;
  /** One measured piece of a whole. */
  piece(run: () => void): void;
  /** What the pieces since the last time were like. */
  pieces(name: string): void;
};

const ms = (time: number) => `${time.toFixed(2)} ms`;

function spreadOf(wall: readonly number[], cpu: readonly number[]): string {
  const rising = [...wall].sort((a, b) => a - b);
  const at = (part: number) =>
    ms(rising[Math.min(Math.floor(rising.length * part), rising.length - 1)] ?? 0);
  // The system counts processor time in steps longer than most pieces: only the mean of many says something.
  const mean = cpu.reduce((sum, one) => sum + one, 0) / Math.max(cpu.length, 1);
  return `p50 ${at(0.5)} p99 ${at(0.99)} worst ${at(1)} | processor mean ${ms(mean)} (${wall.length})`;
}

export function createWatch(): Watch {
  let [wall, cpu]: [number[], number[]] = [[], []];
  const piece = (run: () => void) => {
    const [startedAt, cpuAt] = [performance.now(), cpuMs()];
    run();
    cpu.push(cpuMs() - cpuAt);
    wall.push(performance.now() - startedAt);
  };
  const pieces = (name: string) => {
    say(name, spreadOf(wall, cpu));
    [wall, cpu] = [[], []];
  };
  return {
    say,
    piece,
    pieces,
    once(name, run, more = () => "") {
      const [startedAt, cpuAt] = [performance.now(), cpuMs()];
      const result = run();
      const [tookMs, tookCpuMs] = [performance.now() - startedAt, cpuMs() - cpuAt];
      const figures = `${ms(tookMs)} | processor ${ms(tookCpuMs)}`;
      say(name, `${figures} ${more(tookMs, tookCpuMs)}`);
      return result;
    },
    often(name, times, run) {
      for (let index = 0; index < Math.min(times, 50); index++) run();
      for (let index = 0; index < times; index++) piece(run);
      pieces(name);
    },
  };
}

/** Work that is done later by itself: done when the script says so, a piece at a time. */
export function createTurns(watch: Watch) {
  const queue: (() => void)[] = [];
  return {
    schedule(_afterMs: number, run: () => void) {
      queue.push(run);
      return () => {
        const at = queue.indexOf(run);
        if (at >= 0) queue.splice(at, 1);
      };
    },
    runAll(): void {
      for (let run = queue.shift(); run; run = queue.shift()) watch.piece(run);
    },
  };
}
