/**
 * `npm run fuzz`: random JSON against the requests of a window and the file of choices, then damaged vaults and anchors,
 * recordings and imports by the thousand; or recordings or vaults whose process is killed.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './child.ts';
import { fuzzInputs, type FuzzReport } from './fuzz/fuzz-inputs.ts';
import { killRecordings } from './fuzz/kills.ts';
import { fuzzShapes } from './fuzz/shapes.ts';
import { fuzzVault } from './fuzz/vault-fuzz.ts';
import { killVaults } from './fuzz/vault-kills.ts';
import { reasonOf } from '../electron/base/error-words.ts';

const USAGE =
  'npm run fuzz -- [--seconds N] [--seed N] [--input N | --shape N] | --kills N [--seed N] | --vault-kills N [--seed N]';
const USUAL_SECONDS = 600;
/** Of the whole time; a shape takes microseconds, a vault tenths of a millisecond, a recording milliseconds. */
const SHARE_OF_SHAPES = 0.1;
const SHARE_OF_VAULTS = 0.1;
const MEBIBYTE = 2 ** 20;

interface Wish {
  readonly seed: number;
  readonly seconds: number;
  readonly input?: number;
  readonly shape?: number;
  readonly kills?: number;
  readonly 'vault-kills'?: number;
}

/** A sentence if they are invalid. */
function readArguments(argv: readonly string[]): Wish | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        input: { type: 'string' },
        shape: { type: 'string' },
        kills: { type: 'string' },
        'vault-kills': { type: 'string' },
      },
    });
    const numbers = Object.entries(values).map(([name, text]) => [name, Number(text)] as const);
    const wrong = numbers.find(([, number]) => !Number.isInteger(number) || number < 0);
    if (wrong !== undefined) return `--${wrong[0]} takes a whole number.`;
    const wish: { -readonly [key in keyof Wish]: Wish[key] } = {
      seed: Math.floor(Math.random() * 2 ** 31),
      seconds: USUAL_SECONDS,
    };
    return Object.assign(wish, Object.fromEntries(numbers));
  } catch (error) {
    return reasonOf(error);
  }
}

function lastLine({ inputs, outcomes, failures, seconds, slowestMs, mostGrownBytes }: FuzzReport) {
  const { whole, partly, refused, altered } = outcomes;
  return [
    `slowest ${slowestMs.toFixed(0)} ms, memory up by at most ${(mostGrownBytes / MEBIBYTE).toFixed(0)} MiB, ${(inputs / seconds).toFixed(0)} inputs a second`,
    `${inputs} inputs: ${whole} opened whole, ${partly} opened partly, ${refused} refused, ${altered} opened with pixels that no checksum guards, ${failures} failed`,
  ].join('\n');
}

/** False if any was taken that should not be. */
function examineVaults({ seed, seconds }: Wish): boolean {
  const { inputs, failures, slowestMs } = fuzzVault(seed, seconds * SHARE_OF_VAULTS, (sentence) => {
    console.error(`FAILED vault ${sentence}`);
  });
  console.log(
    `${inputs} vaults and anchors: ${inputs - failures} refused or named, ${failures} failed, slowest ${slowestMs.toFixed(0)} ms`,
  );
  return failures === 0 && inputs > 0;
}

/** False if any was answered wrongly. */
function examineAllShapes({ seed, seconds, shape }: Wish): boolean {
  const { inputs, accepted, failures } = fuzzShapes({
    seed,
    seconds: seconds * SHARE_OF_SHAPES,
    ...(shape === undefined ? {} : { input: shape }),
    onFailure: (input, reason) => {
      console.error(`FAILED shape ${input} of seed ${seed} (--shape ${input}): ${reason}`);
    },
  });
  console.log(
    `${inputs} random values for every request and the choices: ${accepted} requests accepted, ${failures.length} failures`,
  );
  return failures.length === 0;
}

async function main(): Promise<number> {
  const wish = readArguments(process.argv.slice(2));
  if (typeof wish === 'string') {
    console.error(`${wish}\n${USAGE}`);
    return 2;
  }
  const { seed, kills } = wish;
  console.log(`seed ${seed}`);
  if (kills !== undefined) return (await killRecordings(kills, seed, console.log)) ? 0 : 1;
  const vaultKills = wish['vault-kills'];
  if (vaultKills !== undefined) return (await killVaults(vaultKills, seed, console.log)) ? 0 : 1;
  if (wish.input === undefined && !examineAllShapes(wish)) return 1;
  if (wish.shape !== undefined) return 0;
  if (wish.input === undefined && !examineVaults(wish)) return 1;
  const report = await fuzzInputs({
    ...wish,
    seconds: wish.seconds * (1 - SHARE_OF_SHAPES - SHARE_OF_VAULTS),
    keep: join(root, 'out/fuzz'),
    onFailure: ({ input, what, reason, path }) => {
      console.error(
        `FAILED input ${input} of seed ${seed} (${what}): ${reason}\n  kept in ${path}`,
      );
    },
  });
  console.log(lastLine(report));
  return report.failures === 0 && report.inputs > 0 ? 0 : 1;
}

process.exitCode = await main();
