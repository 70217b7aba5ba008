import { run } from './run.mjs'

/** @returns {Promise<boolean>} */
export const hasValgrind = async () => (await run('valgrind', ['--version'])).code === 0
