import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { windowBridge } from './app/bridge.ts';
import { createWindowStore } from './app/store.ts';
import { applyTheme, recallTheme } from './app/theme.ts';
import { onFrame, wishFrames } from './frames/port/frame-port.ts';
import { createFrameHub } from './frames/port/frame-hub.ts';

applyTheme(recallTheme());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <App store={createWindowStore(windowBridge())} frames={createFrameHub(onFrame, wishFrames)} />,
);
