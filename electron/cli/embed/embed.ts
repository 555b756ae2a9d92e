import { Command, Option } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import { createVision } from '../../engine/vision/pipeline.ts';
import { examples, exitsWith, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { providerOption } from '../provider-option.ts';
import { embedLooks } from './embed-looks.ts';
import { LOOKS_OF_RECORDING, openLookSource } from './look-source.ts';

export const embedCommand = new Command('embed')
  .description(
    'Prints what the encoder makes of the looks in a folder dataset or a recording, a line of JSON for each: whose it is, pose, embedding, and a small picture of the face. The first line names the encoder.',
  )
  .argument('<source>', 'folder with a dataset.json, or recording (.mcap)')
  .addOption(
    new Option(
      '--most <n>',
      `looks to take, evenly spread (default: all of a dataset, ${LOOKS_OF_RECORDING} of a recording)`,
    ).argParser(wholeNumber(1)),
  )
  .option('--encoder <name>', 'encoder to ask (default: the one that the app uses)')
  .addOption(providerOption())
  .option('--assets <dir>', 'folder whose models/ are used (default: those of Depthlock)')
  .addHelpText(
    'after',
    examples('embed my-pictures > looks.jsonl', 'embed evening.mcap --most 100'),
  )
  .action(
    exitsWith(async (path, { most, encoder, provider, assets = ASSETS_FOLDER }) => {
      const source = await openLookSource(path, most);
      if (!source.ok) return complain('embed', source.problem.message, EXIT.failed);
      const choice = { assets, provider, ...(encoder === undefined ? {} : { encoder }) };
      const vision = await createVision(choice);
      if (!vision.ok) {
        await source.value.close();
        return complain('embed', vision.problem.message, EXIT.failed);
      }
      const interruption = listenForInterruption(() => undefined);
      try {
        for await (const line of embedLooks(source.value, vision.value, interruption.signal)) {
          console.log(JSON.stringify(line));
        }
        return interruption.signal.aborted ? EXIT.interrupted : EXIT.done;
      } finally {
        interruption.end();
        await vision.value.dispose();
        await source.value.close();
      }
    }),
  );
