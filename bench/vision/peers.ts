import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { recordFrames } from '../assets.ts';
import type { Contender } from '../peers/contender.ts';
import { depthlock } from '../peers/depthlock.ts';
import { faceApis } from '../peers/face-api.ts';
import { humans } from '../peers/human.ts';
import { installPeers } from '../peers/install-peers.ts';
import { medianOf, ratioOf, takeTurns, type Turn } from '../peers/take-turns.ts';
import { startPeerRuntime } from '../peers/tfjs.ts';

const FRAMES_PER_TURN = 10;
const WARM_UP_TURNS = 1;
const MEASURED_TURNS = 14;

/**
 * The same frames of a turning head through Depthlock, `@vladmandic/human` and `@vladmandic/face-api`: one process, one
 * thread each, in alternating turns. The task of each: `docs/performance.md`.
 */
export async function benchPeers(): Promise<readonly string[]> {
  let folder: string;
  try {
    folder = await installPeers();
  } catch (error) {
    process.exitCode = 1;
    return [error instanceof Error ? error.message : String(error)];
  }
  const frames = await recordFrames(FRAMES_PER_TURN * (WARM_UP_TURNS + MEASURED_TURNS));
  const contenders = await everybody(folder, frames);
  const turns = await takeTurns(contenders, {
    frames,
    framesPerTurn: FRAMES_PER_TURN,
    warmUpTurns: WARM_UP_TURNS,
  });
  for (const contender of contenders) await contender.dispose();
  const [ours = []] = turns;
  return [
    `${MEASURED_TURNS} turns of ${FRAMES_PER_TURN} frames, 512×424; ratios of medians over Depthlock's, with their quartiles from turn to turn`,
    ...contenders.flatMap(({ name, task }, i) => describe(name, task, turns[i] ?? [], ours)),
  ];
}

async function everybody(
  folder: string,
  frames: readonly RgbdFrame[],
): Promise<readonly Contender[]> {
  const [first] = frames;
  if (first === undefined) throw new Error('The virtual Kinect gave no frame.');
  const runtime = await startPeerRuntime(folder);
  // Before the measured time: Depthlock takes a frame as it is, the peers a tensor of its colour.
  for (const frame of frames) runtime.picture(frame);
  return [await depthlock(first), ...(await humans(runtime)), ...(await faceApis(runtime))];
}

function describe(
  name: string,
  task: string,
  turns: readonly Turn[],
  ours: readonly Turn[],
): readonly string[] {
  const { ofMedians, quartiles } = ratioOf(turns, ours);
  const [low, high] = quartiles.map((value) => value.toFixed(1));
  const answered = turns.flat().length;
  const ratio = turns === ours ? '' : `  ${ofMedians.toFixed(1)} × (${low} to ${high})`;
  return [
    `${name.padEnd(32)} p50 ${medianOf(turns).toFixed(1)} ms${ratio}, ${answered} of ${FRAMES_PER_TURN * MEASURED_TURNS} frames answered`,
    `  ${task}`,
  ];
}
