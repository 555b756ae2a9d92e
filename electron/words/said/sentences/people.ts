/** The people of the virtual Kinect, as assets/people describes them, and those of the card of measured attempts. */
import type { Said } from '../said.ts';

export const PEOPLE: readonly Said[] = [
  {
    en: 'woman, 31, long brown hair',
    de: 'Frau, 31, langes braunes Haar',
    zh: '女，31 岁，棕色长发',
  },
  {
    en: 'man, 44, short dark hair, beard',
    de: 'Mann, 44, kurzes dunkles Haar, Bart',
    zh: '男，44 岁，深色短发，蓄须',
  },
  {
    en: 'man, 27, very short hair, stubble',
    de: 'Mann, 27, sehr kurzes Haar, Stoppeln',
    zh: '男，27 岁，寸头，有胡茬',
  },
  {
    en: 'woman, 63, grey bob, glasses',
    de: 'Frau, 63, grauer Bob, Brille',
    zh: '女，63 岁，灰色波波头，戴眼镜',
  },
  {
    en: 'woman, 24, black hair tied back',
    de: 'Frau, 24, schwarzes Haar, zusammengebunden',
    zh: '女，24 岁，黑发束起',
  },
  {
    en: 'man, 35, side parting, glasses, stubble',
    de: 'Mann, 35, Seitenscheitel, Brille, Stoppeln',
    zh: '男，35 岁，偏分，戴眼镜，有胡茬',
  },
  {
    en: 'woman, 38, natural curls',
    de: 'Frau, 38, Naturlocken',
    zh: '女，38 岁，自然卷发',
  },
  {
    en: 'man, 68, bald, white moustache',
    de: 'Mann, 68, Glatze, weißer Schnurrbart',
    zh: '男，68 岁，光头，白色髭须',
  },
  {
    en: '{people}; a 3-D copy of the owner’s own head is not counted; {date}',
    de: '{people}; eine 3D-Kopie des Kopfs der Besitzer zählt nicht mit; {date}',
    zh: '{people}；不含机主本人头部的 3D 复制品；{date}',
  },
  {
    en: '{ours} virtual people that ship, {rendered} rendered ones{more}',
    de: '{ours} mitgelieferten virtuellen Personen, {rendered} gerenderten{more}',
    zh: '{ours} 个随附的虚拟人物、{rendered} 个渲染人物{more}',
  },
  {
    en: '(reported)',
    de: '(Berichtsgruppe)',
    zh: '（报告组）',
  },
];
