import { orThrow } from '../../electron/contract/result-fixture.ts';
import { AttentionJudge } from '../../electron/engine/vision/attention/attention.ts';
import { loadEyeNetwork } from '../../electron/engine/vision/attention/eye-network.ts';
import { createFaceFinder } from '../../electron/engine/vision/detect/face-finder.ts';
import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { MotionWatch } from '../../electron/engine/vision/liveness/motion/motion-watch.ts';
import { ASSETS, recordFrames, spread } from '../assets.ts';

const FRAMES = 60;
const ROUNDS = 5;

/** What attention and motion add to a frame of a followed face. Budget: 0.4 ms together. */
export async function benchAttention(): Promise<readonly string[]> {
  const finder = orThrow(await createFaceFinder(ASSETS));
  const mean = orThrow(await loadMeanHead(ASSETS));
  const judge = new AttentionJudge(orThrow(await loadEyeNetwork(ASSETS)));
  const meter = new HeadMeter(mean);
  const watch = new MotionWatch(mean);
  const looks = [];
  for (const picture of await recordFrames(FRAMES)) {
    const found = await finder.find(picture);
    if (found.kind === 'none') continue;
    const { landmarks } = found.face;
    const measured = meter.measure(picture, landmarks);
    if (measured.kind === 'pose') looks.push({ picture, landmarks, head: measured.head });
  }
  await finder.dispose();
  const times = { attention: [] as number[], motion: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const { picture, landmarks, head } of looks) {
      const start = performance.now();
      judge.assess(picture, landmarks, head.pose);
      const between = performance.now();
      watch.add({ track: 1, spectrum: 'colour', picture, head, landmarks });
      const end = performance.now();
      if (round === 0) continue;
      times.attention.push(between - start);
      times.motion.push(end - between);
    }
  }
  return [
    `attention: ${spread(times.attention)}`,
    `motion: ${spread(times.motion)}  (budget 0.4 together)`,
  ];
}
