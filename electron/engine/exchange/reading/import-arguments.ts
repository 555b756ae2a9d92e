import type { ImportArguments } from '../../../contract/exchange.ts';
import { fail, type Result } from '../../../contract/problem.ts';

/** As they are called on the command line. */
const OPTIONS: Readonly<Record<keyof ImportArguments, string>> = {
  encoding: '--depth',
  intrinsics: '--intrinsics',
  millimetresPerUnit: '--depth-scale',
  invalid: '--invalid',
  topics: '--depth-topic and --color-topic',
};
const NAMES = Object.keys(OPTIONS) as readonly (keyof ImportArguments)[];

/**
 * The problem with arguments that would have no effect on what is imported; null where all of them have one.
 * @param path what is imported
 * @param kind what it is, with its article: "a fakenect dump"
 * @param why it says all of that itself, as a clause
 * @param effective arguments that do have an effect
 */
export function refuseIdleArguments(
  given: ImportArguments,
  path: string,
  kind: string,
  why: string,
  effective: readonly (keyof ImportArguments)[] = [],
): Result<never> | null {
  const idle = NAMES.filter((name) => given[name] !== undefined && !effective.includes(name));
  const [first] = idle;
  if (first === undefined) return null;
  const list = idle.map((name) => OPTIONS[name]).join(' and ');
  const advice = idle.length === 1 ? 'Leave it out.' : 'Leave them out.';
  return fail(
    'files-unreadable',
    `${list} would have no effect: ${path} is ${kind}, ${why}. ${advice}`,
  );
}

/** The problem with arguments that contradict each other; null where none do. */
export function refuseContradiction(given: ImportArguments): Result<never> | null {
  if (given.encoding === undefined || given.millimetresPerUnit === undefined) return null;
  return fail(
    'files-unreadable',
    '--depth and --depth-scale both say what a unit of depth is. Say one of them.',
  );
}

/** The problem with topics where there are none; null where none are said. */
export const refuseTopics = (given: ImportArguments, path: string): Result<never> | null =>
  refuseIdleArguments(
    given,
    path,
    'no ROS 2 bag',
    'so it has no topics',
    NAMES.filter((name) => name !== 'topics'),
  );
