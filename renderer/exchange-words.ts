/** Texts about imports and exports. */
import type {
  ExchangeJob,
  ExchangeProgress,
  ExportFormat,
  ImportKind,
} from '../electron/contract/exchange.ts';
import type { Language } from '../electron/contract/language.ts';
import { readingInWords, type Reading } from '../electron/contract/reading.ts';
import { translateSaid } from '../electron/words/said/translate-said.ts';
import { wordsIn } from '../electron/words/words-in.ts';
import { formatTimeLeft } from './format.ts';

interface Choice {
  readonly title: string;
  readonly description: string;
}

export function importChoices(language: Language): Readonly<Record<ImportKind, Choice>> {
  const words = wordsIn(language, 'recordings.import.kinds');
  const choice = (kind: ImportKind): Choice => ({
    title: words(`${kind}.title`),
    description: words(`${kind}.description`),
  });
  return { folder: choice('folder'), file: choice('file') };
}

/** @param frame the frame for a point cloud, counted from 0 */
export function exportChoices(
  frame: number,
  language: Language,
): Readonly<Record<ExportFormat, Choice>> {
  const words = wordsIn(language, 'recordings.export.formats');
  const choice = (format: Exclude<ExportFormat, 'ply'>): Choice => ({
    title: words(`${format}.title`),
    description: words(`${format}.description`),
  });
  return {
    recording: choice('recording'),
    tum: choice('tum'),
    ros2: choice('ros2'),
    dataset: choice('dataset'),
    fakenect: choice('fakenect'),
    ply: {
      title: words('ply.title', { frame: String(frame + 1) }),
      description: words('ply.description'),
    },
  };
}

/** The conversion as a phrase: "Importing kitchen", "Exported desk.ply". */
export function jobTitle({ direction, name, progress }: ExchangeJob, language: Language): string {
  const words = wordsIn(language, 'recordings.jobs');
  const isImport = direction === 'import';
  switch (progress.phase) {
    case 'finished':
      return words(isImport ? 'imported' : 'exported', { name });
    case 'failed':
      return words(isImport ? 'notImported' : 'notExported', { name });
    default:
      return words(isImport ? 'importing' : 'exporting', { name });
  }
}

/** Its progress, in a line. */
export function progressWords(progress: ExchangeProgress, language: Language): string {
  const words = wordsIn(language, 'recordings.jobs');
  switch (progress.phase) {
    case 'waiting':
      return words('waiting');
    case 'running': {
      const { total, leftMs } = progress;
      const done = String(progress.done);
      const frames =
        total === null ? words('done', { done }) : words('doneOf', { done, total: String(total) });
      return leftMs === null
        ? frames
        : words('left', { frames, time: formatTimeLeft(leftMs, language) });
    }
    case 'cancelling':
      return words('cancelling');
    case 'finished': {
      const { frames, losses, notices = [], reading } = progress;
      const told = [...losses, ...notices].map((sentence) => translateSaid(sentence, language));
      const how = reading === undefined ? [] : [readingWords(reading, language)];
      return [...told, ...how].reduce(
        (first, second) => wordsIn(language, 'common')('twoSentences', { first, second }),
        words('finished', { frames }),
      );
    }
    case 'failed':
      return translateSaid(progress.problem.message, language);
  }
}

/** How the numbers of an import were read and who says so, as a sentence. */
function readingWords(reading: Reading, language: Language): string {
  const words = wordsIn(language, 'recordings.jobs');
  const numbers = readingInWords(reading)
    .map((line) => translateSaid(line, language))
    .reduce((first, second) => words('twoNumbers', { first, second }));
  return words('readWith', { numbers });
}
