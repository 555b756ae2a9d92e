/** Training, evaluation, and sources of the explorer. */
import type { Said } from '../said.ts';

export const TRAINING: readonly Said[] = [
  {
    en: '{most} recordings and datasets are open in the explorer already. Close one first.',
    de: 'Im Erkunden sind schon {most} Aufnahmen und Datensätze offen. Schließ zuerst einen.',
    zh: '探索中已经打开了 {most} 个录像和数据集。请先关闭一个。',
  },
  {
    en: 'Reading it ended without a word, as a process does that is killed or runs out of memory. Close other programs, then open it again.',
    de: 'Das Lesen endete ohne ein Wort, wie bei einem Prozess, der beendet wird oder dem der Speicher ausgeht. Schließ andere Programme, dann öffne es noch einmal.',
    zh: '读取没有任何说明就结束了，进程被终止或内存不足时会这样。请关闭其他程序，然后重新打开。',
  },
  {
    en: 'No training has written an encoder yet. Evaluate the one that Depthlock uses.',
    de: 'Noch hat kein Training einen Kodierer geschrieben. Werte den aus, den Depthlock verwendet.',
    zh: '还没有任何训练写入过编码器。请评估 Depthlock 正在使用的编码器。',
  },
  {
    en: '{file} could not be opened ({reason}). Open it in a browser.',
    de: '{file} konnte nicht geöffnet werden ({reason}). Öffne die Datei in einem Browser.',
    zh: '无法打开 {file}（{reason}）。请在浏览器中打开。',
  },
  {
    en: 'An evaluation is running already. Wait for it, or cancel it.',
    de: 'Eine Auswertung läuft schon. Warte auf sie, oder brich sie ab.',
    zh: '已有一次评估正在进行。请等待，或取消它。',
  },
  {
    en: 'There is no report: no evaluation has ended.',
    de: 'Es gibt keinen Bericht: Keine Auswertung ist zu Ende.',
    zh: '没有报告：还没有评估完成。',
  },
  {
    en: 'The evaluation ended without a word, as a process does that is killed or runs out of memory. Close other programs, then try it again.',
    de: 'Die Auswertung endete ohne ein Wort, wie ein Prozess, der beendet wird oder dem der Speicher ausgeht. Schließ andere Programme, dann versuch es noch einmal.',
    zh: '评估没有任何说明就结束了，进程被终止或内存不足时会这样。请关闭其他程序，然后重试。',
  },
  {
    en: 'The evaluation printed figures that this version cannot read. Start Depthlock again.',
    de: 'Die Auswertung gab Zahlen aus, die diese Version nicht lesen kann. Starte Depthlock neu.',
    zh: '评估输出了此版本无法读取的数字。请重新启动 Depthlock。',
  },
  {
    en: 'The folder of the report cannot be made ({reason}), so nothing was evaluated. Make room, then try it again.',
    de: 'Der Ordner des Berichts kann nicht angelegt werden ({reason}), darum wurde nichts ausgewertet. Schaff Platz, dann versuch es noch einmal.',
    zh: '无法建立报告文件夹（{reason}），因此没有进行评估。请腾出空间，然后重试。',
  },
  {
    en: 'Training needs public data beside your own people, and no folder with it is chosen. “depthlock data FOLDER” in a terminal says what belongs into such a folder and where to get it; choose the folder then.',
    de: 'Training braucht neben eigenen Personen öffentliche Daten, und kein Ordner damit ist gewählt. „depthlock data ORDNER“ in einem Terminal sagt, was in einen solchen Ordner gehört und woher es kommt; wähl ihn dann.',
    zh: '除了您自己的人，训练还需要公开数据，而尚未选择含有它的文件夹。在终端中运行“depthlock data 文件夹”会说明其中应有什么以及从哪里获取；然后请选择该文件夹。',
  },
  {
    en: 'There is a training already. Resume it, or stop it before another one begins.',
    de: 'Es gibt schon ein Training. Setz es fort, oder beende es, bevor ein anderes beginnt.',
    zh: '已经有一个训练。请继续它，或先停止它再开始另一个。',
  },
  {
    en: 'The training is in another state by now, so nothing was done.',
    de: 'Das Training ist inzwischen in einem anderen Zustand, darum geschah nichts.',
    zh: '训练此时已处于其他状态，因此没有执行任何操作。',
  },
  {
    en: 'A training takes {most} folders of people at most. Remove one first.',
    de: 'Ein Training nimmt höchstens {most} Ordner mit Personen. Entfern zuerst einen.',
    zh: '一次训练最多使用 {most} 个人物文件夹。请先移除一个。',
  },
  {
    en: 'The training ended without a word, as a process does that is killed or runs out of memory. Its last checkpoint is kept: resume it, or begin anew.',
    de: 'Das Training endete ohne ein Wort, wie ein Prozess, der beendet wird oder dem der Speicher ausgeht. Sein letzter Zwischenstand ist aufgehoben: Setz es fort, oder beginn von vorn.',
    zh: '训练没有任何说明就结束了，进程被终止或内存不足时会这样。最后的检查点已保留：请继续，或重新开始。',
  },
];
