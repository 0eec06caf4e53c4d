/** Wall-clock seconds of some work, and the median over repetitions. */
export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export async function median(times: number, work: () => Promise<void>): Promise<number> {
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) seconds.push(await secondsOf(work));
  return seconds.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
