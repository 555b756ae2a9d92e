/**
 * A text for whoever looks into a fault: versions, states and counters. It is made of what is named here and of nothing
 * else: no names, no numbers of devices, no paths, and nothing that was measured of anybody. Sentences of problems and
 * cameras stay behind too, since they name files and people.
 */
import type { AboutApp } from '../../contract/about.ts';
import type { AppState, Statistics } from '../../contract/window/app-state.ts';

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Of the system. */
  readonly release: string;
  readonly cores: number;
  readonly memoryGb: number;
}

/** @param statistics the last that the engine reported; null: none */
export function diagnosticsText(
  state: AppState,
  about: AboutApp,
  machine: Machine,
  statistics: Statistics | null,
): string {
  const { platform, arch, release, cores, memoryGb } = machine;
  const lines = [
    `Depthlock ${about.app}`,
    `Electron ${about.electron}, Chromium ${about.chrome}, Node ${about.node}`,
    `System: ${platform} ${arch} ${release}, ${cores} cores, ${memoryGb.toFixed(1)} GB`,
    `Encoders: ${about.encoders.join(', ') || 'none'}`,
    `Engine: ${engineLine(state)}`,
    ...state.sources.map(
      ({ source, state: camera, obstacle, chosen }) =>
        `Camera ${source}: ${[camera, obstacle, chosen === true ? 'chosen' : ''].filter(Boolean).join(', ')}`,
    ),
    ...(statistics === null ? [] : [statisticsLine(statistics)]),
    `Lock: ${state.lock.phase}; vault: ${vaultLine(state)}; keys: ${state.keyStorage}`,
    `Security: ${state.security.level}, eyes ${state.security.asksEyes ? 'asked' : 'not asked'}`,
    `Counts: ${state.people.length} people, ${state.recordings.length} recordings, ${state.exchange.length} imports and exports`,
    `Recorder: ${state.recorder.phase}; player: ${state.player.phase}`,
    `Problems: ${state.problems.map(({ code }) => code).join(', ') || 'none'}`,
  ];
  return `${lines.join('\n')}\n`;
}

function engineLine({ engine, encoderEngine }: AppState): string {
  switch (engine.phase) {
    case 'starting':
      return 'starting';
    case 'running': {
      const { encoder, runtime } = engine;
      const chosen = runtime.engine === encoderEngine ? '' : ` (${encoderEngine} was chosen)`;
      const obstacle = runtime.tfjsObstacle === null ? '' : `, tfjs-node: ${runtime.tfjsObstacle}`;
      return `running, encoder ${encoder} in ${runtime.engine}${chosen}, onnxruntime ${runtime.onnxruntime}${obstacle}`;
    }
    case 'restarting':
      return `restarting, ${engine.restarts} times so far`;
    case 'failed':
      return `failed, ${engine.problem.code}`;
  }
}

const vaultLine = ({ vault }: AppState): string =>
  vault.phase === 'open' ? 'open' : `closed, ${vault.reason}`;

function statisticsLine({
  sensorFps,
  visionFps,
  skipped,
  cpuPercent,
  memoryMb,
}: Statistics): string {
  const load = cpuPercent === null ? '' : `, ${cpuPercent.toFixed(0)} % of a core`;
  return `Pictures: ${sensorFps.toFixed(1)} a second, ${visionFps.toFixed(1)} looked at, ${skipped} skipped${load}, ${memoryMb.toFixed(0)} MB`;
}
