/** What the names of units and offices end in, as a pattern's source; the longer before the shorter. */
export const UNIT_ENDING = [
  '街道办事处|办事处|管委会|委员会|指挥部|督导组|工作队|合作社|联合社|供销社|商会|协会|学会|总工会|工会|妇联|残联|科协|文联|侨联|工商联',
  '党支部|支部|总支|党委|党组|财政|镇街|街道|乡镇|园区|单位|部门|机构|中心|公司|集团|银行|支行|分行|企业|医院|学校|小学|中学|高中|[一二三四五六七八九]中',
  '商行|公路段|工务段|中专|大学|幼儿园|农场|林场|科室|股室|专班|主体|双方|甲方|乙方',
  '[局委办部厅署院校所站馆队会社团联府组处科室股厂]|[镇乡村街区县市]',
].join('|');

/** Those whom a plan names in place of units: office-holders and groups of persons. */
export const PERSON_ENDING = '领导|同志|书记|干部|队员|负责人';
