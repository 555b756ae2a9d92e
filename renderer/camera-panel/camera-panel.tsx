import { useId, useState } from 'react';
import { useLocale } from 'use-intl/react';
import { PRESENTATIONS, type VirtualScene } from '../../electron/contract/camera.ts';
import { recall, remember } from '../app/remembered.ts';
import { useMedia } from '../app/use-media.ts';
import { useApp, useStore } from '../app/window-context.tsx';
import { formatDistance } from '../format.ts';
import { CameraIcon, ChevronIcon } from '../parts/icons.tsx';
import { PRESENTATION_WORDS, SCRIPT_WORDS, type VirtualScript } from '../words.ts';
import styles from './camera-panel.module.css';
import { Field, Select } from './fields.tsx';
import { HeadPad } from './head-pad.tsx';

const NOBODY = 'nobody';
const DISTANCE_MM = { min: 450, max: 1400, step: 10 } as const;
/** As in `camera-panel.module.css`: there the panel is a drawer below the screen. */
const NARROW = '(width < 760px)';
const TITLE = 'Virtual Kinect – demo';

/** Controls of the virtual camera, on every screen while it is in use, unless the lock forbids to touch it. */
export function CameraPanel() {
  const inUse = useApp(
    ({ sources, player }) =>
      // A recording has its place then: nothing here would turn that head.
      player.phase === 'closed' &&
      sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  /** A demonstration directs by itself. */
  const isDirected = useApp(({ pad }) => 'isDemonstration' in pad && pad.isDemonstration);
  const [openBeside, setOpenBeside] = useState(() => recall('virtual-panel') !== 'closed');
  /** A drawer takes room from the screen: it opens only when it is asked to. */
  const [openBelow, setOpenBelow] = useState(false);
  const isNarrow = useMedia(NARROW);
  const open = isNarrow ? openBelow : openBeside;
  const bodyId = useId();
  const isFixed = useApp((app) => app.cameraIsFixed);
  if (!inUse || isDirected || isFixed) return null;

  function toggle(): void {
    if (isNarrow) {
      setOpenBelow(!open);
      return;
    }
    setOpenBeside(!open);
    remember('virtual-panel', open ? 'closed' : 'open');
  }

  return (
    <aside className={styles.panel} data-open={open} aria-label={TITLE}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={bodyId}
        data-testid="virtual-panel"
        onClick={toggle}
      >
        <CameraIcon />
        <span>{TITLE}</span>
        <ChevronIcon />
      </button>
      {open && (
        <div id={bodyId} className={styles.body}>
          <SceneControls />
        </div>
      )}
    </aside>
  );
}

function SceneControls() {
  const language = useLocale();
  const scene = useApp((app) => app.scene);
  const people = useApp((app) => app.virtualPeople);
  const store = useStore();
  const person = people.find(({ id }) => id === scene.person);

  function change(changes: Partial<VirtualScene>): void {
    void store.act('scene.set', { ...scene, ...changes });
  }

  return (
    <>
      <p className={styles.note}>Choose who the demo camera sees.</p>
      <HeadPad
        motion={scene.motion}
        onTurn={(direction) => change({ motion: { kind: 'held', ...direction } })}
      />
      <Field label="Person" help={person?.description ?? 'An empty room.'}>
        <Select
          testId="virtual-person"
          value={scene.person}
          options={[
            [NOBODY, 'Nobody'],
            ...people.map(({ id, name }): readonly [string, string] => [id, name]),
          ]}
          onChange={(id) => change({ person: id })}
        />
      </Field>
      <Field label="Shown as">
        <Select
          testId="virtual-presentation"
          value={scene.presentation}
          options={PRESENTATIONS.map((name) => [name, PRESENTATION_WORDS[name]] as const)}
          onChange={(presentation) => change({ presentation })}
        />
      </Field>
      <Field label="Movement">
        <ScriptSelect motion={scene.motion} onChange={(motion) => change({ motion })} />
      </Field>
      <Field label="Light">
        <Select
          testId="virtual-light"
          value={scene.light}
          options={[
            ['bright', 'Bright'],
            ['dim', 'Dim'],
            ['dark', 'Dark'],
          ]}
          onChange={(light) => change({ light })}
        />
      </Field>
      <Field label="Sensor">
        <Select
          testId="virtual-sensor"
          value={scene.sensor}
          options={[
            ['kinect-v1', 'Kinect v1'],
            ['kinect-v2', 'Kinect v2'],
          ]}
          onChange={(sensor) => change({ sensor })}
        />
      </Field>
      <Field label="Distance" value={formatDistance(scene.distanceMm, language)}>
        <input
          type="range"
          className={styles.range}
          {...DISTANCE_MM}
          value={scene.distanceMm}
          aria-valuetext={formatDistance(scene.distanceMm, language)}
          data-testid="virtual-distance"
          onChange={(event) => change({ distanceMm: event.target.valueAsNumber })}
        />
      </Field>
    </>
  );
}

const HELD = 'held';
type Movement = VirtualScript | typeof HELD;

interface ScriptSelectProps {
  readonly motion: VirtualScene['motion'];
  readonly onChange: (motion: VirtualScene['motion']) => void;
}

function ScriptSelect({ motion, onChange }: ScriptSelectProps) {
  const scripts: readonly (readonly [Movement, string])[] = [
    ['idle', SCRIPT_WORDS.idle],
    ['head-circle', SCRIPT_WORDS['head-circle']],
    ['look-around', SCRIPT_WORDS['look-around']],
    ['approach', SCRIPT_WORDS.approach],
  ];
  const held: readonly (readonly [Movement, string])[] =
    motion.kind === 'held' ? [[HELD, 'Held by you']] : [];
  return (
    <Select<Movement>
      testId="virtual-script"
      value={motion.kind === 'held' ? HELD : motion.script}
      options={[...held, ...scripts]}
      onChange={(movement) => {
        if (movement !== HELD) onChange({ kind: 'script', script: movement });
      }}
    />
  );
}
