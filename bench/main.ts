/** `npm run bench [ROW …]`: speed and memory on this machine, one section a row. */
import { cpus, totalmem } from 'node:os';
import { benchCapture } from './capture.ts';
import { benchDecision } from './decision.ts';
import { benchEncoder } from './encoder.ts';
import { benchIntegrity } from './integrity.ts';
import { benchLive } from './live.ts';
import { benchMatching } from './matching.ts';
import { benchPeers } from './peers.ts';
import { benchRecovery } from './recovery.ts';
import { benchRegistration } from './registration.ts';
import { benchRecording } from './recording.ts';
import { benchRest } from './rest.ts';
import { benchTraining } from './training.ts';
import { benchVirtual } from './virtual.ts';

const ROWS: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  decision: benchDecision,
  encoder: benchEncoder,
  matching: benchMatching,
  live: benchLive,
  rest: benchRest,
  integrity: benchIntegrity,
  recovery: benchRecovery,
  registration: benchRegistration,
  capture: benchCapture,
  recording: benchRecording,
  training: benchTraining,
  peers: benchPeers,
  virtual: benchVirtual,
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
