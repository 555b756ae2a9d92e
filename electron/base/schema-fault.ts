import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a group of named values',
  record: 'a group of named values',
};

/** The first fault, as a phrase for people: which entry of the file, and what it should be. */
export function faultInWords({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'it is not as it should be';
  const entry = issue.path.length === 0 ? 'it' : issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      // Zod distinguishes a missing entry from a wrong one only in its message.
      return issue.message.endsWith('received undefined')
        ? `${entry} is missing`
        : `${entry} is not ${KINDS[issue.expected] ?? 'of the right kind'}`;
    case 'too_small':
      return `${entry} is too small`;
    case 'too_big':
      return `${entry} is too large`;
    case 'invalid_key':
    case 'invalid_format':
      return `${entry} is not a name that is allowed`;
    default:
      return `${entry} is not as it should be`;
  }
}
