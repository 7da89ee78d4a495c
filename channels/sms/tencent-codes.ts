import {
  again,
  badAddress,
  badTemplate,
  type Codes,
  configuration,
  HOUR,
  later,
  money,
  optedOut,
  refused,
  soon,
} from '../codes.ts';

/** What Tencent answers to a call, or for the one number of a call (its product page 382/38780). */
export const TENCENT_CODES: Codes = {
  LimitExceeded: again, // most of them count what goes to one number
  'LimitExceeded.AppDailyLimit': later(4 * HOUR),
  RequestLimitExceeded: soon,
  InternalError: soon,
  ServiceUnavailable: soon,
  ResourceUnavailable: soon,
  'InternalError.RequestTimeException': configuration,
  'InternalError.RestApiInterfaceNotExist': configuration,
  'InternalError.SigFieldMissing': configuration,
  'InternalError.SigVerificationFail': configuration,
  // the message was handed on and nobody answered in time
  'InternalError.SendAndRecvFail': { result: 'unclear' },
  'InternalError.Timeout': { result: 'unclear' },

  'InvalidParameterValue.IncorrectPhoneNumber': badAddress,
  'UnsupportedOperation.UnsuportedRegion': badAddress,
  'FailedOperation.PhoneNumberInBlacklist': optedOut,

  AuthFailure: configuration,
  UnauthorizedOperation: configuration,
  'FailedOperation.TemplateIncorrectOrUnapproved': badTemplate,
  'FailedOperation.SignatureIncorrectOrUnapproved': configuration,
  'FailedOperation.MissingSignature': configuration,
  'FailedOperation.MissingTemplateList': configuration,
  'FailedOperation.NotEnterpriseCertification': configuration,
  'InvalidParameterValue.SdkAppIdNotExist': configuration,
  'InvalidParameterValue.TemplateParameterFormatError': badTemplate,
  'InvalidParameterValue.TemplateParameterLengthLimit': refused,
  'InvalidParameter.AppidAndBizId': configuration,
  IpNotInWhitelist: configuration,
  IpInBlacklist: configuration,

  'FailedOperation.ContainSensitiveWord': refused,
  'FailedOperation.FailResolvePacket': refused,
  'FailedOperation.JsonParseFail': refused,
  'FailedOperation.MarketingSendTimeConstraint': configuration,
  InvalidParameter: refused,
  'InvalidParameter.DirtyWordFound': refused,
  InvalidParameterValue: refused,
  'InvalidParameterValue.ContentLengthLimit': refused,
  'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter': refused,
  MissingParameter: refused,

  'FailedOperation.InsufficientBalanceInSmsPackage': money,
  'UnauthorizedOperation.SerivceSuspendDueToArrears': money,
};
