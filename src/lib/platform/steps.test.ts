import { describe, expect, it } from 'vitest'
import { run, type Steps, wait } from './steps.ts'

const later = async <T>(value: T): Promise<T> => value

describe('run', () => {
  it('gives the result at once where nothing has to be waited for', () => {
    function* add(): Steps<number> {
      return (yield* wait(1)) + (yield* wait(2))
    }
    expect(run(add())).toBe(3)
  })

  it('gives a promise from the first wait on', async () => {
    function* add(): Steps<number> {
      return (yield* wait(1)) + (yield* wait(later(2))) + (yield* wait(later(3)))
    }
    const result = run(add())
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toBe(6)
  })

  it('does everything up to the first wait at the call', async () => {
    const done: string[] = []
    function* work(): Steps<void> {
      done.push('before')
      yield* wait(later(0))
      done.push('after')
    }
    const result = run(work())
    expect(done).toEqual(['before'])
    await result
    expect(done).toEqual(['before', 'after'])
  })

  it('throws at once what happens before the first wait', () => {
    function* fail(): Steps<void> {
      if (fail.length === 0) throw new Error('at once')
      yield* wait(later(0))
    }
    expect(() => run(fail())).toThrow('at once')
  })

  it('rejects with what happens after it', async () => {
    function* fail(): Steps<void> {
      yield* wait(later(0))
      throw new Error('later')
    }
    await expect(run(fail())).rejects.toThrow('later')
  })

  it('throws a rejection where it was waited for, so that steps can catch it', async () => {
    function* recover(): Steps<string> {
      try {
        yield* wait(Promise.reject(new Error('refused')))
      } catch (error) {
        return `caught ${(error as Error).message}${yield* wait(later('!'))}`
      }
      return 'missed'
    }
    expect(await run(recover())).toBe('caught refused!')
  })

  it('rejects with a rejection that nobody catches', async () => {
    function* ignore(): Steps<void> {
      yield* wait(Promise.reject(new Error('refused')))
    }
    await expect(run(ignore())).rejects.toThrow('refused')
  })

  it('hands on what steps within steps give', async () => {
    function* inner(value: number): Steps<number> {
      return yield* wait(later(value))
    }
    function* outer(): Steps<number> {
      return (yield* inner(1)) + (yield* inner(2))
    }
    expect(await run(outer())).toBe(3)
  })
})
