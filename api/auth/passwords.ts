import { hash, verify } from '@node-rs/argon2';

// argon2id as OWASP asks for it at least: 19 MiB, two passes, one lane
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let dummy: Promise<string> | null = null;

/** The hash under which a password is kept, with its salt and cost (a PHC string). */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), COST);
}

/**
 * True when a password is the one that was hashed. Where there is none to compare with, it takes as
 * long to say no.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const same = await verify(kept ?? (await dummyHash()), password.normalize('NFKC'));
  return same && kept !== null;
}

async function dummyHash(): Promise<string> {
  dummy ??= hashPassword('a password that nobody has');
  return await dummy;
}
