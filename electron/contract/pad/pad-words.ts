/** What a relief that is no living face looks like, in English: for the activity log. */
import type { NotLiveReason } from '../observation.ts';

export const NOT_LIVE_WORDS: Readonly<Record<NotLiveReason, string>> = {
  flat: 'flat',
  bent: 'bent',
  folded: 'folded',
  'no-eye-sockets': 'no eye sockets',
  'not-a-face': 'not a face’s relief',
  'infrared-differs': 'another picture in infrared',
  'moves-as-a-sheet': 'moves as a sheet',
  'sheet-around': 'a sheet around the face',
};
