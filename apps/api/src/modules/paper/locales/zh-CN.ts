/** Words on printed forms. Forms are Chinese whatever the language of the console: they are handed to people in the hall. */
export const FORM_WORDS = {
  title: (meeting: string): string => `${meeting}测评票`,
  classLine: (title: string): string => `评议主体：${title}`,
  rules: ['每一行只在一个方框里打“✓”或涂满。一个都不打是弃权，打两个无效。', '本票不记名，没有编号，和手机票合在一起计票。请不要折叠，不要在四角和底部写画。'],
  remark: '意见（可不写）',
  page: (page: number, of: number): string => `第 ${page} 页，共 ${of} 页`,
  code: (code: string): string => `表码 ${code}（同一主体的票都一样）`,
  cover: {
    title: '纸质测评票',
    pad: (pad: number, of: number): string => `第 ${pad} 本，共 ${of} 本`,
    sheets: (sheets: number, pages: number): string => (pages === 1 ? `本册 ${sheets} 张` : `本册 ${sheets} 份，每份 ${pages} 页`),
    rules: ['拿了纸质票的人不再扫票码。', '写坏的当场收回，记“作废换发”，再发一张。', '散会前清点：领入 = 发出 + 作废换发 + 未用；发出 = 收回 + 未交回。', '收回的票先打乱次序，再分批录入。'],
    lines: ['发出', '作废换发', '未用', '收回', '未交回'],
    signed: '监票人签名',
  },
} as const;
