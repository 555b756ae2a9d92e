import { Command } from '@commander-js/extra-typings';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { examples, exitsWith, jsonOption } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { recordingInWords } from './recording-in-words.ts';

export const infoCommand = new Command('info')
  .description(
    'Says what a recording holds: frames, length, drops, streams, and whether its end is there.',
  )
  .argument('<file>', 'recording (.mcap)')
  .addOption(jsonOption())
  .addHelpText('after', examples('info ada.mcap', 'info ada.mcap --json'))
  .action(
    exitsWith(async (file, { json }) => {
      const recording = await openRecording(file);
      if (!recording.ok) return complain('info', recording.problem.message, EXIT.failed);
      const { info } = recording.value;
      await recording.value.close();
      console.log(json ? JSON.stringify(info) : recordingInWords(info));
      return EXIT.done;
    }),
  );
