import { OWN_ASSETS, TRAINING_DATA } from '../../contract/command-line.ts';
import { engineEnvironment, type EngineEnvironmentOptions } from '../engine/engine-environment.ts';

/** How a terminal is written to. */
const TERMINAL = ['TERM', 'COLUMNS', 'NO_COLOR', 'FORCE_COLOR'];

export interface CommandEnvironmentOptions extends EngineEnvironmentOptions {
  /** Where commands write to in place of the app's own assets; null: to those. */
  readonly ownAssets: string | null;
}

/** What a command sees: what the engine does, the terminal's variables and where training data lies. */
export function commandEnvironment({
  ownAssets,
  ...options
}: CommandEnvironmentOptions): Record<string, string> {
  const more = [...TERMINAL, TRAINING_DATA].flatMap((name) => {
    const value = options.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...engineEnvironment(options),
    ...Object.fromEntries(more),
    // Notices about Electron's own Node, which nobody at a terminal can do anything about.
    NODE_NO_WARNINGS: '1',
    ...(ownAssets === null ? {} : { [OWN_ASSETS]: ownAssets }),
  };
}
