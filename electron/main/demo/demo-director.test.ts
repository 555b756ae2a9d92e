import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SCENE, type VirtualScene } from '../../contract/camera.ts';
import type { EnrolmentView } from '../../contract/identity.ts';
import { DemoDirector } from './demo-director.ts';

const PEOPLE = [
  { id: 'ada', name: 'Ada', description: '' },
  { id: 'bruno', name: 'Bruno', description: '' },
];
const capturing = (pass: 1 | 2): EnrolmentView => ({
  ...{ phase: 'capturing', pass, ticks: [], centreCaptured: false },
  ...{ direction: null, hint: 'none', references: 0, still: null },
});
const BETWEEN: EnrolmentView = { phase: 'between-passes', references: 20, isKnownLook: false };
const NAMING: EnrolmentView = { phase: 'naming', references: 40, isKnownLook: false };

let scene: VirtualScene;
let isInUse: boolean;
let shown: string[];
let director: DemoDirector;

beforeEach(() => {
  [scene, isInUse, shown] = [DEFAULT_SCENE, true, []];
  director = new DemoDirector({
    stage: () => ({ scene, people: PEOPLE, isInUse }),
    show: (next) => {
      scene = next;
      const { motion } = next;
      shown.push(`${next.person} ${motion.kind === 'script' ? motion.script : motion.kind}`);
    },
  });
});

const enrol = (...views: readonly EnrolmentView[]) => {
  for (const view of views) director.onEnrolment(view);
};

describe('an enrolment with the virtual Kinect', () => {
  it('has a person who turns once for each circle, and looks at the camera afterwards', () => {
    enrol(capturing(1), capturing(1), BETWEEN, capturing(2), NAMING);
    expect(shown).toEqual(['ada head-circle', 'ada idle', 'ada head-circle', 'ada idle']);
    enrol({ phase: 'done', personId: 'p', references: 40 }, { phase: 'idle' });
    expect(shown).toHaveLength(4);
  });

  it('keeps the person who stands there', () => {
    scene = { ...DEFAULT_SCENE, person: 'bruno' };
    enrol(capturing(1));
    expect(shown).toEqual(['bruno head-circle']);
  });

  it('goes on where it is begun again', () => {
    enrol(capturing(1), { phase: 'stopped', reason: 'A second face.' }, capturing(1));
    expect(shown).toEqual(['ada head-circle', 'ada idle', 'ada head-circle']);
  });

  it('leaves a head that turns, and what is held up, to whoever chose it', () => {
    scene = {
      ...DEFAULT_SCENE,
      person: 'ada',
      motion: { kind: 'script', script: 'head-circle' },
    };
    enrol(capturing(1), BETWEEN, capturing(2), NAMING);
    scene = { ...DEFAULT_SCENE, person: 'ada', presentation: 'print-flat' };
    enrol(capturing(1), NAMING);
    expect(shown).toEqual([]);
  });

  it('holds still for somebody who cannot move their head', () => {
    enrol(capturing(1));
    director.headCannotMove();
    enrol(capturing(1));
    expect(shown).toEqual(['ada head-circle', 'ada idle']);
    director.headMoves();
    expect(shown.at(-1)).toBe('ada head-circle');
  });

  it('stops once somebody changes the scene', () => {
    enrol(capturing(1));
    director.sceneChosen();
    enrol(BETWEEN, capturing(2), NAMING);
    expect(shown).toEqual(['ada head-circle']);
  });

  it('has no say before a real camera', () => {
    isInUse = false;
    enrol(capturing(1), BETWEEN, capturing(2), NAMING);
    expect(shown).toEqual([]);
  });
});
