/** Why nobody knows whether there is a newer version, and why the documentation of this one is not shown. */
import type { Said } from '../said.ts';

export const RELEASES: readonly Said[] = [
  {
    en: 'The documentation could not be shown ({reason}). Open {folder} in a file manager.',
    de: 'Die Dokumentation konnte nicht gezeigt werden ({reason}). Öffne {folder} in einem Dateimanager.',
    zh: '无法显示文档（{reason}）。请在文件管理器中打开 {folder}。',
  },
  {
    en: 'No version has been released there yet.',
    de: 'Dort wurde noch keine Version veröffentlicht.',
    zh: '那里尚未发布任何版本。',
  },
  {
    en: 'The releases could not be read: {address} answered with {status}. Try again later.',
    de: 'Die Versionen konnten nicht gelesen werden: {address} antwortete mit {status}. Versuche es später noch einmal.',
    zh: '无法读取版本信息：{address} 返回了 {status}。请稍后再试。',
  },
  {
    en: 'What {address} answered does not name a version.',
    de: 'Was {address} geantwortet hat, nennt keine Version.',
    zh: '{address} 的回答中没有版本号。',
  },
  {
    en: '{address} could not be reached. Depthlock goes to it directly, without a proxy. Check the network, and try again.',
    de: '{address} war nicht erreichbar. Depthlock fragt dort direkt, ohne Proxy. Prüfe das Netz und versuche es noch einmal.',
    zh: '无法连接 {address}。Depthlock 会直接连接，不使用代理。请检查网络后重试。',
  },
  {
    en: 'This Depthlock knows of no address where versions are told.',
    de: 'Dieses Depthlock kennt keine Adresse, an der Versionen genannt werden.',
    zh: '此 Depthlock 没有可查询版本的地址。',
  },
];
