// mailparser brings no types; these are the parts that the tests read.
declare module 'mailparser' {
  export type Address = { address?: string; name: string };
  export type AddressObject = { value: Address[]; text: string };
  export type Attachment = { filename?: string; contentType: string; content: Buffer };
  export type ParsedMail = {
    headers: Map<string, unknown>;
    headerLines: { key: string; line: string }[];
    messageId?: string;
    date?: Date;
    subject?: string;
    from?: AddressObject;
    text?: string;
    html: string | false;
    attachments: Attachment[];
  };
  export function simpleParser(
    source: Buffer | string,
    options?: { keepDeliveryStatus?: boolean; skipHtmlToText?: boolean },
  ): Promise<ParsedMail>;
}
