// the package brings no types; what the tests use of it
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  type Answer = Record<string, unknown>;
  type Interaction = {
    prompt: { name: string };
    params: Record<string, unknown>;
    grantId?: string;
  };
  type Context = { path: string; req: IncomingMessage; res: ServerResponse };
  type Account = { accountId: string; claims: () => Answer };
  interface GrantRow {
    addOIDCScope: (scope: string) => void;
    save: () => Promise<string>;
  }
  export class Provider {
    constructor(
      issuer: string,
      settings: Answer & {
        interactions: { url: (context: Context, interaction: { uid: string }) => string };
        findAccount: (context: Context, sub: string) => Account;
      },
    );
    Grant: {
      new (of: { accountId: string; clientId: string }): GrantRow;
      find: (id: string) => Promise<GrantRow | undefined>;
    };
    callback: () => (request: IncomingMessage, reply: ServerResponse) => Promise<void>;
    use: (step: (context: Context, next: () => Promise<void>) => Promise<void>) => void;
    interactionDetails: (request: IncomingMessage, reply: ServerResponse) => Promise<Interaction>;
    interactionFinished: (
      request: IncomingMessage,
      reply: ServerResponse,
      result: Answer,
      options?: { mergeWithLastSubmission: boolean },
    ) => Promise<void>;
  }
}
