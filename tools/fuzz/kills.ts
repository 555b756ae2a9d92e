/** Recordings whose process is killed at a random moment, and what is left of them. */
export function killRecordings(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<boolean> {
  say(`${kills} ${seed}`);
  return Promise.resolve(false);
}
