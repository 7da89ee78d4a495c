import type { Receipt } from '../../plan/sms-arrivals.ts';

/**
 * What the networks' codes of an undelivered message say of the number for good. The networks write
 * them in many ways; what is not listed may be a telephone that is switched off, and says nothing.
 */
const CODES: { pattern: RegExp; fault: NonNullable<Receipt['fault']> }[] = [
  {
    // a number that does not exist, or was given back
    pattern:
      /^(MK:?0?00[015]|MN:?0001|MI:?0000|CB:?000[15]|CB:?0053|DB:?010[12]|IS_CLOSED|EMPTY|MOBILE_NOT_ON_SERVICE|MOBILE_NUMBER_ILLEGAL|PHONEERR|NUMBER_NOT_EXIST|UNKNOWN_SUBSCRIBER|空号)/i,
    fault: 'bad-address',
  },
  { pattern: /空号|不存在的用户|号码不存在|已销号/, fault: 'bad-address' },
  {
    pattern:
      /^(BLACK|TDBLACK|MBBLACK|DBBLACK|PUBLOKD|BLOCKED|USER_REJECT|UNSUBSCRIBE|MOBILE_IN_BLACK|DB:?0144|DB:?0117|PHONENUMBER_BLACKLIST)/i,
    fault: 'opted-out',
  },
  { pattern: /退订|黑名单/, fault: 'opted-out' },
];

/** What an undelivered message says of its number; null: another one may arrive. */
export function faultOf(code: string, words = ''): Receipt['fault'] {
  const found = CODES.find(({ pattern }) => pattern.test(code) || pattern.test(words));
  return found?.fault ?? null;
}
