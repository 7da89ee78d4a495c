/** Why something comes on its day, what the rules of a plan say, what became of a notice. */
export const AGENDA: Record<string, string> = {
  // the day of a moment
  '{}年放假安排尚未公布，按周末推算，公布后可能调整':
    'The rest days of {1} are not announced yet: reckoned by weekends, may move',
  '按当时的时限、规则和放假安排推算，之后有过调整':
    'Reckoned by the due date, rules and rest days of that time, which have changed since',
  '时限在三天以上的假期里，最后一次提醒放在放假前第二个工作日（{}）':
    'Due within a holiday of three days or more: the last reminder comes on the second working day before it ({1})',
  '时限{}，以此前最后一个工作日{}为准': 'Due on {1}: the last working day before it counts, {2}',
  '节点{}': 'Milestone {1}',
  '{}，顺延到{}': '{1}: moved on to {2}',
  '{}是长假前后的工作日，只发提醒，顺延到{}':
    '{1} is a working day next to a long holiday, for reminders only: moved on to {2}',
  '其间{}调休上班，计入': '{1} is a make-up working day and counts',
  '其间{}至{}放假，不计': '{1} to {2} is a holiday and does not count',
  '{}放假': '{1}, a holiday',
  '{}是周六': '{1}, a Saturday',
  '{}是周日': '{1}, a Sunday',
  放假: 'a holiday',
  是周六: 'a Saturday',
  是周日: 'a Sunday',
  '{}，不发通知；提醒提前、催办顺延到工作日':
    '{1}: nothing is sent; reminders come on the working day before, urging on the one after',
  '{}是长假前后的工作日，只发到期提醒和对办理的答复，催办等顺延':
    '{1} is a working day next to a long holiday: only reminders and answers are sent, urging moves on',
  '{}调休上班，照常发通知': '{1} is a make-up working day: messages go out as usual',
  最后一个工作日: 'last working day',
  最后一个工作日提醒: 'Reminder on the last working day',
  '时限前 {} 个工作日': '{1} working days before',
  '时限前 {} 个工作日提醒': 'Reminder {1} working days before the due date',
  '{}；规则：{}': '{1}; rule: {2}',
  '办理时间超过一个季度的事项，每季度第一个工作日列出一次':
    'What takes longer than a quarter is listed on the first working day of each quarter',
  '按进度应完成而没有填报到的，次一工作日随下一封提醒询问':
    'What is behind its pace is asked about with the next digest',
  '由对方办理、督办前到期或只是建议的事项，每月提示协调员一次，不催单位':
    'What the other side does, what was due before, what is advice: a line to the coordinator each month, no urging',
  '等待事件、暂停中的事项，每月提示协调员一次，不催单位':
    'What waits for an event or is paused: a line to the coordinator each month, no urging',
  '原则上的时限过后，询问一次预计完成时间，不催办':
    'After a due date in principle, one question when it will be done, no urging',
  放假安排尚未公布: 'rest days not announced yet',

  // the rules
  '催办责任单位，列入协调员电话清单': 'the unit is urged and put on the call list',
  报单位分管领导: 'the unit’s own leader is told',
  列入督办领导每周专报: 'put on the supervising leader’s weekly list',
  '每个工作日 {} 起提醒': 'Reminders from {1} on each working day',
  '每月一次的事项：{}提醒': 'Monthly duties: reminders {1}',
  '每季度一次的事项：{}提醒': 'Quarterly duties: reminders {1}',
  '时间更长的事项：{}提醒': 'Longer duties: reminders {1}',
  '节点前 {} 个工作日提醒': 'Reminder {1} working days before a milestone',
  '最后一级之后每 {} 个工作日重复': 'The last step comes again every {1} working days',
  '报办结后第 {} 个工作日提醒核验': 'Verifier reminded on working days {1} after completion',
  '核验超过 {} 个工作日算办公室延误':
    'Verifying that takes longer than {1} working days is the office’s delay',
  '单位退回任务后第 {} 个工作日提醒协调员答复':
    'Coordinator reminded on working days {1} after a unit declined',
  '已报电子版的，纸质件可在时限后 {} 个工作日内补交':
    'Paper may follow within {1} working days where the file was sent in time',
  延期由办公室批准: 'Extensions are granted by the office',
  延期由办公室同意后报督办领导批准: 'Extensions are agreed by the office and granted by the leader',
  专报经协调员看过一个工作日后自动发出:
    'The weekly list leaves by itself after a working day with the coordinator',
  专报由协调员确认后才发出: 'The weekly list leaves when the coordinator releases it',
  所有逾期事项都列入专报: 'All overdue duties go on the weekly list',
  只有标为重点的事项列入专报: 'Only weighty duties go on the weekly list',
  '批量销号时抽查 {}%': 'Batch closing looks at a sample of {1}%',
  '退回整改没有写明日期的，给 {} 个工作日':
    'A return without a day gives {1} working days to rectify',
  '每月一次的事项提前 {} 天启动': 'Monthly duties open {1} days before',
  '其他循环事项提前 {} 天启动': 'Other recurring duties open {1} days before',
  '没有凭据证明单位已知晓的，至多等 {} 个工作日再上报':
    'Without proof that the unit was told, a step waits {1} working days at most',
  '交办后 {} 个工作日未签收的再提醒':
    'A reminder where nothing is acknowledged {1} working days after assignment',
  '交办后 {} 个工作日未签收的列入电话清单':
    'On the call list where nothing is acknowledged {1} working days after assignment',
  '每位联系人每月至多 {} 封邮件': 'At most {1} mails to a contact each month',
  '每位联系人每月至多 {} 条短信': 'At most {1} text messages to a contact each month',
  '早上的消息在 {} 分钟内错开发出': 'The morning’s messages are spread over {1} minutes',
  '{} 个工作日内的提醒并入已要发出的邮件':
    'Reminders of the next {1} working days join a mail that leaves anyway',
  '逾期催办{}在收件人免打扰时段发出': 'Urging {1} reach people in their quiet hours',
  可以: 'may',
  不: 'may not',
  '专报至多列 {} 项': 'The weekly list names at most {1} duties',
  '各方案合计，按本机构默认执行': 'over all plans, as the office has set it',
  '逾期第 {} 个工作日：{}': '{1} working days overdue: {2}',

  // why something comes
  '方案启动时每个单位一份交办通知，列明全部任务':
    'At launch each unit gets one assignment notice with all of its tasks',
  '工作时间随即发出，当天已发过邮件的次日发出':
    'at once in office hours, the next day where today’s mail has left',
  下一个工作日早上发出: 'on the morning of the next working day',
  '{}后告知有关单位，{}': 'After “{1}” the units concerned are told, {2}',
  '按现行规则推算：{}': 'Reckoned by today’s rules: {1}',
  '系统中断期间错过的 {} 次合并为这一次': '{1} that were missed while the system was down, as one',
  '没有凭据证明单位已经知晓，先不上报，等下一个工作日（规则：没有凭据的先等凭据）':
    'No proof that the unit was told: it waits for the next working day (rule: proof first)',
  '{}，原定的这一次不再执行': '{1}: this one is no longer due',
  '系统当时中断，恢复后与{}的合并为一次':
    'The system was down; afterwards it became one with that of {1}',
  '台账没有执行的记录；规则或放假安排在事项开始之后调整过，当时不一定排有这一次':
    'The ledger knows of none; rules or rest days have changed since the duty began, so it may not have been planned',
  '请管理员用 duban doctor 检查': 'ask an administrator to run duban doctor',
  请向办公室询问: 'please ask the office',
  '系统当时没有执行到这一步，{}': 'The system did not get to this step: {1}',
  '没有凭据证明单位已经知晓，推迟到这个工作日':
    'No proof that the unit was told: put off to this working day',
  '按现行放假安排：{}': 'By the rest days as they are now: {1}',
  '{}没有到点的提醒或催办': 'No reminder or urging falls on {1}',
  '“{}”按规则在这一天前后，实际放在{}': '“{1}” belongs to about this day; it lies on {2}',
  '前一次：{}': 'The one before: {1}',
  '后一次：{}': 'The next: {1}',

  // what became of a notice
  '{}当天没有发出，推迟到{}': '{1}, not sent that day, put off to {2}',
  收件人的邮件当时已到上限: 'The reader had had as many mails as are allowed',
  不单独发信: 'Sends no mail of its own',
  当天的邮件当时已经发出: 'That day’s mail had left',
  '临期、逾期等紧急事项，邮件之外另发短信': 'Urgent: a text message besides the mail',
  '用短信发送（收件人当时选择短信，或没有可用的邮箱）':
    'By text message: the reader chose that, or has no mailbox that works',
  收件人选择用短信提醒: 'The reader chose text messages',
  '收件人选择用短信提醒，这一条短信发不了（如没有开通、模板不可用），改发邮件':
    'The reader chose text messages; this one cannot be sent so, a mail goes instead',
  '没有可用的邮箱，改发短信': 'No mailbox that works: a text message goes instead',
  '收件人免打扰时段 {}，其间不送达': 'The reader’s quiet hours are {1}: nothing arrives then',
  '联系不上：没有登记可用的邮箱或手机，已请协调员更正；更正后补发':
    'Not reachable: no mailbox or mobile that works. The coordinator was asked to mend it; it is sent then',
  '方案已暂停，恢复后再发': 'The plan is paused: sent after it is resumed',
  '方案已结束，不再发出': 'The plan has ended: no longer sent',
  '最早{}再发': 'sent on {1} at the earliest',
  '{}起发出': 'Leaves from {1} on',
  '今天是长假前后的工作日，只发到期提醒，下一个工作日再发':
    'Today is next to a long holiday, for reminders only: sent on the next working day',
  '已到时间，一般几分钟内生成消息；长时间没有生成的，说明发送程序没有运行':
    'Due now: the message is made within minutes. If it is not, the dispatcher is not running',
  '已到时间，等工作时间（工作日 {}–18:00）发出':
    'Due now: leaves in office hours (working days {1}–18:00)',
  '单位领导每周至多一封，本周已经发过，并入下一封':
    'A unit’s leader gets one mail a week and has had it: joins the next',
  '收件人本月的消息已到上限（每月 {} 封，村级 1 封；为最后一次提醒留有余量），并入下一封':
    'The reader has had this month’s mails ({1}, villages 1; the last reminder is kept free): joins the next',
  '不单独发信，随下一封提醒一起发': 'No mail of its own: goes with the next digest',
  '当天的邮件已经发出，并入下一封': 'That day’s mail has left: joins the next',
  '协调员暂缓列入专报：{}': 'Held back from the weekly list by the coordinator: {1}',
  '内容已经失效，没有发出': 'No longer needed: not sent',
  '{}，这条通知不再需要': '{1}: this notice is no longer needed',
  '{}的邮件已提前告知，不再单独提醒':
    'The mail of {1} has told of it already: no reminder of its own',
  '由对方单位办理，对方不在本系统督办范围内，不向其发通知':
    'Done by the other side, which is not supervised here: no notice to it',
  '没有发出以前，被{}的“{}”取代': 'Before it left, “{2}” of {1} took its place',
  '时限{}以前没能发出，过期的提醒不再发':
    'It could not leave before the due date {1}; a reminder after it is no longer sent',
  '已撤回，没有发出': 'Withdrawn: not sent',

  // how a message went
  邮件服务器: 'mail server',
  短信服务商: 'provider of text messages',
  群机器人: 'group robot',
  已接收: 'taken',
  '暂时没有收下，稍后再试': 'not taken for now, tried again later',
  '没有答复，不确定是否收下': 'no answer, unclear whether it was taken',
  '地址（号码）收不到': 'the address or number takes nothing',
  收件人退订了短信: 'the reader has stopped text messages',
  '拒收，不再发送': 'refused, not sent again',
  '模板不可用，没有用短信发出（有邮箱的改发邮件）':
    'the template cannot be used: no text message (a mail goes where there is a mailbox)',
  '账户或配置有误，没有发出，修好后续发':
    'account or settings at fault: not sent, goes on when mended',
  '账户余额不足，没有发出，充值后续发': 'no money in the account: not sent, goes on when paid',
  已送达: 'Delivered',
  没有送达: 'Not delivered',
  被退回: 'Bounced',
  收件人用它的链接办理了事项: 'The reader acted by its link',
  收件人作了回复: 'The reader answered',
  已按回复登记: 'recorded as answered',
  '没有登记，已答复原因': 'not recorded, the reason was answered',
  转协调员处理: 'passed to the coordinator',
  是退信: 'a bounce',
  '是自动回复，不算答复': 'an automatic reply, not an answer',
  '已生成，等待发送': 'Made, waiting to be sent',
  '第 {} 次取出发送：邮件服务器{}': 'Attempt {1}: the mail server says: {2}',
  '第 {} 次取出发送：短信服务商{}': 'Attempt {1}: the provider of text messages says: {2}',
  '第 {} 次取出发送：群机器人{}': 'Attempt {1}: the group robot says: {2}',
  '第 {} 次取出发送（同一编号重发，防止重复）：邮件服务器{}':
    'Attempt {1} (again under the same id, so that nothing comes twice): the mail server says: {2}',
  '第 {} 次取出发送（同一编号重发，防止重复）：短信服务商{}':
    'Attempt {1} (again under the same id, so that nothing comes twice): the provider says: {2}',
  '第 {} 次取出发送{}：{}': 'Attempt {1}{2}: {3}',
  '同一编号重发，防止重复': 'again under the same id, so that nothing comes twice',
  '收到来信 {}：{}': 'Mail {1} came in: {2}',
  它的链接最近一次用于办理: 'Its link was last used to act',
  '已取出，正在发送': 'Taken up, being sent',
  '没有发出：内容在发出前全部失效（已办结、改期等）':
    'Not sent: nothing of it was needed any more (done, moved …)',
  '到时先查询，没有收下的用同一编号再发一次':
    'The provider is asked first; if it was not taken, it goes once more under the same id',
  最早此时发出: 'Leaves now at the earliest',
  到时再试: 'Tried again then',

  // where a duty comes from
  '文件：{}': 'Document: {1}',
  '原文：{}': 'Clause: {1}',
  '责任单位：{}': 'Responsible: {1}',
  '时限：{}': 'Due date: {1}',
  '“{}”，即{}': '“{1}”, that is {2}',
  '原为{}，经批准或调整': 'formerly {1}, changed by permission or order',
  没有确定的日期: 'no certain day',
  该年放假安排尚未公布: 'rest days of that year not announced yet',
};
