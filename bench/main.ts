/** `npm run bench [ROW …]`: speed and memory on this machine, one section per row. */
import { cpus, totalmem } from 'node:os';
import { benchAttention } from './vision/attention.ts';
import { benchCapture } from './kinect-v1/capture.ts';
import { benchDecision } from './vision/decision.ts';
import { benchExplorer } from './explorer.ts';
import { benchEncoder } from './vision/encoder.ts';
import { benchIntegrity } from './kinect-v1/integrity.ts';
import { benchHostile } from './recording/hostile.ts';
import { benchLive } from './vision/live.ts';
import { benchMatching } from './vision/matching.ts';
import { benchPeers } from './vision/peers.ts';
import { benchPicture } from './vision/picture.ts';
import { benchRecovery } from './kinect-v1/recovery.ts';
import { benchRegistration } from './kinect-v1/registration.ts';
import { benchRecording } from './recording/recording.ts';
import { benchRegression } from './regression/regression.ts';
import { benchRest } from './vision/rest.ts';
import { benchScale } from './scale/scale.ts';
import { benchShape } from './vision/shape.ts';
import { benchTurning } from './kinect-v2/turning.ts';
import { benchTraining } from './training.ts';
import { benchVirtual } from './vision/virtual.ts';
import { benchWindow } from './window.ts';

const ROWS: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  decision: benchDecision,
  attention: benchAttention,
  encoder: benchEncoder,
  matching: benchMatching,
  explorer: benchExplorer,
  shape: benchShape,
  live: benchLive,
  rest: benchRest,
  regression: benchRegression,
  scale: benchScale,
  picture: benchPicture,
  integrity: benchIntegrity,
  recovery: benchRecovery,
  registration: benchRegistration,
  turning: benchTurning,
  capture: benchCapture,
  recording: benchRecording,
  hostile: benchHostile,
  training: benchTraining,
  peers: benchPeers,
  virtual: benchVirtual,
  window: benchWindow,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(ROWS, name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(ROWS).join(', ')}.`);
  process.exit(2);
}
const [processor] = cpus();
console.log(
  `${processor?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`,
);
for (const [name, row] of Object.entries(ROWS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  for (const line of await row()) console.log(`  ${line}`);
}
