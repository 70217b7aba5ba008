import { describe, expect, it } from 'vitest'
import { after, all, recover } from './maybe-promise.ts'

const later = async <T>(value: T): Promise<T> => value

describe('after', () => {
  it('goes on at once where the value is there, and throws at once', () => {
    expect(after(1, (value) => value + 1)).toBe(2)
    const fail = (): never => {
      throw new Error('at once')
    }
    expect(() => after(1, fail)).toThrow('at once')
  })

  it('gives a promise of what is made of a promise, and refuses as that does', async () => {
    expect(await after(later(1), (value) => later(value + 1))).toBe(2)
    await expect(after(Promise.reject(new Error('refused')), () => 1)).rejects.toThrow('refused')
  })
})

describe('all', () => {
  it('are there at once where every one is', () => {
    expect(all([1, 'a'])).toEqual([1, 'a'])
    expect(all([])).toEqual([])
  })

  it('are waited for where one is not, in their order', async () => {
    const result = all([1, later('a'), 2])
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toEqual([1, 'a', 2])
  })

  it('refuses with what one of them refuses', async () => {
    await expect(all([1, Promise.reject(new Error('refused'))])).rejects.toThrow('refused')
  })
})

describe('recover', () => {
  const fail = (): never => {
    throw new Error('broken')
  }

  it('gives what there is, at once or later', async () => {
    expect(recover(() => 1)).toBe(1)
    expect(await recover(() => later(1))).toBe(1)
  })

  it('gives undefined for what is thrown, at once or later', async () => {
    expect(recover(fail)).toBeUndefined()
    expect(await recover(() => later(1).then(fail))).toBeUndefined()
  })
})
