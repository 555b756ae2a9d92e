import '../styles/tokens.css';
import '../styles/base.css';
import { CameraPanel } from '../camera-panel/camera-panel.tsx';
import type { FrameHub } from '../frames/port/frame-hub.ts';
import { Announcer } from '../parts/notices/announcer.tsx';
import { CaptureBar } from '../parts/notices/capture-bar.tsx';
import { EngineBar } from '../parts/notices/engine-bar.tsx';
import { Notices } from '../parts/notices/notices.tsx';
import { ActivityScreen } from '../screens/activity/activity-screen.tsx';
import { EnrolScreen } from '../screens/enrol/enrol-screen.tsx';
import { TriedScreen } from '../screens/enrol/tried-screen.tsx';
import { ExplorerScreen } from '../screens/explorer/explorer-screen.tsx';
import { LiveScreen } from '../screens/live/live-screen.tsx';
import { LockScreen } from '../screens/lock/lock-screen.tsx';
import { PadScreen } from '../screens/pad/pad-screen.tsx';
import { RecordingsScreen } from '../screens/recordings/recordings-screen.tsx';
import { ConfirmByPin } from '../screens/settings/pin-dialog.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { TrainingScreen } from '../screens/training/training-screen.tsx';
import { WelcomeScreen } from '../screens/welcome/welcome-screen.tsx';
import styles from './app.module.css';
import { LanguageProvider } from './language-provider.tsx';
import { chooseScreen, type Screen } from './screen.ts';
import type { WindowStore } from './store.ts';
import { useWindow, WindowContext } from './window-context.tsx';
import type { WindowState } from './window-state.ts';

interface AppProps {
  readonly store: WindowStore;
  readonly frames: FrameHub;
}

export function App({ store, frames }: AppProps) {
  return (
    <WindowContext value={{ store, frames }}>
      <LanguageProvider>
        <Shell />
      </LanguageProvider>
    </WindowContext>
  );
}

/** The frame around every screen: the engine's state, problems and the panel of the virtual camera. */
function Shell() {
  const screen = useWindow(currentScreen);
  if (screen === 'loading') {
    return (
      <div className={styles.shell}>
        <main className={styles.screen} aria-busy="true">
          <Notices />
        </main>
      </div>
    );
  }
  return (
    <div className={styles.shell}>
      <div className={styles.column}>
        <EngineBar />
        <CaptureBar />
        <Notices />
        <main key={screen} className={styles.screen}>
          <ScreenContent screen={screen} />
        </main>
      </div>
      <CameraPanel />
      <Announcer />
      <ConfirmByPin />
    </div>
  );
}

function ScreenContent({ screen }: { readonly screen: Exclude<Screen, 'loading'> }) {
  switch (screen) {
    case 'welcome':
      return <WelcomeScreen />;
    case 'lock':
      return <LockScreen />;
    case 'enrol':
      return <EnrolScreen />;
    case 'tried':
      return <TriedScreen />;
    case 'live':
      return <LiveScreen />;
    case 'recordings':
      return <RecordingsScreen />;
    case 'explorer':
      return <ExplorerScreen />;
    case 'training':
      return <TrainingScreen />;
    case 'activity':
      return <ActivityScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'pad':
      return <PadScreen />;
  }
}

function currentScreen({ app, page, enrolmentDismissed, opening, trial }: WindowState): Screen {
  if (app === null) return 'loading';
  return chooseScreen({
    enrolment: app.enrolment,
    lock: app.lock,
    pad: app.pad,
    page,
    enrolmentDismissed,
    opening,
    tried: trial?.phase === 'worked',
  });
}
