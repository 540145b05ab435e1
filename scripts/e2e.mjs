import { runWithN8n } from './n8n-program.mjs';

await runWithN8n('test/e2e/main.ts');
