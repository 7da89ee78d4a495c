/** Address book, names of a plan, collectives, leave, devices. */
export const BOOK: Record<string, string> = {
  名称: 'name',
  类别: 'kind',
  所属方: 'side',
  别名: 'aliases',
  通过谁办理: 'answers through',
  办公电话: 'office telephone',
  公用邮箱: 'unit mailbox',
  邮箱: 'mailbox',
  科室: 'section',
  岗位: 'post',
  姓名: 'name',
  空: 'nothing',
  新增单位: 'new unit',
  修改单位: 'unit changed',
  任职: 'new post',
  离任: 'post ended',
  更新联系方式: 'contact data changed',
  发交接清单: 'handover list sent',
  通讯录: 'Address book',
  请填姓名: 'Enter a name',
  请填单位名称: 'Enter the unit’s name',
  '“{}”已经登记，请直接修改它': '“{1}” is registered: edit it instead',
  '电话应为{}': 'The telephone should be {1}',
  '邮箱应为{}': 'The mailbox should be {1}',
  '办公电话应为{}': 'The office telephone should be {1}',
  '公用邮箱应为{}': 'The unit’s mailbox should be {1}',
  '{}“{}”应为{}': '{1} “{2}” should be {3}',
  '手机号（11 位）或座机（如 0771-1234567）':
    'a mobile (11 figures) or a line such as 0771-1234567',
  '一个邮箱地址（如 name@example.com）': 'a mailbox such as name@example.com',
  '{}不单独设联系人，请填“通过谁办理”；确需直接联系的，类别改为“单位”':
    '{1} has no contacts of its own: say through whom it answers, or make it a unit',
  '空白：{}不单独设联系人，请填“通过谁办理”；确需直接联系的，类别改为“单位”':
    'nothing: a {1} has no contacts of its own; say through whom it answers, or make it a unit',
  '{}已经是{}的{}': '{1} is {3} of {2} already',
  '要接替的人已经离任，请刷新后再看': 'Whoever is to be replaced has left: refresh',
  在任的岗位: 'Post held now',
  '{}现在没有岗位；请先安排岗位，或请系统管理员修改':
    '{1} holds no post now: give one first, or ask an administrator',
  通讯录由协调员和系统管理员修改: 'The address book is for coordinators and administrators',
  '通讯录由协调员和系统管理员管理；本单位的联系方式请在单位页面上改':
    'The address book is for coordinators and administrators; change your own unit’s contact data on its page',
  '{}属于{}，由{}的办公室或系统管理员维护':
    '{1} belongs to {2}: the office of {3} or an administrator keeps it',
  '{}的{}由该办公室的协调员或系统管理员调整':
    'The {2} of {1}: for that office’s coordinator or an administrator',
  '{}是{}的{}，联系方式由该办公室的协调员或系统管理员修改':
    '{1} is {3} of {2}: that office’s coordinator or an administrator changes the contact data',
  '预览以后通讯录或文件有变化，没有导入；请重新预览':
    'The address book or the file has changed since the preview, so nothing was imported: preview again',
  请选择或填写由谁担任: 'Choose or enter who holds it',
  '代其办理的单位，否则有关通知无处可送': 'a unit that answers for it, or its notices go nowhere',
  '只属于一个单位的别名（“{}”也用）': 'an alias of one unit alone (“{1}” has it too)',
  表中或通讯录里已有的一个单位: 'a unit of the table or the address book',
  '另一个单位，现在成了循环：{}': 'another unit: as it stands it goes in a circle: {1}',
  '不超过 {} 级的转办关系': 'no more than {1} links',
  '方案中的一方（{}），请核对': 'a side of a plan ({1}): please check',
  '表头之下没有内容：应为每行一个岗位': 'Nothing below the head: a post in each row',
  单位名称: 'a unit’s name',
  '与同一单位前面所填一致（“{}”）': 'the same as before for this unit (“{1}”)',
  '这个电话或邮箱的使用人，并填写岗位': 'whose telephone or mailbox it is, and the post',
  '姓名；只登记单位时岗位也留空': 'a name; for a unit alone leave the post empty too',

  // names of a plan, collectives
  '集合称谓，拟为本方{} {} 个': 'Name for several: {2} of our side, {1}',
  '集合称谓，拟为本方责任单位 {} 个': 'Name for several: the {1} responsible units of our side',
  '集合称谓，拟为本方乡镇街道 {} 个': 'Name for several: the {1} townships of our side',
  '集合称谓，拟为本方部门 {} 个': 'Name for several: the {1} departments of our side',
  '集合称谓，拟为本方村（社区） {} 个': 'Name for several: the {1} villages of our side',
  '集合称谓，拟为本方县（市、区） {} 个': 'Name for several: the {1} counties of our side',
  '不含 {}': 'without {1}',
  '；不含 {}': '; without {1}',
  '{}（接收报送的单位）': '{1} (receives the reports)',
  '{}（领导机关）': '{1} (leading body)',
  '{}（职务或人员群体）': '{1} (office-holder or group)',
  '{}（外部单位）': '{1} (outside party)',
  '另有 {} 个名称未确定，宜先定那些': '{1} other names are not settled: better settle them first',
  接收报送的单位: 'receives the reports',
  职务或人员群体: 'office-holder or group of people',
  乡镇街道: 'townships',
  '村（社区）': 'villages',
  '县（市、区）': 'counties',
  部门: 'departments',
  '通讯录登记的集合称谓“{}”，{} 个单位': 'Registered in the address book as “{1}”: {2} units',
  '通讯录登记的集合称谓“{}”，{} 个单位{}': 'Registered in the address book as “{1}”: {2} units{3}',
  '是单位“{}”的名称，不能又作集合称谓':
    'is the name of the unit “{1}” and cannot stand for several',
  请填称谓: 'Enter the name',
  请选择它指的单位: 'Choose the units that it means',
  '通讯录里没有 {}': 'Not in the address book: {1}',
  '{}不属于{}': '{1} does not belong to {2}',
  '其中有别方的单位：各方的集合称谓由各自的办公室维护，涉及几方的由系统管理员维护':
    'Some units are of another side: each side’s office keeps its own names for several, an administrator those of several sides',
  集合称谓: 'Name for several',
  '“{}”没有写明单位，一般由其承办': '“{1}” names no unit; usually it is done by this one',
  '原文有“{}”，一般由{}负责': 'the clause says “{1}”: usually the business of {2}',
  '标题有“{}”，一般由{}负责': 'the heading says “{1}”: usually the business of {2}',
  '{}有“{}”，一般由{}负责': '{1} says “{2}”: usually the business of {3}',
  '只差地名或“县”“区”“委”等字样': 'differ in the place, or in 县, 区, 委 and the like',
  '名称主干相同（{}）': 'the same core ({1})',
  可能是简称: 'perhaps an abbreviation',
  '名称结尾相同（{}）': 'the same ending ({1})',
  未对应: 'not matched',
  '不纳入（{}）': 'left out ({1})',
  '“{}”刚刚已由别人改为：{}。请核对后再定':
    'Somebody has just set “{1}” to: {2}. Check, then decide',
  '“{}”不纳入，请写明理由': 'Say why “{1}” is left out',
  方案中的单位名称: 'Name in the plan',
  通讯录中的单位: 'Unit of the address book',

  // leave, quiet hours, devices
  请假: 'Leave',
  请假登记: 'Leave',
  '末日已经过去，不需登记': 'The last day is past: no need to enter it',
  '{}没有岗位，不需登记': '{1} holds no post: no need to enter it',
  请假的末日不能早于首日: 'The last day must not be before the first',
  代理人不能是本人: 'Nobody stands in for himself',
  '已登记 {} 至 {} 请假，请先取消（编号 {}）':
    'Leave from {1} to {2} is entered already: cancel it first (no. {3})',
  '{}没有可用的邮箱，不能代理；请先在通讯录里补充':
    '{1} has no mailbox that works and cannot stand in: enter one first',
  '没有改动：不能改用{}，{}': 'Not changed: {1} is not possible, {2}',
  没有登记邮箱: 'no mailbox is registered',
  '短信还没有开通，目前只能用邮件': 'text messages are not set up, only mail for now',
  没有登记手机号码: 'no mobile is registered',
  免打扰的开始和结束时间不能相同: 'Quiet hours must not begin and end at the same time',
  '免打扰时段最长 12 小时': 'Quiet hours last 12 hours at most',
  '免打扰时段不能占满工作时间（8:30–18:00 至少留出一小时）':
    'Quiet hours must leave an hour of the working day (8:30–18:00)',
  '免打扰时段请写明开始和结束的时间，例如 12:00 和 14:30；不需要的都留空':
    'Give both ends of the quiet hours, such as 12:00 and 14:30, or neither',
  等待确认的设备: 'Device to be confirmed',
  使用中的设备: 'Device in use',
  提醒方式: 'Way of reminding',

  // merging
  被并入的单位: 'Unit to merge',
  并入后的单位: 'Unit that stays',
  合并单位由协调员或督办领导办理: 'Merging units is for coordinators and supervising leaders',
  '{}是督办办公室，由它自己的协调员合并':
    '{1} is a supervising office: its own coordinator merges it',
  '{}在别的办公室的方案里也有在办事项，须由该办公室一同办理':
    '{1} has open duties in another office’s plans: that office must take part',
  '“{}”和“{}”是同一个单位': '“{1}” and “{2}” are one unit',
  '{}属于{}，{}属于{}，不能合并；单位写错请核对名称':
    '{1} belongs to {2}, {3} to {4}: they cannot be merged. Check the names',
  '{}是方案 {} 的牵头办公室：请先在通讯录里给{}加一个“协调员”岗位':
    '{1} is the office of plan {2}: give {3} a coordinator in the address book first',
  '没有找到表头：应有“单位”一列，可用的列有 {}':
    'No head was found: a column 单位 is needed; columns are {1}',
};
