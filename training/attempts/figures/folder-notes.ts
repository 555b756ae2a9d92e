import type { FolderDataset } from '../../../electron/engine/exchange/dataset/folder-dataset.ts';
import type { FolderResults } from '../run-folder-attempts.ts';

const MOST_NAMED = 6;

/** What attempts of a dataset's stills do not tell, and why, in sentences. */
export function notesOn(
  { people, shots, attacks }: Pick<FolderDataset, 'people' | 'shots' | 'attacks'>,
  { notEnrolled, notTried }: Pick<FolderResults, 'notEnrolled' | 'notTried'>,
): string[] {
  const isAlone = people - notEnrolled.length < 2;
  return [
    'A still does not turn its head, so the level strict, which asks for a turn, opens for nobody: read its refusals (not-turned) as those who were asked.',
    ...(isAlone
      ? [
          'Fewer than two people are enrolled, so nobody tries the lock of another, and there is no FAR.',
        ]
      : []),
    ...(attacks.length === 0
      ? [
          'The dataset names no attacks ("attacks" in dataset.json), so there is no APCER and no IAPAR.',
        ]
      : []),
    ...(notEnrolled.length === 0
      ? []
      : [`Not enrolled, and without a lock: ${list(notEnrolled)}.`]),
    ...(notTried.length === 0
      ? []
      : [
          `No attempt at their own lock for ${notTried.length} of ${shots.length} shots, because the person’s other shots do not enrol them: ${list(notTried)}.`,
        ]),
  ];
}

const list = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
