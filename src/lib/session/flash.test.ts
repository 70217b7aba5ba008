import { describe, expect, it } from 'vitest'
import { createFlash, type FlashState } from './flash.ts'
import type { JsonObject } from './json-object.ts'

const flashOf = (arrived: JsonObject = {}): FlashState => createFlash(() => arrived)

describe('flash data', () => {
  it('goes with the next seal, and cannot be read in the request that stored it', () => {
    const { flash, pending } = flashOf()
    flash('notice', 'Saved')
    flash('other', 1)
    expect(flash.get('notice')).toBeUndefined()
    expect(flash.all()).toEqual({})
    expect(pending()).toEqual({ notice: 'Saved', other: 1 })
  })

  it('waits until somebody reads it, and only what was read is gone', () => {
    const { flash, pending } = flashOf({ notice: 'Saved', other: 1 })
    expect(pending()).toEqual({ notice: 'Saved', other: 1 })
    expect(flash.get('notice')).toBe('Saved')
    expect(pending()).toEqual({ other: 1 })
  })

  it('can be read again in the same request', () => {
    const { flash } = flashOf({ notice: 'Saved' })
    expect([flash.get('notice'), flash.get('notice'), flash.all()]).toEqual([
      'Saved',
      'Saved',
      { notice: 'Saved' },
    ])
  })

  it('is all read at once by `all`', () => {
    const { flash, pending } = flashOf({ notice: 'Saved', other: 1 })
    expect(flash.all()).toEqual({ notice: 'Saved', other: 1 })
    expect(pending()).toEqual({})
  })

  it('of this request alone is in no seal', () => {
    const { flash, pending } = flashOf({ notice: 'old', other: 1 })
    flash.now('notice', 'new')
    expect(flash.get('notice')).toBe('new')
    expect(flash.all()).toEqual({ notice: 'new', other: 1 })
    expect(pending()).toEqual({})
  })

  it('gives way to a new value of the same name, read or not', () => {
    const { flash, pending } = flashOf({ notice: 'old' })
    flash('notice', 'new')
    expect(pending()).toEqual({ notice: 'new' })
    expect(flash.get('notice')).toBe('old')
    expect(pending()).toEqual({ notice: 'new' })
  })

  it('has nothing that it only inherits', () => {
    const { flash } = flashOf({ notice: 1 })
    expect([flash.get('toString'), flash.get('constructor')]).toEqual([undefined, undefined])
  })

  it('leaves what it came from alone: a candidate that is read twice is the same twice', () => {
    const arrived = { notice: 'Saved' }
    const { flash, clear } = flashOf(arrived)
    flash('more', 1)
    flash.now('less', 1)
    clear()
    expect(arrived).toEqual({ notice: 'Saved' })
  })
})

describe('flash data that is kept', () => {
  it('by name stays for one more request', () => {
    const { flash, pending } = flashOf({ notice: 'Saved', other: 1 })
    flash.all()
    flash.keep('notice')
    expect(pending()).toEqual({ notice: 'Saved' })
  })

  it('without a name stays altogether', () => {
    const { flash, pending } = flashOf({ notice: 'Saved', other: 1 })
    flash.all()
    flash.keep()
    expect(pending()).toEqual({ notice: 'Saved', other: 1 })
  })
})

describe('flash data that is cleared', () => {
  it('is gone everywhere, whether it came or was stored here', () => {
    const { flash, pending, clear } = flashOf({ notice: 'Saved' })
    flash('more', 1)
    flash.now('less', 1)
    clear()
    expect([flash.all(), pending()]).toEqual([{}, {}])
  })

  it('takes new values, for the session that begins then', () => {
    const { flash, pending, clear } = flashOf({ notice: 'Saved' })
    clear()
    flash('welcome', 1)
    expect(pending()).toEqual({ welcome: 1 })
  })
})

describe('the size of flash data', () => {
  // 1024 characters of JSON: `{"text":"…"}` takes eleven of them.
  const longest = 'x'.repeat(1024 - 11)

  it('is limited, because it travels in every request until it is read', () => {
    const { flash, pending } = flashOf()
    flash('text', longest)
    expect(pending()).toEqual({ text: longest })
    expect(() => flash('text', `${longest}x`)).toThrow(
      expect.objectContaining({
        code: 'ERR_IRONSEAL_DATA',
        message: 'Flash data may take 1024 characters of JSON, and would take 1025',
        hint: expect.stringContaining('Store an id'),
      }),
    )
    expect(pending()).toEqual({ text: longest })
  })

  it('is that of everything that is stored for the next request', () => {
    const { flash } = flashOf()
    flash('text', longest)
    expect(() => flash('more', 1)).toThrow(/characters of JSON/)
  })

  it('does not count what was read, nor what is for this request alone', () => {
    const { flash, pending } = flashOf({ old: longest })
    flash.now('now', longest)
    flash('text', longest)
    expect(flash.get('old')).toBe(longest)
    expect(pending()).toEqual({ text: longest })
  })
})

describe('the name of flash data', () => {
  it.each(['__proto__', ['__proto__']])('is never %j', (name) => {
    const { flash, pending } = flashOf()
    for (const store of [flash, flash.now])
      expect(() => store(name as string, { admin: true })).toThrow(
        expect.objectContaining({ code: 'ERR_IRONSEAL_DATA' }),
      )
    expect(Object.keys({ ...pending(), ...flash.all() })).toEqual([])
  })
})

describe('the seal that flash data comes in', () => {
  const counting = (): { state: FlashState; loads: () => number } => {
    let loads = 0
    const state = createFlash(() => {
      loads++
      return { notice: 'Saved' }
    })
    return { state, loads: () => loads }
  }

  it('is not opened before somebody asks, and not twice', () => {
    const { state, loads } = counting()
    expect([state.used, loads()]).toEqual([false, 0])
    state.flash.get('notice')
    state.flash.all()
    state.pending()
    expect([state.used, loads()]).toEqual([true, 1])
  })

  it('is opened by a value that is stored: it must be saved', () => {
    const { state } = counting()
    state.flash('more', 1)
    expect(state.used).toBe(true)
  })

  it('is left alone by a value that is refused', () => {
    const { state } = counting()
    expect(() => state.flash('__proto__', 1)).toThrow()
    expect(state.used).toBe(false)
  })
})
