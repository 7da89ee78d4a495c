import { undated } from '../rule.ts';
import { type DeadlinePattern, form } from './forms.ts';

/** Words after which a day can be told once something has happened. */
export const EVENTS: DeadlinePattern[] = [
  {
    name: 'days after an event',
    example: '项目批复后30日内',
    form: form(
      '(?<event>[^,，。；;()\\s]{0,14}?)(?:后的?|之日起|之日后|起)(?<value>{number})个?(?<unit>工作日|小时|日|天|周|月)(?:之|以)?内',
    ),
    rule: ({ number, text }) =>
      undated({
        waitsFor: 'event',
        event: text('event'),
        within: { value: number('value'), unit: text('unit') },
      }),
  },
];

/** Words that name no day of the calendar: an event to come, a request, a duty without an end. */
export const UNDATED: DeadlinePattern[] = [
  {
    name: 'before an event',
    example: '开学前',
    form: form(
      '(?<event>开学|放假|入冬|入汛|汛期|主汛期|春耕|春播|秋收|采暖季|供暖|雨季|高考|中考|检查|考核|验收|开工|投产|离任|会议召开)(?:到来|来临|季)?之?前',
    ),
    rule: ({ text }) => undated({ waitsFor: 'event', event: text('event') }),
  },
  {
    name: 'when asked',
    example: '按上级要求',
    form: form(
      '(?:按照?|根据|依据)(?:上级|省|市|省市|有关|相关)(?:部门|单位)?(?:时限|时间)?(?:要求|通知|安排)',
    ),
    rule: () => undated({ waitsFor: 'request' }),
  },
  {
    name: 'standing duty',
    example: '长期坚持',
    form: form(
      '长期坚持|长期有效|持续推进|持续开展|贯穿全年|长期|常年|不?定期|适时|常态化|经常性?|每[日天]',
    ),
    rule: () => undated({ waitsFor: 'nothing' }),
  },
];
