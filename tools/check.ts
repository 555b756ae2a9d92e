/**
 * `npm test`: types, lint, unit tests, half a minute of damaged recordings, end-to-end tests and the packaging check,
 * in this order; every step runs whatever became of the one before. The last line is `N passed, N failed[, N skipped]`,
 * in tests (types, lint, fuzz and packaging count as one each), and the exit code is 0 only if something passed and
 * nothing failed.
 */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildNative } from './build-native.ts';
import { root, run, runScript } from './child.ts';
import { installFakenect } from './system-libraries.ts';
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

interface Step {
  readonly name: string;
  run(): Promise<Counts>;
}

const MINUTE_MS = 60_000;
const FUZZ_SECONDS = 30;
const UNIT_REPORT = 'out/unit-report.json';
const E2E_REPORT = 'out/e2e-report.json';

const STEPS: readonly Step[] = [
  { name: 'types', run: () => passOrFail(tool('typescript', 'bin/tsc', ['--build'])) },
  { name: 'lint', run: lint },
  { name: 'unit', run: unit },
  { name: 'fuzz', run: fuzz },
  { name: 'e2e', run: e2e },
  { name: 'packaging', run: () => passOrFail(runScript('tools/package-check.ts', [])) },
];

async function lint(): Promise<Counts> {
  const eslint = await tool('eslint', 'bin/eslint.js', ['.', '--max-warnings', '0']);
  const prettier = await tool('prettier', 'bin/prettier.cjs', [
    '--check',
    '--log-level',
    'warn',
    '.',
  ]);
  return eslint === 0 && prettier === 0 ? ONE_PASSED : ONE_FAILED;
}

async function unit(): Promise<Counts> {
  // Without them the tests of the Kinect v1 skip, and say why.
  installFakenect();
  await buildNative();
  forget(UNIT_REPORT);
  const code = await tool('vitest', 'vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${UNIT_REPORT}`,
  ]);
  return countsOfRun(code, vitestCounts(readReport(UNIT_REPORT)));
}

/** With a seed of its own every time, which it prints. */
function fuzz(): Promise<Counts> {
  const seconds = ['--seconds', String(FUZZ_SECONDS)];
  return passOrFail(runScript('tools/fuzz.ts', seconds, { limitMs: 5 * MINUTE_MS }));
}

async function e2e(): Promise<Counts> {
  forget(E2E_REPORT);
  const code = await runScript('tools/e2e.ts', [], { limitMs: 20 * MINUTE_MS });
  return countsOfRun(code, playwrightCounts(readReport(E2E_REPORT)));
}

/** Runs a program of an installed package by file: `npx` would look for a newer npm and print about it. */
function tool(packageName: string, file: string, commandArguments: string[]): Promise<number> {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const program = path.join(path.dirname(manifest), file);
  return run(process.execPath, [program, ...commandArguments], { limitMs: 20 * MINUTE_MS });
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

async function outcomeOf(step: Step): Promise<Counts> {
  try {
    return await step.run();
  } catch (error) {
    console.error(error);
    return ONE_FAILED;
  }
}

let total = NOTHING;
const summary: string[] = [];
for (const step of STEPS) {
  console.log(`\n── ${step.name} ──`);
  const startMs = Date.now();
  const counts = await outcomeOf(step);
  total = add(total, counts);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(0);
  const line = `${isGood(counts) ? 'ok  ' : 'FAIL'} ${step.name}: ${describeCounts(counts)} (${seconds} s)`;
  console.log(line);
  summary.push(line);
}

console.log(`\n${summary.join('\n')}\n`);
process.exitCode = isGood(total) ? 0 : 1;
console.log(describeCounts(total));
