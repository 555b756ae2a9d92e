/** How the sources stand, as windows and the command line are told. */
import { SOURCE_NAMES, type SourceName, type SourceState } from '../../contract/camera.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CameraRegistry, CameraSource } from './camera-source.ts';
import type { Probe } from './probe.ts';

/** The source that was chosen. */
export interface ChosenSource {
  readonly source: SourceName;
  readonly isStreaming: boolean;
  /** Why it does not stream; null while it streams or starts for the first time. */
  readonly stoppedBecause: Problem | null;
}

/** The state of every source that was looked at, and of the chosen one. */
export function listSources(
  registry: CameraRegistry,
  known: (source: SourceName) => Probe | null,
  chosen: ChosenSource | null,
): SourceState[] {
  return SOURCE_NAMES.flatMap((source) => {
    const { title } = registry[source];
    const probe = known(source);
    if (chosen?.source === source) return [chosenState(registry[source], probe, chosen)];
    return probe === null ? [] : [probedState(source, title, probe)];
  });
}

/** The state of a source that nobody uses. */
export function probedState(source: SourceName, title: string, probe: Probe): SourceState {
  const state = probe.kind === 'ready' ? 'available' : 'unavailable';
  return { source, title, state, ...detailsOf(probe) };
}

function chosenState(
  { title, explain }: CameraSource,
  probe: Probe | null,
  chosen: ChosenSource,
): SourceState {
  const { source, isStreaming, stoppedBecause } = chosen;
  const base = { source, title, chosen: true };
  const serials = probe?.serials === undefined ? {} : { serials: probe.serials };
  if (isStreaming) return { ...base, ...serials, state: 'streaming' };
  if (stoppedBecause === null) return { ...base, ...serials, state: 'starting' };
  const details = probe === null ? {} : detailsOf(probe);
  const hopeless = probe?.kind === 'blocked' && probe.obstacle === 'no-driver';
  const state = hopeless ? 'unavailable' : 'stopped';
  const explained = explain?.(stoppedBecause) ?? {};
  return { ...base, ...explained, ...details, state, reason: stoppedBecause.message };
}

function detailsOf(probe: Probe): Partial<SourceState> {
  if (probe.kind === 'ready') return { serials: probe.serials };
  const { obstacle, reason, serials, remedy } = probe;
  return {
    obstacle,
    reason,
    ...(serials === undefined ? {} : { serials }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}
