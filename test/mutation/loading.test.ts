import { expect, it } from 'vitest'

// A mutant that keeps a module from loading leaves no other test to fail.
it('loads', async () => {
  expect(await import('../../src/index.ts')).toBeDefined()
})
