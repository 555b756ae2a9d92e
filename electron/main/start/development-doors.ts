/**
 * What may be changed from outside in development, and nowhere else: `DEPTHLOCK_*` variables and `--depthlock-*`
 * switches. Everything in main that obeys one asks here. The engine never asks: main hands it the variables that it may
 * see (engine-environment.ts).
 */
import path from 'node:path';
import { TRAINING_DATA } from '../../contract/command-line.ts';

export interface Doors {
  /** Folder of the app's data instead of the system's; null: the system's. */
  readonly home: string | null;
  /** Folder of models and people instead of `assets`; null: `assets`. */
  readonly assets: string | null;
  /** Variables that the engine gets besides those of every engine. */
  readonly engineVariables: Readonly<Record<string, string>>;
}

const CLOSED: Doors = { home: null, assets: null, engineVariables: {} };

/** Where fakenect finds the dump that it plays. */
const FAKENECT = 'FAKENECT_PATH';

export interface DoorKeys {
  /** `app.isPackaged`. */
  readonly isPackaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Value of a switch of the command line; empty if it is not there. */
  readonly switchValue: (name: string) => string;
}

/** A packaged app has no doors. An empty variable counts as not set. Paths are made absolute. */
export function developmentDoors({ isPackaged, env, switchValue }: DoorKeys): Doors {
  if (isPackaged) return CLOSED;
  return {
    home: absolute(switchValue('depthlock-home') || env['DEPTHLOCK_HOME']),
    assets: absolute(env['DEPTHLOCK_ASSETS']),
    engineVariables: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) =>
        (name.startsWith('DEPTHLOCK_') || name === FAKENECT) && value !== undefined
          ? [[name, value]]
          : [],
      ),
    ),
  };
}

/**
 * Names of the variables that a packaged app forgets, so that no part of it, however deep, obeys one. Where training data
 * lies is told to commands alone, which read it and run nothing of it.
 */
export function variablesToForget({ isPackaged, env }: Pick<DoorKeys, 'isPackaged' | 'env'>) {
  if (!isPackaged) return [];
  return Object.keys(env).filter(
    (name) => name.toUpperCase().startsWith('DEPTHLOCK_') && name !== TRAINING_DATA,
  );
}

const absolute = (named: string | undefined): string | null =>
  named === undefined || named === '' ? null : path.resolve(named);
