/** What an office does with a plan: import, division of work, launch, changes, circulars, letters. */
export const OFFICE: Record<string, string> = {
  // reading a file
  导入: 'Import',
  '这份文件已由{}导入，由该单位的协调员审核，请与其联系':
    'This file was imported by {1}, whose coordinator reviews it: please get in touch',
  其他单位: 'another unit',
  '只有协调员能导入方案：请在通讯录里给您登记“协调员”岗位':
    'Only coordinators import plans: have yourself entered as coordinator in the address book',
  一次导入一份文件: 'One file at a time',
  '没有收到文件，或者文件是空的': 'No file came, or an empty one',
  '“{}”超过 50 MB，请去掉图片另存后再试': '“{1}” is larger than 50 MB: save it without pictures',
  'id 应为 16 到 64 个字母、数字': 'id should be 16 to 64 letters or figures',
  请选择由您的哪个单位牵头督办: 'Choose which unit of yours supervises it',
  '文件写明的各方是{}，请选择其中一方为本方': 'The document names {1}: choose which side is ours',
  '文件标有密级“{}”，不能导入本系统：涉密文件请在涉密设备上办理，没有存入任何内容':
    'The document is marked “{1}” and cannot be imported: classified papers belong on classified machines. Nothing was stored',
  '读取时出了意外，请再试一次；仍不行的，请告诉管理员':
    'Reading failed unexpectedly: try again, and tell an administrator if it still fails',
  '这份文件还没有读完，或者已经失效，请重新拖入':
    'This file is not read yet, or no longer there: drop it again',
  没有读出方案: 'No plan was found in it',
  表格: 'table',
  '不是表格文件，请用 Excel 或 WPS 另存为 .xlsx 或 CSV 后再试':
    'Not a table: save it as .xlsx or CSV from Excel or WPS',
  '文件里没有正文，可能已损坏。请用 Word 或 WPS 打开后另存一份再试':
    'The file has no text and may be damaged: open it in Word or WPS and save a copy',
  'OFD 文件里没有页面。请用 OFD 阅读器打开后重新导出，或转换为 PDF、Word 后再试':
    'The OFD file has no page: export it again from an OFD reader, or turn it into PDF or Word',
  'OFD 文件已损坏或不规范。请用 OFD 阅读器打开后重新导出，或转换为 PDF、Word 后再试':
    'The OFD file is damaged: export it again from an OFD reader, or turn it into PDF or Word',
  'OFD 文件里没有页面。{}': 'The OFD file has no page. {1}',
  'OFD 文件已损坏或不规范。{}': 'The OFD file is damaged. {1}',
  '请用 OFD 阅读器打开后重新导出，或转换为 PDF、Word 后再试':
    'Export it again from an OFD reader, or turn it into PDF or Word',
  'OFD 文件已加密。请用 OFD 阅读器去掉密码后另存一份再试':
    'The OFD file is locked: save a copy without password',
  '超过 {} 页，请只保留方案正文和附件后再试':
    'More than {1} pages: keep the plan and its annexes only',
  'PDF 设有打开密码，请用原软件打开后去掉密码，另存后再试':
    'The PDF is locked: save a copy without password',
  'PDF 文件已损坏，请重新导出或另存为 PDF 后再试': 'The PDF is damaged: export or save it again',
  '文件超过 {} MB。请去掉图片，只保留方案正文和附件清单的文字，另存后再试':
    'The file is larger than {1} MB: save it with the text of the plan and its annexes only',
  '文件里没有文字，请检查是否选错文件；如果是扫描件，请提供文字版':
    'The file has no text: is it the right one? Of a scan, bring the text',
  '表格里没有内容，请检查是否选错了文件': 'The table is empty: is it the right file?',
  '文件是空的，请检查是否选错了文件': 'The file is empty: is it the right one?',
  '文件是空的，请检查是否选错文件': 'The file is empty: is it the right one?',
  '文件超过 20 MB，请只保留需要的工作表后再试':
    'The file is larger than 20 MB: keep the sheets that are needed',
  '这是 PDF，不是表格，请提供 .xlsx 或 CSV 文件': 'A PDF is no table: bring .xlsx or CSV',
  '这是网页格式的表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再试':
    'A table saved as a web page: save it as .xlsx from Excel or WPS',
  '工作簿设有打开密码，请去掉密码后另存为 .xlsx 再试':
    'The workbook is locked: save it as .xlsx without password',
  '这是旧格式（.xls）表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再试':
    'An old .xls table: save it as .xlsx from Excel or WPS',
  '文件已损坏或不是 .xlsx 表格，请打开后另存为 .xlsx 再试':
    'Damaged or no .xlsx table: open it and save it as .xlsx',
  '不是表格文件（也许是 Word 文档），请提供 .xlsx 或 CSV 文件':
    'Not a table (perhaps a Word document): bring .xlsx or CSV',
  '表格超过 {} 行，请拆分或删去多余的空行后再试':
    'More than {1} rows: split it, or delete empty rows',
  '请用 Word 或 WPS 打开后另存为 .docx 再试': 'Save it as .docx from Word or WPS',
  '这是压缩包。请解压后选择其中的方案文件再试': 'An archive: unpack it and choose the plan’s file',
  '这是演示文稿（PPT），不是方案。请提供 Word、WPS、PDF 或文本格式的方案':
    'A presentation, not a plan: bring Word, WPS, PDF or text',
  '文件设有打开密码。请去掉密码后另存一份再试': 'The file is locked: save a copy without password',
  '不能读取这种格式的表格（.xls、.xlsb）。请用 Excel 或 WPS 打开后另存为 .xlsx 再试':
    'Tables of this kind (.xls, .xlsb) cannot be read: save it as .xlsx from Excel or WPS',
  '不能读取 OpenDocument 文件（.odt、.ods）。{}':
    'OpenDocument files (.odt, .ods) cannot be read. {1}',
  '这不是 Word 或 WPS 文档，不能读取。{}':
    'This is no Word or WPS document and cannot be read. {1}',
  '这是 RTF 文件。{}': 'This is an RTF file. {1}',
  '这是网页或 XML 文件，不是文档。{}': 'A web page or XML, not a document. {1}',
  '这是图片，没有可读的文字。请提供文字版文件': 'A picture without text: bring the text',
  '文件不是文本，也不是可识别的文档。请提供 Word、WPS、PDF、Excel 或文本格式的方案':
    'Neither text nor a known document: bring Word, WPS, PDF, Excel or text',
  '文字编码无法识别。请用记事本打开后另存为 UTF-8 编码再试':
    'Unknown encoding: save it as UTF-8 from Notepad',
  '请只保留方案正文和附件清单的文字，去掉图片和多余的表格，另存后再试':
    'save it with the text of the plan and its annexes only, without pictures and other tables',
  '文件已损坏或不规范，不能读取。请用原软件打开后另存一份再试':
    'The file is damaged and cannot be read: open it where it was made and save a copy',
  '文件太复杂，读了 {} 秒仍未读完。{}': 'Too complex: not read after {1} seconds; {2}',
  '文件内容过大，读取时内存不足。{}': 'Too large: memory ran out; {1}',
  '文件内容已损坏或不规范。请用 Word 或 WPS 打开后另存一份再试':
    'The content is damaged: open it in Word or WPS and save a copy',
  '文件已损坏或没有下载完整。请重新取得文件，或用原软件打开后另存一份再试':
    'Damaged, or not wholly downloaded: get it again, or open it where it was made and save a copy',
  '文件内容过大，不能读取。请只保留需要的文字或工作表，去掉图片，另存后再试':
    'Too large to read: keep the text or sheets that are needed, without pictures',
  '这是 Word 97 以前的旧格式。请用 Word 或 WPS 打开后另存为 .docx 再试':
    'Older than Word 97: save it as .docx from Word or WPS',
  '文件已损坏或没有保存完整。请用 Word 或 WPS 打开后另存为 .docx 再试':
    'Damaged, or not wholly saved: save it as .docx from Word or WPS',
  '文件没有文字，请检查是否选错了文件': 'The file has no text: is it the right one?',
  '（{}页中有{}页）': '({2} of {1} pages)',
  '这是扫描件，只有图片，没有可以读取的文字。请提供文字版，或先用 OCR 软件识别后另存为 Word 再试':
    'A scan: pictures without text. Bring the text, or have it recognised (OCR) and saved as Word first',
  '文件所用的字体没有文字编码，读出的是乱码。请提供 Word 版，或先用 OCR 软件识别后另存为 Word 再试':
    'Its fonts do not say which characters they show. Bring it as Word, or have it recognised (OCR) first',
  '表 {}': 'table {1}',

  // division of work
  按要求: 'as asked',
  '共{}次，{}起，{}止': '{1} times, from {2} to {3}',
  '请写明为什么有异议，例如 非本单位职责': 'Say why, for instance: not our unit’s business',
  '请写明建议由哪个单位负责，或者建议的完成时限': 'Propose a unit, or a due date',
  '理由请控制在 {} 字以内': 'At most {1} characters of reasons',
  '单位名称请控制在 {} 字以内': 'At most {1} characters for a name',
  '建议的时限：{}': 'Proposed due date: {1}',
  '任务 {} 里写的是“{}”，换掉它会换掉其中所有单位：请直接修改这一行，再答复该单位':
    'Task {1} says “{2}”; to replace it would replace all of its units: edit the row, then answer the unit',
  '任务 {} 里已经没有“{}”，不用再采纳：请核对后答复':
    '“{2}” no longer stands in task {1}, so there is nothing to take over: check and answer',
  回复期限: 'Answers until',
  '{}已经到了，请选今天以后的日期': '{1} has come already: choose a day after today',
  牵头单位: 'lead unit',
  任务分解表: 'Division of work',
  '没有找到列名为{}的表，请在下载的任务分解表上填写':
    'No table with the columns {1}: fill in the one that you downloaded',
  '这个方案的任务，保留下载时的写法，如“第 3 项”（不能新增任务）':
    'a task of this plan, written as downloaded, such as 第 3 项 (no new ones)',
  '与责任单位不重复的单位（{}两栏都有）': 'units that are not responsible too ({1} stands in both)',
  '第 {} 项 {}': 'No. {1} {2}',
  征求意见的任务分解表: 'Division of work sent out',
  答复: 'Answer',
  意见: 'Comment',
  征求意见的任务: 'Task sent out',
  '这条意见已由{}答复，请刷新查看': '{1} has answered this: refresh',
  已同意的不需要答复: 'Who agrees needs no answer',
  '请写明为什么不采纳，该单位会看到': 'Say why it is not taken over; the unit will see it',
  '有异议、没有建议的，请先修改这一行，再写明怎样处理':
    'An objection without a proposal: edit the row, then say what was done',
  '方案已经启动，任务分解表不再征求意见：请在交办的事项里办理':
    'The plan is launched, so the table is no longer for comment: act on the duties',
  '任务分解表已经印发，不再征求意见：有不同意见请与办公室联系':
    'The table is issued and no longer for comment: please speak with the office',
  '表里还没有能征求意见的单位：请先给任务定责任单位，并在“单位名称”里确定各指哪个单位':
    'Nobody to ask yet: give the tasks units, and settle the names first',
  '征求意见以后没有改动涉及任何单位，不需要再发':
    'No change since then touches any unit: nothing to send',
  '没有未回复的单位，不需要再发': 'Nobody is silent: nothing to send',
  '还有 {} 项没有责任单位：请先分工，或者写明这些任务什么时候定下来，再印发其余部分':
    '{1} tasks have no unit: settle them, or say by when, and issue the rest',
  '方案还没有牵头办公室：请在启动页选定由哪个单位负责，再发文':
    'The plan has no office yet: choose it on the launch page first',

  // launching
  启动前的检查: 'Checks before launch',
  启动前的预演: 'Rehearsal before launch',
  负责的单位: 'Office',
  '没有任何一项的时限在督办开始之后，无事可办；请核对督办开始日期':
    'No due date lies after the start of supervision: check that day',
  '{} 项按“随报表”跟踪（{}），但文件没有要求 {} 报送定期进展：':
    '{1} tasks live in reports ({2}), but the document asks {3} for none:',
  '由督办系统给这些单位每季度设一次报表，不设则只列入清单':
    'Duban can ask these units for a report each quarter; without it they are listed only',
  由督办系统: 'by Duban',
  不设: 'without it',
  '由督办系统增设“{}”（不是文件的要求）：{} 个单位（{}），每季度结束后次月 10 日前报':
    'Duban adds “{1}” (not asked for by the document): {2} units ({3}), by the 10th after each quarter',
  '方案已经启动（状态：{}），不能再次启动':
    'The plan was launched ({1}) and cannot be launched again',
  '方案已经启动，不能再次启动': 'The plan was launched and cannot be launched again',
  '方案已经启动，不再预演': 'The plan is launched: no more rehearsals',
  '文件没有写明印发日期，请填写': 'The document has no day of issue: enter it',
  '{}没有协调员；设有协调员的是：{}': '{1} has no coordinator; these have: {2}',
  '{}一方没有协调员：请在通讯录里给牵头办公室加一行岗位“协调员”':
    '{1} has no coordinator: give the office one in the address book',
  '有多个单位设协调员（{}），请选定由哪个单位负责':
    'Several units have a coordinator ({1}): choose one',
  '还有 {} 项未经审核': 'Tasks not reviewed: {1}',
  '还有 {} 项未经审核：请先核对，或者写明未经审核也启动':
    'Tasks not reviewed: {1}. Review them, or choose to launch all the same',
  '{}：请先核对，或者写明未经审核也启动': '{1}: review them, or choose to launch all the same',
  '还有 {} 个单位名称没有对应': 'Names not matched: {1}',
  '还有 {} 个单位名称没有对应，请先确定各指哪些单位':
    'Names not matched: {1}. Settle which units they mean',
  '{}，请先确定各指哪些单位': '{1}: settle which units they mean',
  '{} 个责任单位没有可用的联系人邮箱':
    'Responsible units without a contact whose mailbox works: {1}',
  '{}：请在通讯录里补充，或者写明没有联系人也启动':
    '{1}: enter them in the address book, or choose to launch all the same',
  '{}年的节假日安排尚未公布：提醒日期暂按周末推算，台账上注明“节假日待公布”':
    'The rest days of {1} are not announced: reminders are reckoned by weekends for now, and the ledger says so',
  '没有时限，只列入清单，不计时提醒': 'no due date: listed only, no reminders',
  '没有责任单位（或名称尚未对应通讯录），只列入清单，请先分工':
    'no responsible unit (or its name is not matched): listed only, please divide the work first',
  '只记录在册，不计时提醒': 'kept on record: no reminders',
  '随定期报表填报，不单独提醒': 'told of in the periodic report: no reminders of its own',
  '{}：没有时限，只列入清单，不计时提醒': '{1}: no due date, listed only, no reminders',
  '{}：{} 期在督办开始前到期（首次报表不足 5 个工作日、报的是此前情况的也在内），只列出，不催办':
    '{1}: {2} due before supervision began (a first report within 5 working days, or of the time before, too): listed, not urged',
  '{}：共 {} 期（单位×时限）': '{1}: {2} occurrences (units × due dates)',
  '任务分解征求意见：{} 个单位没有全部回复{}：{}；启动后不再收意见':
    'Comments on the division of work: {1} units have not answered everything{2}: {3}; none are taken after the launch',
  '{}（第 {} 项）': '{1} (item {2})',
  '（回复期限到{}）': ' (they may until {1})',
  '任务分解征求意见：{} 条意见还没有答复：{}':
    'Comments on the division of work: {1} not replied to: {2}',
  '改交{}办理': 'Handed over to {1}',
  '预演和启动方案，须由牵头办公室的协调员办理':
    'Rehearsing and launching is for the office’s coordinator',
  调整方案须由牵头办公室的协调员或督办领导办理:
    'Changing the plan is for the office’s coordinator or supervising leader',
  '截止日期 {} 早于督办开始的 {}': 'The last day {1} is before the start of supervision, {2}',
  '“逐年执行”和“执行到哪一天”只能选一个': 'Either year by year, or until a day: not both',
  '{} → 下次 {}': '{1} → next {2}',
  '{}：{} → 下次 {}': '{1}: {2} → next {3}',
  逐年: 'year by year',
  '{}：正在等待{}': '{1}: waits for {2}',
  '只能由您担任协调员的单位负责：{}': 'Only a unit whose coordinator you are: {1}',
  '预演中 {} 个联系人每月超过 {} 封邮件，都是最后一个工作日的提醒或答复，不能等；请确认仍要启动':
    'In the rehearsal {1} contacts get more than {2} mails in a month, all of them last reminders or answers that cannot wait: confirm to launch',

  // changes of a plan
  '序号 {} 有 {} 项任务（{}），请用编号指明':
    'No. {1} means {2} tasks ({3}): give the number of one',
  '“{}”没有等待事件日期的事项': 'Nothing of “{1}” waits for the day of an event',
  '“{}”没有在办的事项': 'Nothing of “{1}” is open',
  '“{}”有 {} 期在办，请写明哪一期：{}': '“{1}” has {2} open periods: say which: {3}',
  '“{}”有 {} 期在办，请用 --period 写明哪一期：{}':
    '“{1}” has {2} open periods: say which with --period: {3}',
  '“{}”没有 {} 这一期；在办的有：{}': '“{1}” has no period {2}; open are: {3}',
  '方案 {} 没有在督办中，不能调整': 'Plan {1} is not running and cannot be changed',
  '方案 {} {}，不能{}': 'Plan {1} {2}. Not possible: {3}',
  '方案 {} 已经启动，任务和单位不能再在草稿里修改':
    'Plan {1} is launched: its tasks and units can no longer be edited as a draft',

  // circulars, letters
  '提前完成 {} 项工作。': '{1} done ahead of time.',
  '，另提前完成 {} 项': ', {1} more ahead of time',
  '该通报{}，不能{}': 'State of the circular: {1}. Not possible now: {2}',
  审核须由送审人以外的人办理: 'Whoever handed it in does not review it',
  '还没有送核对：{}；不送核对的，请写明理由':
    'Not sent for checking: {1}. Say why, if that is meant',
  '核对期限到{}，还没有答复：{}；提前送审的，请写明理由':
    'Checking runs until {1}, no answer yet: {2}. Say why, to hand it in before',
  通报: 'Circular',
  '别人刚改过这份通报，请刷新后再改': 'Somebody has just edited this circular: refresh first',
  通报涉及的单位都已经送过核对: 'All units concerned were asked to check it',
  这个单位还没有送过核对: 'This unit was not asked to check it',
  '{}须由{}办理': '“{1}” is for: {2}',
  所选事项里有的不在可列入通报的范围: 'Some of what was chosen cannot go into the circular',
  请填标题: 'Enter a title',
  商请函: 'Letter',
  '{} 的商请函已经发出，不能再改': 'The letter of {1} has left and cannot be changed',
  '{} 的商请函已经发出，不能重新汇集': 'The letter of {1} has left and cannot be gathered anew',
  '本月的商请函已经发出，不能重新汇集': 'This month’s letter has left and cannot be gathered anew',
  该方案没有需要发函联系的一方: 'This plan has no other side to write to',
  '{}目前没有需要协调或确认的事项，不需发函':
    'Nothing to ask of {1} or to confirm now: no letter is needed',
  商请函由协调员办理: 'Letters are for the coordinator',
  需联系的一方: 'Side to write to',
  本月的商请函: 'This month’s letter',
  方案的一方: 'Side of the plan',
  '{}是本方，由启动时指定的协调员督办':
    '{1} is our own side: the coordinator chosen at launch supervises it',
  '{}不属于{}，不能督办其单位；所属方在通讯录里填写':
    '{1} does not belong to {2} and cannot supervise its units; the side is entered in the address book',
  '{}没有协调员；请先在通讯录里加一行岗位“协调员”':
    '{1} has no coordinator: enter one in the address book first',
  来信来短信: 'Incoming message',
  '“{}”一列没有一项是这个方案的原文：请确认没有选错方案的表':
    'Nothing in the column “{1}” is a clause of this plan: is it another plan’s table?',
  '本方案的任务分解表，这一行是另一个方案的': 'the table of this plan; this row is another plan’s',
  '“{}”第 {} 行': '“{1}” row {2}',
  '与{}一样（{}）：第 {} 项填得不一样': 'the same as {1} ({2}): no. {3} was filled in differently',
};
