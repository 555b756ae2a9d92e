/** The stored faces, what guards them, and the log of what happened. */
import type { Said } from '../said.ts';

export const VAULT: readonly Said[] = [
  {
    en: '{what} Depthlock left everything as it found it. {todo}',
    de: '{what} Depthlock hat alles gelassen, wie es war. {todo}',
    zh: '{what}Depthlock 未作任何改动。{todo}',
  },
  {
    en: 'This system has no key storage that protects, so the stored faces stay closed until somebody’s PIN opens them.',
    de: 'Dieses System hat keinen sicheren Schlüsselspeicher, darum bleiben die gespeicherten Gesichter verschlossen, bis eine PIN sie öffnet.',
    zh: '此系统没有可靠的密钥存储，因此已存储的面容会保持锁定，直到用 PIN 打开。',
  },
  {
    en: 'The stored faces cannot be opened: the key storage of this computer gave no key, or not the right one.',
    de: 'Die gespeicherten Gesichter können nicht geöffnet werden: Der Schlüsselspeicher dieses Computers gab keinen oder nicht den richtigen Schlüssel.',
    zh: '无法打开已存储的面容：此电脑的密钥存储没有给出密钥，或给出的不正确。',
  },
  {
    en: 'There are stored faces, but what says that they are the newest of this computer is missing or cannot be read.',
    de: 'Es gibt gespeicherte Gesichter, aber der Nachweis, dass sie die neuesten dieses Computers sind, fehlt oder ist nicht lesbar.',
    zh: '有已存储的面容，但用来证明它们是此电脑上最新数据的凭据缺失或无法读取。',
  },
  {
    en: 'The file with the stored faces is gone, although somebody is enrolled.',
    de: 'Die Datei mit den gespeicherten Gesichtern ist weg, obwohl jemand registriert ist.',
    zh: '已有人录入，但存储面容的文件不见了。',
  },
  {
    en: 'The file with the stored faces is damaged: {fault}.',
    de: 'Die Datei mit den gespeicherten Gesichtern ist beschädigt: {fault}.',
    zh: '存储面容的文件已损坏：{fault}。',
  },
  {
    en: 'The file with the stored faces is another one than that of this computer. Somebody has exchanged it.',
    de: 'Die Datei mit den gespeicherten Gesichtern ist nicht die dieses Computers. Jemand hat sie ausgetauscht.',
    zh: '存储面容的文件不是此电脑的文件，有人替换了它。',
  },
  {
    en: 'The file with the stored faces is older than it was: an earlier state was put back, in which people who were removed may be enrolled.',
    de: 'Die Datei mit den gespeicherten Gesichtern ist älter, als sie war: Ein früherer Stand wurde zurückgespielt, in dem entfernte Personen registriert sein können.',
    zh: '存储面容的文件比之前的更旧：有人还原了较早的状态，其中可能含有已移除的人。',
  },
  {
    en: 'The stored faces were written by a newer Depthlock ({fault}).',
    de: 'Die gespeicherten Gesichter stammen von einem neueren Depthlock ({fault}).',
    zh: '已存储的面容由更新版本的 Depthlock 写入（{fault}）。',
  },
  {
    en: 'The file with the stored faces could not be read ({fault}).',
    de: 'Die Datei mit den gespeicherten Gesichtern konnte nicht gelesen werden ({fault}).',
    zh: '无法读取存储面容的文件（{fault}）。',
  },
  {
    en: 'it does not begin like a vault',
    de: 'sie beginnt nicht wie ein Tresor',
    zh: '其开头不是保险库文件',
  },
  {
    en: 'its checksum does not fit its content',
    de: 'ihre Prüfsumme passt nicht zum Inhalt',
    zh: '校验和与内容不符',
  },
  {
    en: 'its header does not fit its content',
    de: 'ihr Kopf passt nicht zum Inhalt',
    zh: '文件头与内容不符',
  },
  {
    en: 'its content is not that of a vault',
    de: 'ihr Inhalt ist nicht der eines Tresors',
    zh: '其内容不是保险库的内容',
  },
  {
    en: 'it is far larger than it can be',
    de: 'sie ist viel größer, als sie sein kann',
    zh: '它远大于可能的大小',
  },
  {
    en: 'format {version}',
    de: 'Format {version}',
    zh: '格式 {version}',
  },
  {
    en: 'something other than Depthlock changed it',
    de: 'etwas anderes als Depthlock hat sie geändert',
    zh: 'Depthlock 以外的程序改动过它',
  },
  {
    en: 'Update Depthlock.',
    de: 'Aktualisiere Depthlock.',
    zh: '请更新 Depthlock。',
  },
  {
    en: 'Check that the disk is connected and that the file belongs to you, then restart Depthlock.',
    de: 'Prüfe, ob der Datenträger verbunden ist und die Datei dir gehört, dann starte Depthlock neu.',
    zh: '请确认磁盘已连接，且该文件属于你，然后重新启动 Depthlock。',
  },
  {
    en: 'open the copy before the last change',
    de: 'öffne die Kopie von vor der letzten Änderung',
    zh: '打开上次更改之前的副本',
  },
  {
    en: 'enter your PIN',
    de: 'gib deine PIN ein',
    zh: '输入你的 PIN',
  },
  {
    en: 'enter the recovery code',
    de: 'gib den Wiederherstellungscode ein',
    zh: '输入恢复码',
  },
  {
    en: 'put a backup of the newest file in its place',
    de: 'ersetze sie durch eine Sicherung der neuesten Datei',
    zh: '用最新文件的备份替换它',
  },
  {
    en: '{way}, or {other}.',
    de: '{way}, oder {other}.',
    zh: '{way}，或{other}。',
  },
  {
    en: '{way}, or {other}',
    de: '{way}, oder {other}',
    zh: '{way}，或{other}',
  },
  {
    en: '{way}.',
    de: '{way}.',
    zh: '{way}。',
  },
  {
    en: 'If none of this is possible, start over.',
    de: 'Wenn nichts davon geht, fange neu an.',
    zh: '如果都做不到，请重新开始。',
  },
  {
    en: 'Depthlock went back to the copy of the stored faces before the last change, so that change may be missing. Look through the list of people and enrol whoever is missing.',
    de: 'Depthlock hat die Kopie der gespeicherten Gesichter von vor der letzten Änderung geöffnet; diese Änderung kann also fehlen. Sieh die Liste der Personen durch, und registriere, wer fehlt.',
    zh: 'Depthlock 已恢复到上次更改之前的面容副本，因此那次更改可能丢失。请查看人员列表，重新录入缺少的人。',
  },
  {
    en: 'That PIN does not open the stored faces. Nothing was changed or lost. Try again with the PIN that you chose when you enrolled.',
    de: 'Diese PIN öffnet die gespeicherten Gesichter nicht. Nichts wurde geändert, nichts ging verloren. Versuche es mit der PIN, die du bei der Registrierung gewählt hast.',
    zh: '此 PIN 无法打开已存储的面容。没有任何更改或丢失。请用录入时设置的 PIN 重试。',
  },
  {
    en: 'That recovery code does not open the stored faces. It has eight groups of four letters and digits; compare each with what you wrote down.',
    de: 'Dieser Wiederherstellungscode öffnet die gespeicherten Gesichter nicht. Er hat acht Gruppen aus vier Buchstaben und Ziffern; vergleiche jede mit deiner Notiz.',
    zh: '此恢复码无法打开已存储的面容。恢复码共八组，每组四个字母和数字；请与你记下的逐组核对。',
  },
  {
    en: 'The copy before the last change is not there, or is damaged or too old itself. Nothing was changed.',
    de: 'Die Kopie von vor der letzten Änderung fehlt, ist beschädigt oder selbst zu alt. Nichts wurde geändert.',
    zh: '上次更改之前的副本不存在、已损坏或过旧。没有任何更改。',
  },
  {
    en: 'Another Depthlock has changed the stored faces meanwhile, so nothing was saved here. Restart Depthlock.',
    de: 'Ein anderes Depthlock hat die gespeicherten Gesichter inzwischen geändert, darum wurde hier nichts gespeichert. Starte Depthlock neu.',
    zh: '另一个 Depthlock 在此期间更改了已存储的面容，因此这里没有保存任何内容。请重新启动 Depthlock。',
  },
  {
    en: 'The key storage of this computer would not protect the key of the stored faces, so nothing was saved. Unlock the key storage (on Linux: the keyring) and try again.',
    de: 'Der Schlüsselspeicher dieses Computers würde den Schlüssel der gespeicherten Gesichter nicht schützen, darum wurde nichts gespeichert. Entsperre ihn (unter Linux: den Schlüsselbund), und versuche es noch einmal.',
    zh: '此电脑的密钥存储无法保护面容数据的密钥，因此没有保存任何内容。请解锁密钥存储（在 Linux 上为密钥环）后重试。',
  },
  {
    en: 'The stored faces could not be saved ({reason}), so nothing was changed. Make sure that the disk has space and may be written to, then try again.',
    de: 'Die gespeicherten Gesichter konnten nicht gesichert werden ({reason}), darum wurde nichts geändert. Sorge dafür, dass der Datenträger Platz hat und beschreibbar ist, und versuche es noch einmal.',
    zh: '无法保存面容数据（{reason}），因此没有任何更改。请确认磁盘有空间且可写入，然后重试。',
  },
  {
    en: 'That name cannot be used. Choose one of 1 to 40 characters.',
    de: 'Dieser Name geht nicht. Wähle einen mit 1 bis 40 Zeichen.',
    zh: '此名称无法使用。请取一个 1 到 40 个字符的名称。',
  },
  {
    en: 'That name for the look cannot be used. Choose one of 1 to 40 characters, like “with glasses”.',
    de: 'Dieser Name für das Aussehen geht nicht. Wähle einen mit 1 bis 40 Zeichen, etwa „mit Brille“.',
    zh: '此外貌名称无法使用。请取一个 1 到 40 个字符的名称，例如“戴眼镜”。',
  },
  {
    en: 'This system has no key storage that protects, so somebody needs a PIN: without one nothing would open the stored faces again.',
    de: 'Dieses System hat keinen sicheren Schlüsselspeicher, darum braucht jemand eine PIN: Ohne sie ließen sich die gespeicherten Gesichter nie wieder öffnen.',
    zh: '此系统没有可靠的密钥存储，因此必须有人设置 PIN：否则将再也无法打开已存储的面容。',
  },
  {
    en: 'The captured faces are incomplete, so nothing was saved. Start the enrolment again.',
    de: 'Die erfassten Gesichter sind unvollständig, darum wurde nichts gespeichert. Beginne die Registrierung noch einmal.',
    zh: '采集的面容不完整，因此没有保存任何内容。请重新开始录入。',
  },
  {
    en: 'No more people can be stored, so nothing was saved. Remove somebody first.',
    de: 'Mehr Personen können nicht gespeichert werden, darum wurde nichts gespeichert. Entferne erst jemanden.',
    zh: '无法再存储更多人，因此没有保存任何内容。请先移除一个人。',
  },
  {
    en: 'No more looks of this person can be stored, so nothing was saved. Remove one first.',
    de: 'Von dieser Person kann kein weiteres Aussehen gespeichert werden, darum wurde nichts gespeichert. Entferne erst eines.',
    zh: '无法再为此人存储更多外貌，因此没有保存任何内容。请先移除一个。',
  },
  {
    en: 'A look is stored only by the same kind of camera as the person was enrolled with, so nothing was saved. Choose that camera, or enrol as a new person.',
    de: 'Ein Aussehen wird nur mit derselben Art Kamera gespeichert, mit der die Person registriert wurde, darum wurde nichts gespeichert. Wähle diese Kamera, oder registriere dich als neue Person.',
    zh: '只能用录入此人时的同类相机来添加外貌，因此没有保存任何内容。请选择那种相机，或作为新的人录入。',
  },
  {
    en: 'The first look is the enrolment itself, so it stays. Remove the person, or enrol again.',
    de: 'Das erste Aussehen ist die Registrierung selbst, darum bleibt es. Entferne die Person, oder registriere sie neu.',
    zh: '第一个外貌就是录入本身，因此予以保留。请移除此人，或重新录入。',
  },
  {
    en: 'That person is not stored any more, so nothing was changed. The list is up to date now.',
    de: 'Diese Person ist nicht mehr gespeichert, darum wurde nichts geändert. Die Liste ist jetzt aktuell.',
    zh: '此人已不在存储中，因此没有任何更改。列表现已更新。',
  },
  {
    en: 'What guards the lock could not be saved ({reason}), so nothing was judged or changed. Make sure that the disk has space and may be written to, and that the key storage of this computer is open, then try again.',
    de: 'Was das Schloss bewacht, konnte nicht gespeichert werden ({reason}), darum wurde nichts beurteilt oder geändert. Sorge dafür, dass der Datenträger Platz hat und beschreibbar ist und der Schlüsselspeicher dieses Computers offen ist, und versuche es noch einmal.',
    zh: '无法保存锁的防护数据（{reason}），因此没有进行判断或更改。请确认磁盘有空间且可写入，并且此电脑的密钥存储已解锁，然后重试。',
  },
  {
    en: 'What guards the lock has grown too large to be saved. This is a fault of Depthlock: please report it.',
    de: 'Was das Schloss bewacht, ist zu groß geworden, um es zu speichern. Das ist ein Fehler von Depthlock: Bitte melde ihn.',
    zh: '锁的防护数据过大，无法保存。这是 Depthlock 的错误，请向我们报告。',
  },
  {
    en: 'The activity could not be read ({reason}). Check that the disk is connected, then restart Depthlock.',
    de: 'Die Aktivität konnte nicht gelesen werden ({reason}). Prüfe, ob der Datenträger verbunden ist, dann starte Depthlock neu.',
    zh: '无法读取活动记录（{reason}）。请确认磁盘已连接，然后重新启动 Depthlock。',
  },
  {
    en: 'The activity could not be written down ({reason}). Make sure that the disk has space and may be written to.',
    de: 'Die Aktivität konnte nicht aufgeschrieben werden ({reason}). Sorge dafür, dass der Datenträger Platz hat und beschreibbar ist.',
    zh: '无法写入活动记录（{reason}）。请确认磁盘有空间且可写入。',
  },
  {
    en: 'The activity belongs to stored faces that are not open, so it cannot be read. Unlock with the PIN.',
    de: 'Die Aktivität gehört zu gespeicherten Gesichtern, die nicht geöffnet sind, und kann nicht gelesen werden. Entsperre mit der PIN.',
    zh: '活动记录属于尚未打开的面容数据，因此无法读取。请用 PIN 解锁。',
  },
  {
    en: 'The activity was written with the key of other stored faces, so it cannot be read. Erase it to begin anew.',
    de: 'Die Aktivität wurde mit dem Schlüssel anderer gespeicherter Gesichter geschrieben und kann nicht gelesen werden. Lösche sie, um neu zu beginnen.',
    zh: '活动记录是用其他面容数据的密钥写入的，因此无法读取。请将其清除以重新开始。',
  },
  {
    en: 'The stored faces are not open, so what runs at lock and unlock cannot be set. Unlock with the PIN first.',
    de: 'Die gespeicherten Gesichter sind nicht geöffnet, darum lässt sich nicht einstellen, was beim Sperren und Entsperren läuft. Entsperre erst mit der PIN.',
    zh: '已存储的面容尚未打开，因此无法设置锁定和解锁时运行的内容。请先用 PIN 解锁。',
  },
  {
    en: 'That recovery code is not right.',
    de: 'Dieser Wiederherstellungscode stimmt nicht.',
    zh: '恢复码不正确。',
  },
  {
    en: 'The copy before the last change is there. Your PIN, or the recovery code, opens it.',
    de: 'Die Kopie von vor der letzten Änderung ist da. Deine PIN oder der Wiederherstellungscode öffnet sie.',
    zh: '有上次更改之前的副本。你的 PIN 或恢复码可以打开它。',
  },
  {
    en: 'The stored faces can still be opened, so nothing was erased.',
    de: 'Die gespeicherten Gesichter lassen sich noch öffnen, darum wurde nichts gelöscht.',
    zh: '已存储的面容仍可打开，因此没有清除任何内容。',
  },
  {
    en: 'Type “{words}” to start over.',
    de: 'Tippe „{words}“, um neu anzufangen.',
    zh: '请输入“{words}”以重新开始。',
  },
  {
    en: 'Your PIN is shorter or simpler than Depthlock now asks for, and can be guessed. Choose another one in Settings, under “Your PIN”.',
    de: 'Deine PIN ist kürzer oder einfacher, als Depthlock es jetzt verlangt, und kann erraten werden. Wähle eine andere in den Einstellungen unter „Deine PIN“.',
    zh: '你的 PIN 比 Depthlock 现在要求的更短或更简单，容易被猜到。请在“设置”的“你的 PIN”下另选一个。',
  },
  {
    en: '{name} enrolled with an earlier version, which did not measure the shape of the head. Enrol again: until then this face opens only at the security level Convenient, and a mask of it is harder to tell.',
    de: '{name} wurde mit einer früheren Version registriert, die die Form des Kopfs nicht gemessen hat. Registriere neu: Bis dahin öffnet dieses Gesicht nur bei der Sicherheitsstufe „Bequem“, und eine Maske davon ist schwerer zu erkennen.',
    zh: '{name} 是用较早的版本录入的，当时没有测量头部形状。请重新录入：在此之前，这张面容只能在“便捷”安全级别下解锁，而且更难识别它的面具。',
  },
  {
    en: '{names} enrolled with an earlier face model, which this version cannot compare. Unlock with the PIN, then enrol again.',
    de: '{names}: registriert mit einem früheren Gesichtsmodell, das diese Version nicht vergleichen kann. Entsperre mit der PIN, dann registriere neu.',
    zh: '{names} 是用较早的面容模型录入的，此版本无法比对。请用 PIN 解锁，然后重新录入。',
  },
  {
    en: 'What the camera saw of your face is not there any more, so nothing was saved. Start again.',
    de: 'Was die Kamera von deinem Gesicht gesehen hat, ist nicht mehr da, darum wurde nichts gespeichert. Fange noch einmal an.',
    zh: '相机采集的面容数据已不存在，因此没有保存任何内容。请重新开始。',
  },
  {
    en: 'Somebody else here has this PIN, and Depthlock would not know which of you it is. Choose another one.',
    de: 'Jemand anderes hier hat diese PIN, und Depthlock wüsste nicht, wer von euch es ist. Wähle eine andere.',
    zh: '这里已有其他人使用此 PIN，Depthlock 将无法分辨是你们中的哪一位。请另选一个。',
  },
];
