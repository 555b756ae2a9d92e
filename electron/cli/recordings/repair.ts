import { Command } from '@commander-js/extra-typings';
import { repairRecording } from '../../engine/recording/mcap/read/repair-recording.ts';
import { examples, exitsWith } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { recordingInWords } from './recording-in-words.ts';

export const repairCommand = new Command('repair')
  .description(
    'Gives a recording that was cut off an end, in its place. Whole ones stay as they are.',
  )
  .argument('<file>', 'recording (.mcap)')
  .addHelpText('after', examples('repair ada.mcap'))
  .action(
    exitsWith(async (file) => {
      const repaired = await repairRecording(file, (done, total) =>
        showProgress(`${done} of ${total} frames`),
      );
      clearProgress();
      if (!repaired.ok) return complain('repair', repaired.problem.message, EXIT.failed);
      console.log(`${file} is whole.\n${recordingInWords(repaired.value)}`);
      return EXIT.done;
    }),
  );
