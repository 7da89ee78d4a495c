import smpp from 'smpp';
import { again, badAddress, type Codes, configuration, money, refused, soon } from '../codes.ts';

/** What a gateway answers (SMPP 3.4, 5.1.3); numbers from 0x400 on are its maker's own. */
export const SMPP_CODES: Codes = {
  ESME_RTHROTTLED: soon,
  ESME_RMSGQFUL: soon,
  ESME_RSYSERR: soon,
  ESME_RSUBMITFAIL: soon,
  ESME_RX_T_APPN: soon,
  ESME_RUNKNOWNERR: soon,
  ESME_RALYBND: soon,
  ESME_RINVBNDSTS: soon,
  ESME_RDELIVERYFAILURE: again,

  ESME_RINVDSTADR: badAddress,
  ESME_RINVDSTTON: configuration,
  ESME_RINVDSTNPI: configuration,
  ESME_RINVSRCADR: configuration,
  ESME_RINVSRCTON: configuration,
  ESME_RINVSRCNPI: configuration,
  ESME_RINVSYSTYP: configuration,
  ESME_RINVSERTYP: configuration,
  ESME_RINVSYSID: configuration,
  ESME_RINVPASWD: configuration,
  ESME_RBINDFAIL: configuration,
  ESME_RPROHIBITED: configuration,
  ESME_RSERTYPUNAUTH: configuration,
  ESME_RSERTYPDENIED: configuration,
  ESME_RINVREGDLVFLG: configuration,
  ESME_RINVESMCLASS: configuration,
  ESME_RINVDCS: configuration,

  ESME_RINVMSGLEN: refused,
  ESME_RX_P_APPN: refused,
  ESME_RX_R_APPN: refused,
  ESME_RINVTLVVAL: refused,

  // no number of the standard says that an account is empty; this is the one that gateways use
  '0x401': money,
};

/** The standard's name of a status, or its number for one of the maker's own. */
export function statusName(status: number): string {
  const found = Object.entries(smpp.errors).find(([, value]) => value === status);
  return found?.[0] ?? `0x${status.toString(16)}`;
}
