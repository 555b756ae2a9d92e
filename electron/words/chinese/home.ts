export const home = {
  screens: '页面',
  pages: {
    welcome: '欢迎',
    live: '实时画面',
    recordings: '录像',
    explorer: '探索',
    training: '训练',
    activity: '活动记录',
    settings: '设置',
  },
  lockNow: '立即锁定',
  openedBy: {
    face: '<name>{person}</name> 已通过面容解锁',
    faceIn: '<name>{person}</name> 已通过面容解锁，用时 {milliseconds} 毫秒',
    pin: '<name>{person}</name> 已通过 PIN 解锁',
  },
} as const;
