const SOME = 64_000;
const SOON = 250;
const TRIES = 3;

/**
 * True when four times as much takes about four times as long, not sixteen: so what somebody made on
 * purpose cannot hold up the process. It is the thread's own work that counts, in milliseconds; what
 * is done at once is not compared.
 */
export function growsEvenly(
  make: (size: number) => string,
  run: (text: string) => unknown,
  some = SOME,
): boolean {
  const [less, more] = [make(some), make(4 * some)];
  const isEven = () => {
    const long = timeOf(() => run(more));
    return long < SOON || long < 8 * timeOf(() => run(less));
  };
  return Array.from({ length: TRIES }).some(isEven);
}

/** Text of a length out of one piece. */
export function repeated(piece: string): (size: number) => string {
  return (size) => piece.repeat(Math.ceil(size / piece.length));
}

function timeOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
