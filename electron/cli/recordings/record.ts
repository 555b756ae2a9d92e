import { Command, Option } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import { DEFAULT_SCENE, DEVICE_NAMES, ROOM_LIGHTS, SOURCE_NAMES } from '../../contract/camera.ts';
import { dropsInWords } from '../../contract/drops.ts';
import { createCameraRegistry } from '../../engine/camera/camera-registry.ts';
import { listVirtualPeople } from '../../engine/camera/virtual/atlas/people.ts';
import { recordCamera } from '../../engine/recording/record-camera.ts';
import { appVersion } from '../../base/app-version.ts';
import { examples, exitsWith, seconds } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { clearProgress, showProgress } from '../progress-line.ts';

const SCRIPTS = ['idle', 'head-circle', 'look-around', 'approach'] as const;
const SENSORS = ['kinect-v1', 'kinect-v2'] as const;
const LONGEST_SECONDS = 24 * 3600;

export const recordCommand = new Command('record')
  .description('Records what a camera delivers. Ctrl-C ends it early and keeps the file.')
  .addOption(
    new Option('--source <name>', 'camera to record, as “depthlock devices” lists it')
      .choices(SOURCE_NAMES)
      .makeOptionMandatory(),
  )
  .requiredOption(
    '--seconds <n>',
    `length of the recording, up to ${LONGEST_SECONDS}`,
    seconds(LONGEST_SECONDS),
  )
  .requiredOption('--out <file>', 'recording to write (.mcap)')
  .option('--lossless', 'keep colour as it is instead of as JPEG')
  .option('--mirrored', 'turn a device’s pictures left to right, as the setting does')
  .option('--person <id>', 'virtual camera: who stands before it', DEFAULT_SCENE.person)
  .addOption(
    new Option('--motion <name>', 'virtual camera: how the head moves')
      .choices(SCRIPTS)
      .default('idle' as const),
  )
  .addOption(
    new Option('--sensor <name>', 'virtual camera: the sensor that it imitates')
      .choices(SENSORS)
      .default(DEFAULT_SCENE.sensor),
  )
  .addOption(
    new Option('--light <name>', 'virtual camera: the light in the room')
      .choices(ROOM_LIGHTS)
      .default(DEFAULT_SCENE.light),
  )
  .addHelpText(
    'after',
    examples(
      'record --source virtual --person ada --motion head-circle --seconds 16 --out ada.mcap',
      'record --source kinect2 --seconds 10 --out me.mcap',
    ),
  )
  .action(
    exitsWith(async (options) => {
      const people = await listVirtualPeople(ASSETS_FOLDER);
      const registry = createCameraRegistry({
        assets: ASSETS_FOLDER,
        virtualProblem: people.ok ? null : people.problem.message,
        // Nobody watches it: rather late than with gaps.
        virtualPace: 'every-frame',
      });
      const source = registry[options.source];
      const scene = {
        ...DEFAULT_SCENE,
        person: options.person,
        sensor: options.sensor,
        light: options.light,
        motion: { kind: 'script', script: options.motion },
      } as const;
      const wanted = { scene, mirrored: options.mirrored === true ? DEVICE_NAMES : [] };
      const probe = await source.probe(wanted);
      if (probe.kind === 'blocked') {
        const remedy = probe.remedy === undefined ? [] : [probe.remedy];
        return complain('record', [probe.reason, ...remedy].join('\n'), EXIT.failed);
      }
      const interruption = listenForInterruption(() => {
        clearProgress();
        console.error('Finishing the file…');
      });
      try {
        const recorded = await recordCamera(source.create(wanted), {
          file: options.out,
          seconds: options.seconds,
          color: options.lossless ? 'lossless' : 'jpeg',
          app: appVersion(),
          signal: interruption.signal,
          onProgress: (elapsed, frames) =>
            showProgress(`${elapsed.toFixed(1)} s, ${frames} frames`),
        });
        clearProgress();
        if (!recorded.ok) return complain('record', recorded.problem.message, EXIT.failed);
        const { frames, durationMs, droppedByDisk, missedByCamera, bytes } = recorded.value;
        console.log(
          `${frames} frames in ${(durationMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB, written to ${options.out}. ` +
            `${dropsInWords({ dropped: droppedByDisk + missedByCamera, droppedByDisk, missedByCamera })}.`,
        );
        return EXIT.done;
      } finally {
        interruption.end();
      }
    }),
  );
