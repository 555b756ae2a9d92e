import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AppState } from '../../electron/contract/window/app-state.ts';
import type { FrameHub } from '../frames/port/frame-hub.ts';
import type { WindowStore } from './store.ts';
import type { WindowState } from './window-state.ts';

/** The two sources every component may draw from. */
export interface WindowSources {
  readonly store: WindowStore;
  readonly frames: FrameHub;
}

export const WindowContext = createContext<WindowSources | null>(null);

function useSources(): WindowSources {
  const sources = useContext(WindowContext);
  if (sources === null) throw new Error('This component is outside the WindowContext.');
  return sources;
}

export function useStore(): WindowStore {
  return useSources().store;
}

export function useFrames(): FrameHub {
  return useSources().frames;
}

/** A part of the window's state; the component renders again only when that part changes. */
export function useWindow<T>(select: (state: WindowState) => T): T {
  const { store } = useSources();
  const snapshot = (): T => select(store.getState());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

/** A part of the app's state. Only for components that are drawn after `state.get` was answered. */
export function useApp<T>(select: (app: AppState) => T): T {
  return useWindow(({ app }) => {
    if (app === null) throw new Error('The app state is not there yet.');
    return select(app);
  });
}
