/**
 * What the window costs: share of a core of each process, frames drawn a second and tasks longer than 50 ms, screen by
 * screen, on the real app with the virtual Kinect. Run by `npm run bench -- window`; prints a line a screen.
 */
import { cpus } from 'node:os';
import {
  enrol,
  engineRuns,
  HANG_MS,
  launch,
  lockEmptyRoom,
  showPerson,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { PIN } from './prepared.ts';

declare global {
  interface Window {
    /** Durations of the page's tasks longer than 50 ms, milliseconds, since it was emptied. */
    longTasks?: number[];
    /** Frames that came through the port, since it was emptied. */
    framesCome?: number;
  }
}

const WARM_UP_MS = 3000;
const MEASURED_MS = 10_000;

interface Screen {
  readonly name: string;
  readonly budget: string;
  readonly open: (app: RunningApp) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  {
    name: 'Live, a person at 30 fps',
    budget: 'budget: renderer 35 %, no task over 50 ms',
    open: async (app) => {
      await showPerson(app, 'ada', 'idle');
    },
  },
  {
    name: 'Live, every view open',
    budget: 'budget: renderer 45 %, no task over 50 ms',
    open: async ({ page }) => {
      await page.getByTestId('view-all').click();
    },
  },
  {
    name: 'Live, the point cloud large',
    budget: 'budget: renderer 45 %, at least 24 frames a second, no task over 50 ms',
    open: async ({ page }) => {
      await page.keyboard.press('6');
    },
  },
  {
    name: 'Live, minimised',
    budget: 'budget: renderer 5 %',
    open: (app) => setHidden(app, true),
  },
  {
    name: 'enrolment, a head that turns',
    budget: 'budget: renderer 35 %, no task over 50 ms',
    open: async (app) => {
      await setHidden(app, false);
      await showPerson(app, 'bruno', 'head-circle');
      await app.page.getByTestId('enrol-start').first().click();
      await app.page.getByTestId('confirm-pin').fill(PIN);
      await app.page.getByTestId('confirm-save').click();
      await app.page.getByRole('progressbar').first().waitFor({ timeout: HANG_MS });
    },
  },
  {
    name: 'lock, nobody there',
    budget: 'budget: engine without the virtual Kinect and renderer together 15 %',
    open: async (app) => {
      await app.page.evaluate(() => window.depthlock.request('enrolment.cancel', undefined));
      await lockEmptyRoom(app);
    },
  },
];

function setHidden({ electron }: RunningApp, isHidden: boolean): Promise<void> {
  return electron.evaluate(({ BrowserWindow }, hidden) => {
    const [window] = BrowserWindow.getAllWindows();
    if (hidden) window?.hide();
    else window?.show();
  }, isHidden);
}

/** Counts frames and long tasks from the next load of the page on. */
async function watchPage({ page }: RunningApp): Promise<void> {
  await page.addInitScript(() => {
    window.longTasks = [];
    window.framesCome = 0;
    new PerformanceObserver((list) => {
      window.longTasks?.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    const original = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      set(this: MessagePort, listener: (event: MessageEvent) => void) {
        original?.set?.call(this, (event: MessageEvent<{ kind?: string } | null>) => {
          if (event.data?.kind === 'frame') window.framesCome = (window.framesCome ?? 0) + 1;
          listener(event);
        });
      },
    });
  });
  await page.reload();
}

/** Share of a core of each process since the call before, percent; Electron tells shares of all cores. */
async function shares({ electron }: RunningApp): Promise<ReadonlyMap<string, number>> {
  const metrics = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, name, cpu }) => ({
      name: name ?? type,
      percent: cpu.percentCPUUsage,
    })),
  );
  const sums = new Map<string, number>();
  for (const { name, percent } of metrics)
    sums.set(name, (sums.get(name) ?? 0) + percent * cpus().length);
  return sums;
}

async function measure(app: RunningApp, { name, budget, open }: Screen): Promise<string> {
  await open(app);
  await app.page.waitForTimeout(WARM_UP_MS);
  await app.page.evaluate(() => {
    window.longTasks = [];
    window.framesCome = 0;
  });
  await shares(app);
  const startMs = performance.now();
  await app.page.waitForTimeout(MEASURED_MS);
  const used = await shares(app);
  const seconds = (performance.now() - startMs) / 1000;
  const { frames, tasks } = await app.page.evaluate(() => ({
    frames: window.framesCome ?? 0,
    tasks: window.longTasks ?? [],
  }));
  const told = [...used]
    .filter(([, percent]) => percent >= 0.5)
    .map(([process, percent]) => `${process} ${percent.toFixed(0)} %`);
  const longest = tasks.length === 0 ? '' : `, the longest ${Math.max(...tasks).toFixed(0)} ms`;
  return `${name}: ${(frames / seconds).toFixed(1)} frames a second to the page; ${told.join(', ')} of a core; ${tasks.length} tasks over 50 ms${longest} (${budget})`;
}

const app = await launch();
try {
  await watchPage(app);
  await engineRuns(app);
  await enrol(app, 'ada', 'Ada');
  await app.page.getByRole('button', { name: 'Later', exact: true }).click();
  if ((await app.state()).lock.phase !== 'unlocked') await unlockByPin(app, PIN);
  for (const screen of SCREENS) console.log(await measure(app, screen));
} finally {
  await app.close();
}
