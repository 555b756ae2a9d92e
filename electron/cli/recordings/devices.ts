/** `depthlock devices`: every source of frames, whether it can be used, and why not. Starts none. */
import { Command } from '@commander-js/extra-typings';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import { DEFAULT_SCENE, SOURCE_NAMES, type SourceState } from '../../contract/camera.ts';
import { probedState } from '../../engine/camera/camera-sources.ts';
import { createCameraRegistry } from '../../engine/camera/camera-registry.ts';
import type { CameraRegistry } from '../../engine/camera/camera-source.ts';
import { SourceMonitor } from '../../engine/camera/source-monitor.ts';
import { listVirtualPeople } from '../../engine/camera/virtual/atlas/people.ts';
import { examples, exitsWith, jsonOption } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const devicesCommand = new Command('devices')
  .description(
    'Lists the cameras with their state and, where one cannot be used, why and what to do. Starts none.',
  )
  .addOption(jsonOption())
  .addHelpText('after', examples('devices', 'devices --json'))
  .action(
    exitsWith(async ({ json }) => {
      const people = await listVirtualPeople(ASSETS_FOLDER);
      const virtualProblem = people.ok ? null : people.problem.message;
      const states = await lookAtSources(
        createCameraRegistry({ assets: ASSETS_FOLDER, virtualProblem }),
      );
      console.log(json ? JSON.stringify(deviceList(states), null, 2) : describeSources(states));
      return EXIT.done;
    }),
  );

/** Output of `--json`. Fields are only ever added; `version` changes if a field changes its meaning. */
export interface DeviceList {
  readonly version: 1;
  readonly sources: readonly {
    /** The name for `--source` of other commands. */
    readonly source: string;
    readonly title: string;
    readonly state: 'available' | 'unavailable';
    /** `no-driver`, `not-plugged-in`, `no-permission`, `in-use` or `not-answering`; null if available. */
    readonly obstacle: string | null;
    /** A sentence or two for people; null if available. */
    readonly reason: string | null;
    /** Serial numbers of the devices that were found, if the driver reports them. */
    readonly serials: readonly string[];
    /** Lines that remove the obstacle (a udev rule); null if none would. */
    readonly remedy: string | null;
  }[];
}

/** Probes each source once. */
export async function lookAtSources(registry: CameraRegistry): Promise<SourceState[]> {
  const monitor = new SourceMonitor(registry);
  const options = { scene: DEFAULT_SCENE };
  return Promise.all(
    SOURCE_NAMES.map(async (source) =>
      probedState(source, registry[source].title, await monitor.look(source, options)),
    ),
  );
}

export function deviceList(states: readonly SourceState[]): DeviceList {
  return {
    version: 1,
    sources: states.map(({ source, title, state, obstacle, reason, serials, remedy }) => ({
      source,
      title,
      state: state === 'available' ? 'available' : 'unavailable',
      obstacle: obstacle ?? null,
      reason: reason ?? null,
      serials: serials ?? [],
      remedy: remedy ?? null,
    })),
  };
}

export function describeSources(states: readonly SourceState[]): string {
  return states.map(describe).join('\n\n');
}

function describe({ source, title, state, reason, serials = [], remedy }: SourceState): string {
  const lines = [`${source.padEnd(13)} ${title}: ${state === 'available' ? 'ready' : 'not ready'}`];
  if (serials.length > 0) lines.push(`  serial number ${serials.join(', ')}`);
  if (reason !== undefined) lines.push(`  ${reason}`);
  if (remedy !== undefined) lines.push('', remedy);
  return lines.join('\n');
}
