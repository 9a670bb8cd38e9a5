// The folder of a browser that has ended. Its helpers may still write there for a moment, and
// rmSync() gives up where a file comes after it has looked.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export async function removeProfile(folder) {
  for (let tries = 30;; --tries) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (tries === 0 || error.code !== 'ENOTEMPTY') throw error;
    }
    await pause(100);
  }
}
