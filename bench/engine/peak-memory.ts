/** The process's largest resident memory so far in MiB: mapped weight files count while their pages are in memory. */
export function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
