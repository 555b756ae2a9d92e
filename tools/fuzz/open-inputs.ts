/** The process that opens damaged inputs: whatever they do to it, the fuzzer survives and knows which one did it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readAll } from '../../electron/engine/exchange/frame-source-fixture.ts';
import { openFrameSource } from '../../electron/engine/exchange/open-frame-source.ts';
import { Examiner } from './examine.ts';
import type { Assignment, Start, Verdict } from './messages.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

const MEBIBYTE = 2 ** 20;
/** Above the 67 MB of the largest allowed image in all the forms that a reader goes through. */
const MOST_GROWTH = 300 * MEBIBYTE;
/** Garbage of earlier inputs does not count against the next. */
const COLLECT_ABOVE = 64 * MEBIBYTE;

function say(verdict: Verdict): void {
  process.send?.(verdict);
}

/** Peak resident memory: since the last `startOver` on Linux, since the process began elsewhere. */
const memory = {
  startOver(): void {
    if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
  },
  peak(): number {
    if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number(kibibytes) * 1024;
  },
};

async function main(argument: string): Promise<void> {
  const start = JSON.parse(argument) as Start;
  const examiners: Examiner[] = [];
  for (const { path, encoding, donor } of start.originals) {
    const frames = await readAll(await openFrameSource(path, { encoding }));
    const lent = donor === null ? [] : await readAll(await openFrameSource(donor));
    examiners.push(new Examiner(frames, lent));
  }
  globalThis.gc?.();
  memory.startOver();
  const baseline = memory.peak();
  const answer = async ({ question, original }: Assignment): Promise<void> => {
    const startMs = performance.now();
    try {
      memory.startOver();
      const examiner = examiners[original];
      if (examiner === undefined) throw new Error('there is no such original');
      const outcome = await examiner.examine(question);
      const grownBytes = memory.peak() - baseline;
      if (grownBytes > MOST_GROWTH) {
        throw new Error(`memory grew by ${Math.round(grownBytes / MEBIBYTE)} MiB`);
      }
      say({ kind: 'fine', outcome, milliseconds: performance.now() - startMs, grownBytes });
    } catch (error) {
      say({ kind: 'wrong', reason: reasonOf(error) });
    }
    if (process.memoryUsage.rss() - baseline > COLLECT_ABOVE) globalThis.gc?.();
  };
  process.on('message', (assignment) => void answer(assignment as Assignment));
  say({ kind: 'ready' });
}

await main(process.argv[2] ?? '{}');
