export type DemoLogin = { login: string; name: string; password: string; role: string; note: string };

const ROLES: Record<string, string> = {
  system_admin: '系统管理员 system administrator', audit_admin: '审计管理员 audit administrator', scheme_editor: '方案编辑 scheme editor', host_officer: '组织员／经办 host office',
  host_leader: '分管副书记 host leader', committee: '书记（定等） committee', secretary: '支部书记 branch secretary', scrutineer: '监票人 scrutineer',
};
const NOTES: Record<string, string> = { school: '高校 school', hospital: '医院 hospital', 'university-layer': '学校 university', province: '省 province', city: '市 city', county: '县 county' };

/** What the terminal shows once the demonstration serves: addresses, then one login a role. */
export function demoWords({ port, lan, logins }: { port: string; lan: string | null; logins: readonly DemoLogin[] }): string[] {
  return [
    `控制台 console      http://localhost:${port}/`,
    `测评票 ballot page  http://127.0.0.1:${port}/v/…  （扫票条二维码进入 from the QR code of a slip）`,
    ...(lan ? [`手机 phones         ${'HOST=0.0.0.0 ./start'} → http://${lan}:${port}/`] : []),
    '',
    ...logins.map((item) => `  ${item.login.padEnd(15)} ${item.password}   ${ROLES[item.role] ?? item.role}${NOTES[item.note] ? ` · ${NOTES[item.note]}` : ''}`),
    '',
    'Ctrl+C 结束 stop · ./start --fresh 重做演示数据 make the demonstration anew',
  ];
}

/** What to do when the demonstration could not be made. */
export function notMadeWords(given: boolean): string[] {
  return [
    '演示数据没有建成，原因见上。 The demonstration was not made; the reason is above.',
    ...(given ? ['DATABASE_URL 要指向没装过述评考的服务器上的一个空库，登录名要能建角色；已有的数据和登录名不会被改动，用 npm start 提供服务。 DATABASE_URL must name an empty database on a server without Shuping, and a login that may create roles; existing data and logins are left as they are, serve them with npm start.'] : []),
  ];
}

/** Parts of the demonstration that have no name of their own. */
export const ABOVE = '省、市两级方案 schemes of province and cities';
export const REST = '其余各县 the other counties';

/** What is told on the way. */
export const words = {
  begin: '正在准备演示数据：先做登录页上各身份要看的，一两分钟后就能打开，其余的边看边做… Making the demonstration: first what the logins below see, which takes a minute or two; the rest follows while you look…',
  making: (minutes: number): string => `现在就可以看。其余十一个县（含三个县的 2024、2025 两个年度）和院系、医院的 2024 年度还在后台生成，大约还要 ${minutes} 分钟，这期间照常使用。 Ready to look at; the other eleven counties and older years are still being made, in about ${minutes} minutes.`,
  made: (name: string, done: number, of: number): string => `[${done}/${of}] ${name}`,
  complete: '演示数据已全部建好。 The demonstration is complete.',
  interrupted: '演示数据没有做完就停了。下次 ./start 照现有的打开，./start --fresh 从头重做。 Stopped before the demonstration was complete: ./start serves what there is, ./start --fresh makes it anew.',
  without: (names: readonly string[]): string => `演示数据不完整，没有做完的：${names.join('、')}。其余可以照常看，./start --fresh 从头重做。 The demonstration is incomplete, see the names; the rest can be used, ./start --fresh makes it anew.`,
};
