// `npm run check`: types, rules, format, dead code.
import { runChecks } from './checks.ts';

process.exitCode = runChecks().failed === 0 ? 0 : 1;
