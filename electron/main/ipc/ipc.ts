/** Requests and events between main and its windows. The only file that uses ipcMain. */
import {
  BrowserWindow,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import type { AppEvent } from '../../contract/window/app-state.ts';
import type { RequestName, Requests } from '../../contract/window/bridge.ts';
import {
  EVENT_CHANNEL,
  FRAME_PORT_CHANNEL,
  requestChannel,
} from '../../contract/window/channels.ts';
import { parseRequest } from '../../contract/window/request-validators.ts';
import { isTrustedSender } from '../window/trusted-sender.ts';

export type RequestHandlers = {
  readonly [N in RequestName]: (
    argument: Requests[N][0],
  ) => Requests[N][1] | Promise<Requests[N][1]>;
};

/** Answers requests from our own pages; rejects those of others, or of another shape. */
export function handleRequests(handlers: RequestHandlers): void {
  for (const name of Object.keys(handlers) as RequestName[]) handle(name, handlers[name]);
}

function handle<N extends RequestName>(name: N, handler: RequestHandlers[N]): void {
  ipcMain.handle(requestChannel(name), (event, argument: unknown) => {
    if (!isTrustedSender(event.senderFrame))
      throw new Error('Requests from here are not answered.');
    const parsed = parseRequest(name, argument);
    if (parsed === null) throw new Error(`The argument of ${name} does not have its shape.`);
    return handler(parsed.argument);
  });
}

/** Sends an event to every window. */
export function broadcast(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}

/** Opens a frame port: one end goes to the window, the other is returned for the engine. */
export function openFramePort(page: WebContents): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  page.postMessage(FRAME_PORT_CHANNEL, null, [port1]);
  return port2;
}
