/** Names of the IPC channels; only main's ipc.ts and the preload use them. */
import type { RequestName } from './bridge.ts';

export const EVENT_CHANNEL = 'depthlock:event';
export const FRAME_PORT_CHANNEL = 'depthlock:frame-port';

/** The prefix keeps requests apart from channels Electron itself may use. */
export const requestChannel = (name: RequestName): string => `depthlock:request:${name}`;
