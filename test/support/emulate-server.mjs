// Starts the Slack of the package `emulate`, which is nobody's but its authors', and says where it listens.
import { createEmulator } from 'emulate';

const slack = JSON.parse(process.argv[2] ?? '{}');
const emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack } });
process.stdout.write(`${emulator.url}\n`);
process.on('SIGTERM', () => void emulator.close().then(() => process.exit(0)));
