/**
 * `npm test`: unit tests, types, lint, half a minute of damaged recordings, end-to-end tests, the bench's ratios, the
 * packaging check and three minutes of soak, told in this order. The unit tests run first and alone, since they take
 * every core; then two run at a time, the end-to-end tests, which mostly wait, beside the others. Every step runs
 * whatever became of the one before. The last line is `N passed, N failed[, N skipped]`, in tests (types, lint, fuzz,
 * regression, packaging and soak count as one each), and the exit code is 0 only if something passed and nothing failed.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildNative } from '../build/build-native.ts';
import { root, run, runScript, type RunOptions } from '../child.ts';
import { orderedSections, type Section } from './ordered-output.ts';
import { installFakenect } from '../electron/system-libraries.ts';
import {
  type Counts,
  NOTHING,
  ONE_FAILED,
  ONE_PASSED,
  add,
  countsOfRun,
  describeCounts,
  isGood,
  playwrightCounts,
  vitestCounts,
} from './test-counts.ts';

type Print = (chunk: string | Uint8Array) => void;

interface Step {
  readonly name: string;
  run(print: Print): Promise<Counts>;
}

const MINUTE_MS = 60_000;
const FUZZ_SECONDS = 30;
const SOAK_MINUTES = 3;
const UNIT_REPORT = 'out/unit-report.json';
const E2E_REPORT = 'out/e2e-report.json';

const UNIT: Step = { name: 'unit', run: unit };
const E2E: Step = { name: 'e2e', run: e2e };
/** As they are told. */
const STEPS: readonly Step[] = [
  UNIT,
  { name: 'types', run: (print) => passOrFail(tool('typescript', 'bin/tsc', ['--build'], print)) },
  { name: 'lint', run: lint },
  { name: 'fuzz', run: fuzz },
  E2E,
  {
    name: 'regression',
    run: (print) =>
      passOrFail(runScript('bench/main.ts', ['regression'], { limitMs: 15 * MINUTE_MS, print })),
  },
  {
    name: 'packaging',
    run: (print) =>
      passOrFail(
        runScript('tools/check/package-check.ts', [], { limitMs: 15 * MINUTE_MS, print }, [
          '--experimental-websocket',
        ]),
      ),
  },
  {
    name: 'soak',
    run: (print) =>
      passOrFail(
        runScript('bench/soak/soak.ts', ['--minutes', String(SOAK_MINUTES)], {
          limitMs: 15 * MINUTE_MS,
          print,
        }),
      ),
  },
];
/** As they begin after the unit tests: the longest first. */
const BEGIN: readonly Step[] = [E2E, ...STEPS.filter((step) => step !== UNIT && step !== E2E)];
const AT_A_TIME = 2;

async function lint(print: Print): Promise<Counts> {
  const eslint = await tool('eslint', 'bin/eslint.js', ['.', '--max-warnings', '0'], print);
  const prettier = await tool(
    'prettier',
    'bin/prettier.cjs',
    ['--check', '--log-level', 'warn', '.'],
    print,
  );
  const knip = await tool('knip', 'bin/knip.js', ['--no-progress'], print);
  return [eslint, prettier, knip].every((code) => code === 0) ? ONE_PASSED : ONE_FAILED;
}

async function unit(print: Print): Promise<Counts> {
  forget(UNIT_REPORT);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
  const code = await tool('vitest', 'vitest.mjs', ['run', ...reporters], print);
  return countsOfRun(code, vitestCounts(readReport(UNIT_REPORT)));
}

/** With a seed of its own every time, which it prints. */
function fuzz(print: Print): Promise<Counts> {
  const seconds = ['--seconds', String(FUZZ_SECONDS)];
  return passOrFail(runScript('tools/fuzz.ts', seconds, { limitMs: 5 * MINUTE_MS, print }));
}

async function e2e(print: Print): Promise<Counts> {
  forget(E2E_REPORT);
  const code = await runScript('tools/check/e2e.ts', [], { limitMs: 75 * MINUTE_MS, print });
  return countsOfRun(code, playwrightCounts(readReport(E2E_REPORT)));
}

/** Runs a program of an installed package by file: `npx` would look for a newer npm and print about it. */
function tool(
  packageName: string,
  file: string,
  commandArguments: string[],
  print: Print,
): Promise<number> {
  const program = path.join(root, 'node_modules', packageName, file);
  const options: RunOptions = { limitMs: 40 * MINUTE_MS, print };
  return run(process.execPath, [program, ...commandArguments], options);
}

async function passOrFail(exitCode: Promise<number>): Promise<Counts> {
  return (await exitCode) === 0 ? ONE_PASSED : ONE_FAILED;
}

/** So that a runner that dies early is not judged by the report of the run before. */
function forget(report: string): void {
  rmSync(path.join(root, report), { force: true });
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return null;
  }
}

async function outcomeOf(step: Step, print: Print): Promise<Counts> {
  try {
    return await step.run(print);
  } catch (error) {
    print(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return ONE_FAILED;
  }
}

interface Outcome {
  readonly counts: Counts;
  /** One line for the summary. */
  readonly line: string;
}

async function perform(step: Step, { write, end }: Section): Promise<Outcome> {
  write(`\n── ${step.name} ──\n`);
  const startMs = Date.now();
  const counts = await outcomeOf(step, write);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(0);
  const line = `${isGood(counts) ? 'ok  ' : 'FAIL'} ${step.name}: ${describeCounts(counts)} (${seconds} s)`;
  write(`${line}\n`);
  end();
  return { counts, line };
}

async function performAll(): Promise<readonly Outcome[]> {
  const sections = orderedSections(STEPS.length, (chunk) => process.stdout.write(chunk));
  const outcomes = new Map<Step, Outcome>();
  const take = async (step: Step): Promise<void> => {
    const section = sections[STEPS.indexOf(step)];
    if (section === undefined) throw new Error(`${step.name} is not told.`);
    outcomes.set(step, await perform(step, section));
  };
  const queue = [...BEGIN];
  const takeTurns = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) await take(step);
  };
  await take(UNIT);
  await Promise.all(Array.from({ length: AT_A_TIME }, takeTurns));
  return STEPS.flatMap((step) => outcomes.get(step) ?? []);
}

/** Without fakenect and native code the tests of the Kinect v1 skip, and say why. First, since several steps need them. */
async function prepare(): Promise<readonly Outcome[]> {
  try {
    installFakenect();
    await buildNative();
    return [];
  } catch (error) {
    console.error(error);
    return [{ counts: ONE_FAILED, line: 'FAIL native code' }];
  }
}

// A program that prints for people prints in colour for them.
if (process.stdout.isTTY) process.env['FORCE_COLOR'] ??= '1';
const outcomes = [...(await prepare()), ...(await performAll())];
const total = outcomes.map(({ counts }) => counts).reduce(add, NOTHING);
console.log(`\n${outcomes.map(({ line }) => line).join('\n')}\n`);
process.exitCode = isGood(total) ? 0 : 1;
console.log(describeCounts(total));
