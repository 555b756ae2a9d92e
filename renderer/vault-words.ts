/** One character after the other, so that a screen reader spells the code: groups are told apart by a pause. */
export function spelled(code: string): string {
  return code
    .split('-')
    .map((group) => Array.from(group).join(' '))
    .join(', ');
}
