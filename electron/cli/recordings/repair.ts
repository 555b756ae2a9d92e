import { rename } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { writingFailed } from '../../base/error-words.ts';
import { repairRecording } from '../../engine/recording/mcap/read/repair-recording.ts';
import type { RepairedRecording } from '../../engine/recording/recording-files.ts';
import { examples, exitsWith } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { recordingInWords } from './recording-in-words.ts';

export const repairCommand = new Command('repair')
  .description(
    'Writes what can be read of a recording that was cut off into a whole one beside it; the original stays. Whole ones stay as they are.',
  )
  .argument('<file>', 'recording (.mcap)')
  .option('--replace', 'put the whole one in the place of the original, which is gone then')
  .addHelpText('after', examples('repair ada.mcap', 'repair ada.mcap --replace'))
  .action(
    exitsWith(async (file, { replace = false }) => {
      const repaired = await repairRecording(file, {
        onProgress: (done, total) => showProgress(`${done} of ${total} frames`),
      });
      clearProgress();
      if (!repaired.ok) return complain('repair', repaired.problem.message, EXIT.failed);
      const { file: made, info } = repaired.value;
      if (made === null) {
        console.log(`${file} is whole, and stays as it is.\n${recordingInWords(info)}`);
        return EXIT.done;
      }
      return replace ? replaceOriginal(file, made, repaired.value) : report(file, repaired.value);
    }),
  );

function report(file: string, repaired: RepairedRecording): ExitCode {
  const stays = `${file} stays as it was. Look at the new one first; --replace puts it in its place, or delete the old one.`;
  console.log(
    [
      `${repaired.file ?? file} is whole.`,
      recordingInWords(repaired.info),
      ...leftBehind(repaired),
      stays,
    ].join('\n'),
  );
  return EXIT.done;
}

async function replaceOriginal(
  file: string,
  made: string,
  repaired: RepairedRecording,
): Promise<ExitCode> {
  if (repaired.others > 0) {
    return complain(
      'repair',
      `${made} is whole, but was not put in the place of ${file}: ${leftBehind(repaired).join(' ')}`,
      EXIT.failed,
    );
  }
  try {
    await rename(made, file);
  } catch (error) {
    return complain(
      'repair',
      `${made} is whole, but could not take the place of ${file}. ${writingFailed(error)}`,
      EXIT.failed,
    );
  }
  console.log(
    [`${file} is whole.`, recordingInWords(repaired.info), ...leftBehind(repaired)].join('\n'),
  );
  return EXIT.done;
}

function leftBehind({ left, others }: RepairedRecording): readonly string[] {
  return [
    ...(left === 0
      ? []
      : [`${left} damaged ${left === 1 ? 'frame' : 'frames'} could not be read.`]),
    ...(others === 0
      ? []
      : [`${others} messages or attachments that are not Depthlock's are in the original alone.`]),
  ];
}
