// The words by which a clause is told to ask for something that can be checked, or not. Data only.

/** Verbs that begin something which can later be called done or not done, as a pattern's source. */
export const ACTIONS = [
  '召开|举办|承办|开展|选派(?!单位|办|干部|部门)|互派|派出(?!单位)|派遣|选送|输送|接收|接受|邀请',
  '(?<!社会|公益|党|自|各级|群团)组织(?!领导|部|化|保障|者|管理|协调|实施|、)',
  '报送|上报|填报|提交|汇报|归档|发布|推送|公示|宣传报道|提供(?!有力|坚强|保障|帮助|一切|支持|服务保障)',
  '制定|制订|编制|印发|修订|建立|成立|组建|设立|开设|搭建|签订|签署|指定|明确(?!要求|发展|.{0,4}分工)|分解',
  '(?<![不抓作务任施策保])落实(?!落地|见效|到位|[，。；、]|$)|完成|安排|实施(?!方案|单位|意见|细则|[，。；、]|$)|拨付|发放|采购|做好.*(?:台账|清单|档案|统计)',
  '走访|互访|看望|慰问|约谈|听取|办结|及时调整|纳入|引进|招收|形成.{2,8}(?:小组|专班)',
  '向.{2,16}报告|报(?=.{1,24}(?:办公室|[局办委部]))',
].join('|');

/** Verbs that ask for something where a clause begins with them; inside one they may be nouns (督查工作). */
const OPENERS = [
  '办好|确定(?=.{0,6}\\d)|互查|通报|整治|清理|清查|排查|摸排|核查|普查|抽查|检查|督查|督导|暗访|考核|评估|评选|评比|评审|验收|审计|复核',
  '新建|新增|改建|扩建|改造|建成|修建|修缮|开工|竣工|启动|开通|启用|挂牌|创建|打造(?=.{0,12}\\d)|开发|推出|升级',
  '引育|培训|轮训|聘请|聘任|聘用|招聘|招录|推荐|遴选|征集|选树|认定|表彰|举行|参加|交换|轮换|对接(?=.{2})|共建|联建',
  '采购|收购|捐赠|捐助|资助|救助|兑现|支付|下达|归集|编制|出台|制作|拍摄|刊发|印制|发放|梳理|汇总|总结|申报|审定',
].join('|');

const OPENING = new RegExp(
  `^(?:(?:再|新|负责|及时|定期|适时|集中|统一|全面|联合|共同|积极|认真|重点|依法|按时|按期|先后|分批|逐一|逐步)*)(?:${OPENERS})(?!工作|机制|力度|体系|制度|能力|水平|期间|阶段|情况|结果|成果|成效|采取|实行|指标|标准|办法|重点)`,
);

/** True for a clause, without its subject and time, that begins with a verb of something to be done. */
export function opensWithAction(clause: string): boolean {
  return OPENING.test(clause);
}

/** Words of aims, calls and support, which nobody can tick off, as a pattern's source. */
export const CALLS = [
  '加强|提高|提升|深化|强化|坚持|增强|贯彻|促进|推动|推进|助力|带动|确保|保障|巩固|完善|健全|优化',
  '严禁|不得|禁止|杜绝|防止|避免|引导|鼓励|支持|动员|倡导|发挥|营造|帮助|协助|实现|激发|统筹|树立|形成|丰富|争取|努力|严格|充分',
  '落实落地|大力|高质量|高标准|把|让|使|预计|重点用于|主要用于|作为',
].join('|');

const FIRST_WORD = new RegExp(`(?<action>${ACTIONS})|(?<call>${CALLS})`);

/**
 * What the first telling word of a clause makes of it; null for a clause with neither.
 * @example wordingOf('两地联合举办招聘会') // 'action'
 * @example wordingOf('促进贫困人口就业') // 'call'
 */
export function wordingOf(clause: string): 'action' | 'call' | null {
  const found = FIRST_WORD.exec(clause.replace(/《[^》]*》/g, ''))?.groups;
  if (!found) return null;
  return found['action'] ? 'action' : 'call';
}

/** Where the first action of a clause begins; -1 where there is none. */
export function actionStart(clause: string): number {
  return clause.search(new RegExp(ACTIONS));
}

/** What a clause begins with that says more of the one before it and asks for nothing new. */
export const DETAILS: [example: string, form: string][] = [
  ['其中脱贫人口320人', '其中'],
  ['每次不少于10节', '每(?:次|批|期|场|人|名|户|所|个|节)|人均|户均'],
  ['时间不少于3个月', '时间|时长|为期|任期|周期'],
  ['培训不少于100人次', '培训(?=[^，]{0,10}\\d)|参训|参加(?=[^，]{0,8}\\d)|招生'],
  ['惠及群众500户', '惠及|受益|服务(?=[^，]{0,8}\\d)|覆盖|带动|吸引|涉及'],
  ['总投资300万元', '合计|共计|累计|(?:项目)?总(?:投资|面积|金额|额)|共(?=[^，]{0,8}\\d)'],
  ['完成投资118亿元', '完成投资|到位|日(?:均|处理)|占|新增|配备|邀请'],
  ['采购额不少于4万元', '[^，]{1,6}额(?=不|达|超)|[^，]{1,4}率'],
  ['名单报县乡村振兴局', '[^，]{0,6}(?:名单|情况|结果)[报在向抄]'],
  ['由县人社局负责', '由[^，。；]{2,24}(?:负责|牵头|承办)|轮流'],
  ['分别到各乡镇开展指导', '分别(?=[到赴在向])|听取|督促|助力|解决|重点(?!项目|工程)'],
  ['形成会议纪要', '形成|确保(?![^，]*\\d)'],
];
