import { describe, expect, it } from 'vitest';
import { dueDates } from '../../../plan/deadline/dates.ts';
import { parseDeadline } from '../../../plan/deadline/parse.ts';

// phrase → the words that set time, the kind of rule, its dates in a plan of 2024 (a leap year).
// "6 from 02-29 to 12-31" stands for so many dates; a dash for words that name no day.
const PHRASES = `
每月1日前上报进展 | 每月1日前 | recurring | 12 from 01-01 to 12-01
每月5号前报送 | 每月5号前 | recurring | 12 from 01-05 to 12-05
每个月的25日之前报表 | 每个月的25日之前 | recurring | 12 from 01-25 to 12-25
于每月25日下班前报送 | 每月25日下班前 | recurring | 12 from 01-25 to 12-25
每月底前报送 | 每月底前 | recurring | 12 from 01-31 to 12-31
每月月底前汇总 | 每月月底前 | recurring | 12 from 01-31 to 12-31
每月末调度一次 | 每月末 | recurring | 12 from 01-31 to 12-31
每月召开一次例会 | 每月 | recurring | 12 from 01-31 to 12-31
按月通报 | 按月 | recurring | 12 from 01-31 to 12-31
逐月调度 | 逐月 | recurring | 12 from 01-31 to 12-31
每月10日、25日前报送 | 每月10日、25日前 | recurring | 24 from 01-10 to 12-25
每月5日和20日前报送 | 每月5日和20日前 | recurring | 24 from 01-05 to 12-20
每月25日至30日报送 | 每月25日至30日 | recurring | 12 from 01-30 to 12-30
每月25日-月底开展检查 | 每月25日-月底 | recurring | 12 from 01-31 to 12-31
每月31日前 | 每月31日前 | recurring | 12 from 01-31 to 12-31
每月30日前 | 每月30日前 | recurring | 12 from 01-30 to 12-30
每月上旬 | 每月上旬 | recurring | 12 from 01-10 to 12-10
每月中旬 | 每月中旬 | recurring | 12 from 01-20 to 12-20
每月下旬 | 每月下旬 | recurring | 12 from 01-31 to 12-31
每月初 | 每月初 | recurring | 12 from 01-10 to 12-10
每月第一周 | 每月第一周 | recurring | 12 from 01-07 to 12-07
每月最后一周 | 每月最后一周 | recurring | 12 from 01-31 to 12-31
每月第一个星期一 | 每月第一个星期一 | recurring | 12 from 01-01 to 12-02
每月第二周周五 | 每月第二周周五 | recurring | 12 from 01-12 to 12-13
每月最后一个周五 | 每月最后一个周五 | recurring | 12 from 01-26 to 12-27
每月第一个工作日 | 每月第一个工作日 | recurring | 12 from 01-02 to 12-02
每月最后一个工作日前 | 每月最后一个工作日前 | recurring | 12 from 01-31 to 12-31
每月结束后5个工作日内 | 每月结束后5个工作日内 | recurring | 12 from 01-08 to 12-06
次月5日前 | 次月5日前 | recurring | 12 from 01-05 to 12-05
每月次月3日前 | 每月次月3日前 | recurring | 12 from 01-03 to 12-03
下月10日前 | 下月10日前 | recurring | 12 from 01-10 to 12-10
每月结束后10日内 | 每月结束后10日内 | recurring | 12 from 01-10 to 12-10
每旬调度 | 每旬 | recurring | 36 from 01-10 to 12-31
每两个月召开一次 | 每两个月 | recurring | 6 from 02-29 to 12-31
每2个月 | 每2个月 | recurring | 6 from 02-29 to 12-31
每隔三个月 | 每隔三个月 | recurring | 4 from 03-31 to 12-31
每双月25日前 | 每双月25日前 | recurring | 6 from 02-25 to 12-25
每单月底前 | 每单月底前 | recurring | 6 from 01-31 to 11-30
隔月开展 | 隔月 | recurring | 6 from 02-29 to 12-31
3月起每月10日前报送 | 3月起每月10日前 | recurring | 10 from 03-10 to 12-10
从4月开始，每季度调度 | 从4月开始，每季度 | recurring | 06-30 09-30 12-31
2024年5月起每月5日前 | 2024年5月起每月5日前 | recurring | 8 from 05-05 to 12-05
每季度召开1次联席会议 | 每季度 | recurring | 4 from 03-31 to 12-31
每季召开会议 | 每季 | recurring | 4 from 03-31 to 12-31
每个季度末前 | 每个季度末前 | recurring | 4 from 03-31 to 12-31
按季度通报 | 按季度 | recurring | 4 from 03-31 to 12-31
每季度末月25日前 | 每季度末月25日前 | recurring | 4 from 03-25 to 12-25
每季度最后一个月20日前 | 每季度最后一个月20日前 | recurring | 4 from 03-20 to 12-20
每季度首月10日前 | 每季度首月10日前 | recurring | 4 from 01-10 to 10-10
每季度第一个月5日前 | 每季度第一个月5日前 | recurring | 4 from 01-05 to 10-05
每季度第二个月15日前 | 每季度第二个月15日前 | recurring | 4 from 02-15 to 11-15
每季度首月上旬 | 每季度首月上旬 | recurring | 4 from 01-10 to 10-10
每季度最后一个月下旬 | 每季度最后一个月下旬 | recurring | 4 from 03-31 to 12-31
每季度结束后10日内 | 每季度结束后10日内 | recurring | 4 from 01-10 to 10-10
每季度次月10日前 | 每季度次月10日前 | recurring | 4 from 01-10 to 10-10
每季度后5日内 | 每季度后5日内 | recurring | 4 from 01-05 to 10-05
季度结束后15日内 | 季度结束后15日内 | recurring | 4 from 01-15 to 10-15
每季度结束后5个工作日内 | 每季度结束后5个工作日内 | recurring | 4 from 01-08 to 10-12
每季度最后一个工作日前 | 每季度最后一个工作日前 | recurring | 4 from 03-29 to 12-31
每季度最后一周 | 每季度最后一周 | recurring | 4 from 03-31 to 12-31
2024年每季度 | 2024年每季度 | recurring | 4 from 03-31 to 12-31
每半年开展一次 | 每半年 | recurring | 06-30 12-31
每半年末月25日前 | 每半年末月25日前 | recurring | 06-25 12-25
每半年结束后10日内 | 每半年结束后10日内 | recurring | 01-10 07-10
上半年、下半年各1次 | 上半年、下半年 | recurring | 06-30 12-31
上、下半年各开展1次 | 上、下半年 | recurring | 06-30 12-31
上下半年各一次 | 上下半年 | recurring | 06-30 12-31
上半年和下半年各召开一次 | 上半年和下半年 | recurring | 06-30 12-31
每学期至少1次 | 每学期 | recurring | 06-30 12-31
每学期末 | 每学期末 | recurring | 06-30 12-31
每周一报送 | 每周一 | recurring | 53 from 01-01 to 12-30
每周五下午前报送 | 每周五下午前 | recurring | 52 from 01-05 to 12-27
每周五下班前报送 | 每周五下班前 | recurring | 52 from 01-05 to 12-27
每星期三 | 每星期三 | recurring | 52 from 01-03 to 12-25
每周一、周四 | 每周一、周四 | recurring | 105 from 01-01 to 12-30
每周召开一次调度会 | 每周 | recurring | 52 from 01-05 to 12-27
每周三次开展巡查 | 每周 | recurring | 52 from 01-05 to 12-27
每两周开展一次 | 每两周 | recurring | 26 from 01-12 to 12-27
全年不少于4次（每季度至少1次） | 每季度 | recurring | 4 from 03-31 to 12-31
3月和9月各一次 | 3月和9月 | recurring | 03-31 09-30
3、6、9、12月 | 3、6、9、12月 | recurring | 4 from 03-31 to 12-31
3月、6月、9月底前 | 3月、6月、9月底前 | recurring | 03-31 06-30 09-30
6月30日和11月30日前 | 6月30日和11月30日前 | recurring | 06-30 11-30
6月30日前、12月20日前 | 6月30日前、12月20日前 | recurring | 06-30 12-20
6、12月25日前 | 6、12月25日前 | recurring | 06-25 12-25
6月和12月的20日前 | 6月和12月的20日前 | recurring | 06-20 12-20
每年3月、9月上旬 | 每年3月、9月上旬 | recurring | 03-31 09-10
每年6月底、12月底前 | 每年6月底、12月底前 | recurring | 06-30 12-31
3月底、6月15日、11月中旬前 | 3月底、6月15日、11月中旬前 | recurring | 03-31 06-15 11-20
5月底前、10月底前 | 5月底前、10月底前 | recurring | 05-31 10-31
一、三季度 | 一、三季度 | recurring | 03-31 09-30
第二、四季度末 | 第二、四季度末 | recurring | 06-30 12-31
一季度和三季度 | 一季度和三季度 | recurring | 03-31 09-30
春节前和10月各举办1场 | 春节前和10月 | recurring | 02-09 10-31
3月和国庆节前各一次 | 3月和国庆节前 | recurring | 03-31 09-30
9月至11月，每月至少2次 | 每月 | recurring | 09-30 10-31 11-30
春节、中秋节前走访 | 春节、中秋节前 | recurring | 02-09 09-16
元旦、春节期间慰问 | 元旦、春节期间 | recurring | 02-09 12-31
“七一”、国庆节前后 | “七一”、国庆节前后 | recurring | 06-30 09-30
11月底前完成 | 11月底前 | once | 11-30
11月末 | 11月末 | once | 11-30
11月30日前 | 11月30日前 | once | 11-30
11月30日以前 | 11月30日以前 | once | 11-30
11月30日之前 | 11月30日之前 | once | 11-30
截止到11月30日前 | 11月30日前 | once | 11-30
12月20日前（含当日） | 12月20日前（含当日） | once | 12-20
于2024年01月30日前 | 2024年01月30日前 | once | 01-30
2024年1月30号 | 2024年1月30号 | once | 01-30
二〇二四年不写 | - | - | -
十一月底前 | 十一月底前 | once | 11-30
２月底前 | ２月底前 | once | 02-29
2月28日前 | 2月28日前 | once | 02-28
8月 | 8月 | once | 08-31
8月份 | 8月份 | once | 08-31
10月前 | 10月前 | once | 10-31
2024年8月 | 2024年8月 | once | 08-31
当年8月 | 当年8月 | once | 08-31
今年8月底前 | 今年8月底前 | once | 08-31
6月上旬 | 6月上旬 | once | 06-10
6月中旬前 | 6月中旬前 | once | 06-20
2月下旬 | 2月下旬 | once | 02-29
6月初 | 6月初 | once | 06-10
6月中下旬 | 6月中下旬 | once | 06-30
6月上中旬 | 6月上中旬 | once | 06-20
3月第一周 | 3月第一周 | once | 03-07
9月第二周周五前 | 9月第二周周五前 | once | 09-13
6月最后一个工作日前 | 6月最后一个工作日前 | once | 06-28
10月第一个工作日 | 10月第一个工作日 | once | 10-08
2024-06-30前 | 2024-06-30前 | once | 06-30
2024/6/30 | 2024/6/30 | once | 06-30
2024.6.30前 | 2024.6.30前 | once | 06-30
2024.06 | 2024.06 | once | 06-30
6.30前 | 6.30前 | once | 06-30
4月10日至20日 | 4月10日至20日 | once | 04-20
4月10-20日 | 4月10-20日 | once | 04-20
一季度 | 一季度 | once | 03-31
第一季度 | 第一季度 | once | 03-31
一季度末 | 一季度末 | once | 03-31
前三季度 | 前三季度 | once | 09-30
2024年第四季度前 | 2024年第四季度前 | once | 12-31
上半年 | 上半年 | once | 06-30
上半年末 | 上半年末 | once | 06-30
2024年上半年 | 2024年上半年 | once | 06-30
下半年 | 下半年 | once | 12-31
上半年结束后10日内 | 上半年结束后10日内 | once | 07-10
年中 | 年中 | once | 06-30
年底前 | 年底前 | once | 12-31
年末 | 年末 | once | 12-31
2024年底前 | 2024年底前 | once | 12-31
今年年底前 | 年底前 | once | 12-31
每年年底前 | 年底前 | once | 12-31
每年底前 | 每年底前 | once | 12-31
岁末 | 岁末 | once | 12-31
每年6月30日前 | 每年6月30日前 | once | 06-30
每年3月底前 | 每年3月底前 | once | 03-31
每年一季度 | 每年一季度 | once | 03-31
每年，6月底前 | 每年，6月底前 | once | 06-30
春节前 | 春节前 | once | 02-09
2024年春节前 | 2024年春节前 | once | 02-09
春节期间 | 春节期间 | once | 02-09
元旦前 | 元旦前 | once | 12-31
国庆节前 | 国庆节前 | once | 09-30
“十一”前 | “十一”前 | once | 09-30
“七一”前 | “七一”前 | once | 06-30
“七一”前后 | “七一”前后 | once | 06-30
五一劳动节前 | 五一劳动节前 | once | 04-30
“六一”儿童节前夕 | “六一”儿童节前 | once | 05-31
中秋节前 | 中秋节前 | once | 09-16
端午节前 | 端午节前 | once | 06-09
清明节前 | 清明节前 | once | 04-03
重阳节前后 | 重阳节前后 | once | 10-10
教师节前 | 教师节前 | once | 09-09
“八一”建军节之际 | “八一”建军节之际 | once | 07-31
力争11月底前 | 11月底前 | once | 11-30
原则上10月底前 | 10月底前 | once | 10-31
建议7月15日左右 | 7月15日 | once | 07-15
1-11月 | 1-11月 | window | 11-30
１—１１月 | １—１１月 | window | 11-30
5月—12月 | 5月—12月 | window | 12-31
5月~10月 | 5月~10月 | window | 10-31
5～10月 | 5～10月 | window | 10-31
3月至6月 | 3月至6月 | window | 06-30
3月到5月15日 | 3月到5月15日 | window | 05-15
3月1日至5月31日 | 3月1日至5月31日 | window | 05-31
3月上旬至5月中旬 | 3月上旬至5月中旬 | window | 05-20
3月底至4月初 | 3月底至4月初 | window | 04-10
9月—11月上旬 | 9月—11月上旬 | window | 11-10
自3月起至11月底前 | 自3月起至11月底前 | window | 11-30
从3月到12月 | 从3月到12月 | window | 12-31
2024年3月-11月 | 2024年3月-11月 | window | 11-30
2024年3月到2024年6月 | 2024年3月到2024年6月 | window | 06-30
2024年3月15日至2024年4月15日 | 2024年3月15日至2024年4月15日 | window | 04-15
四月至六月 | 四月至六月 | window | 06-30
4月~6月/9月~11月 | 4月~6月/9月~11月 | recurring | 06-30 11-30
3-5月、9-11月各开展一次 | 3-5月、9-11月 | recurring | 05-31 11-30
每半月调度一次 | 每半月 | recurring | 24 from 01-15 to 12-31
每10天调度一次 | 每10天 | recurring | 36 from 01-10 to 12-31
每年7月10日前、次年1月10日前 | 每年7月10日前、次年1月10日前 | recurring | 07-10
12-1月 | 12-1月 | window | 2025-01-31
11月至次年2月 | 11月至次年2月 | window | 2025-02-28
2024年12月至2025年3月 | 2024年12月至2025年3月 | window | 2025-03-31
12月至2025年3月 | 12月至2025年3月 | window | -
2023年10月至2024年3月 | 2023年10月至2024年3月 | window | 03-31
3月至年底 | 3月至年底 | window | 12-31
5月起至年底前 | 5月起至年底前 | window | 12-31
二至四季度 | 二至四季度 | window | 12-31
第一季度至第三季度 | 第一季度至第三季度 | window | 09-30
2-4季度 | 2-4季度 | window | 12-31
全年 | 全年 | recurring | 12-31
年内 | 年内 | recurring | 12-31
2024年内 | 2024年内 | recurring | 12-31
2024年 | 2024年 | recurring | 12-31
2024年度 | 2024年度 | recurring | 12-31
每年 | 每年 | recurring | 12-31
逐年 | 逐年 | recurring | 12-31
本年度 | 本年度 | recurring | 12-31
2024年起每年 | 2024年起每年 | recurring | 12-31
2022年起，每年 | 2022年起，每年 | recurring | 12-31
连续3年每年 | 连续3年每年 | recurring | 12-31
2023年至2025年，每年 | 2023年至2025年，每年 | recurring | 12-31
2023-2025年期间每年 | 2023-2025年期间每年 | recurring | 12-31
2022年起3年内 | 2022年起3年内 | window | 12-31
两年内救治 | 两年内 | once | -
一年内完成 | 一年内 | once | 12-31
接到通知后10个工作日内 | 接到通知后10个工作日内 | none | -
项目批复后30日内 | 项目批复后30日内 | none | -
自印发之日起15日内 | 自印发之日起15日内 | none | -
活动结束后1周内 | 活动结束后1周内 | none | -
事发后2小时内 | 事发后2小时内 | none | -
开学前 | 开学前 | none | -
入汛前 | 入汛前 | none | -
验收前 | 验收前 | none | -
按上级要求 | 按上级要求 | none | -
按照有关部门时限要求 | 按照有关部门时限要求 | none | -
长期坚持 | 长期坚持 | none | -
持续推进 | 持续推进 | none | -
常年开展 | 常年 | none | -
定期调度 | 定期 | none | -
适时召开 | 适时 | none | -
每天巡查 | 每天 | none | -
压缩至3个工作日 | - | - | -
缩短到5日以内 | - | - | -
某办发〔2021〕10号 | - | - | -
《三年行动方案（2022-2024年）》 | - | - | -
“十四五”时期 | - | - | -
十四五期间 | - | - | -
第一书记驻村 | - | - | -
两地联合举办 | - | - | -
每两年一届的博览会 | - | - | -
新中国成立以来 | - | - | -
在前期工作基础上 | - | - | -
月饼采购 | - | - | -
年终考核 | - | - | -
每月前5日报送 | 每月前5日 | recurring | 12 from 01-05 to 12-05
每月前5个工作日内 | 每月前5个工作日内 | recurring | 12 from 01-08 to 12-06
每季度前10日报送 | 每季度前10日 | recurring | 4 from 01-10 to 10-10
每季度首月前5个工作日内 | 每季度首月前5个工作日内 | recurring | 4 from 01-08 to 10-12
清明节前、端午节前、国庆节前分别组织1次 | 清明节前、端午节前、国庆节前 | recurring | 04-03 06-09 09-30
`
  .trim()
  .split('\n')
  .map((line) => {
    const [phrase = '', words = '', kind = '', dates = ''] = line.split(' | ');
    return [phrase, words, kind, dates] as const;
  });

function shown(dates: string[]): string {
  const short = dates.map((date) => date.replace(/^2024-/, ''));
  if (short.length === 0) return '-';
  return short.length > 3 ? `${short.length} from ${short[0]} to ${short.at(-1)}` : short.join(' ');
}

describe('a phrase', () => {
  it.each(PHRASES)('%s sets its time by %s: %s %s', (phrase, words, kind, dates) => {
    const reading = parseDeadline(phrase);
    const due = reading ? dueDates(reading.rule, [2024]).due : [];
    expect([reading?.text ?? '-', reading?.rule.kind ?? '-', shown(due)]).toEqual([
      words,
      kind,
      dates,
    ]);
  });

  it('stands where its words begin', () => {
    for (const [phrase, words] of PHRASES) {
      const reading = parseDeadline(`各单位要${phrase}`);
      if (reading) expect(`各单位要${phrase}`.slice(reading.start)).toContain(words.slice(0, 2));
    }
  });
});
