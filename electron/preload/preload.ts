/**
 * The bridge between a window and main: `window.depthlock`, nothing else. The only file that uses ipcRenderer. Runs
 * sandboxed and isolated; it only forwards: main validates every request.
 */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import {
  FRAME_PORT_MESSAGE,
  type DepthlockBridge,
  type RequestName,
  type Requests,
} from '../contract/window/bridge.ts';
import type { AppEvent } from '../contract/window/app-state.ts';
import { EVENT_CHANNEL, FRAME_PORT_CHANNEL, requestChannel } from '../contract/window/channels.ts';

const bridge: DepthlockBridge = {
  request: <N extends RequestName>(name: N, argument: Requests[N][0]): Promise<Requests[N][1]> =>
    ipcRenderer.invoke(requestChannel(name), argument) as Promise<Requests[N][1]>,

  pathOfFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),

  onEvent(listener) {
    const forward = (_: IpcRendererEvent, event: AppEvent): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('depthlock', bridge);

// Ports cannot cross the context bridge; posting them to the page is the documented way.
ipcRenderer.on(FRAME_PORT_CHANNEL, (event) => {
  window.postMessage(FRAME_PORT_MESSAGE, window.location.origin, [...event.ports]);
});
